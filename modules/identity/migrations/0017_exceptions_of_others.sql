-- Whoever wrote down any of a sitting's exceptions does not agree to them, whoever began the sitting; and what is added after somebody agreed
-- waits again.
create or replace function identity.exceptions_wait() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.enrolment e set exceptions_state = 'waiting', exceptions_why = null, exceptions_decided_at = null
  where e.id in (select a.parent_id from added a) and e.exceptions_state is distinct from 'waiting' and (
    select count(*) > (select l.most from identity.exception_limit l)
      or count(*) filter (where x.site like 'finger-%') = 10
      or count(*) filter (where x.site like 'iris-%') = 2
    from identity.exception x where x.parent_id = e.id);
  return null;
end $$;

create or replace function identity.decide_exceptions(enrolment uuid, agree boolean, why text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  decided text := case when agree then 'agreed' else 'denied' end;
begin
  select e.* into held from identity.enrolment e where e.id = decide_exceptions.enrolment for update;
  if held is null or not auth.may('identity', 'approve', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if held.exceptions_state is distinct from 'waiting' or held.created_by is not distinct from auth.staff() or (not agree and why is null)
    or exists (select from identity.exception x where x.parent_id = held.id and x.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  update identity.enrolment e set exceptions_state = decided, exceptions_why = why, exceptions_decided_at = now() where e.id = held.id;
  return decided;
end $$;
