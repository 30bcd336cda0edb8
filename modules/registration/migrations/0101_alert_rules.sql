-- What the duty of alerts looks for among registered people (packages/store/sql/0057): by the last day that is meant, who may still be a child is one.
create function registration.young_spouses() returns table (record_id uuid, cause text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select i.id, m.id::text from registration.individual i join registration.membership m on m.individual = i.id
  where m.relationship in ('HUS', 'WIF', 'CLH', 'CLW', 'PTM', 'PTF') and m.member_to is null and m.withdrawn_at is null and i.process_status in ('active', 'hold')
    and left(i.born, 4)::int >= extract(year from cases.now())::int - 19 and registration.last_birthday(i.born, 18) > cases.now()::date
$$;
-- Alone in a group: nobody else is a present member.
create function registration.children_alone() returns table (record_id uuid, cause text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select i.id, m.parent_id::text from registration.individual i join registration.membership m on m.individual = i.id
  where m.member_to is null and m.withdrawn_at is null and i.process_status in ('active', 'hold')
    and left(i.born, 4)::int >= extract(year from cases.now())::int - 19 and registration.last_birthday(i.born, 18) > cases.now()::date
    and not exists (select from registration.membership o where o.parent_id = m.parent_id and o.individual <> m.individual
      and o.member_to is null and o.withdrawn_at is null)
$$;
revoke execute on function registration.young_spouses(), registration.children_alone() from public;
insert into cases.alert_rule (name, module, finds, tells) values
  ('young-spouse', 'registration', 'registration.young_spouses', '{protection_officer,child_protection_caseworker}'),
  ('child-alone', 'registration', 'registration.children_alone', '{protection_officer,child_protection_caseworker}');
