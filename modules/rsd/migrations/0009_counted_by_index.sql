-- The queue counts what stands in a state: from this index alone, because every column that a policy judges by is in it.
create index on rsd.file (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
drop index if exists rsd.file_office_id_state_state_since_idx;
