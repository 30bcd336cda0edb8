-- The queue counts what stands in a state: from this index alone, because every column that a policy judges by is in it.
create index on partner_services.enrolment (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
drop index if exists partner_services.enrolment_office_id_state_state_since_idx;
