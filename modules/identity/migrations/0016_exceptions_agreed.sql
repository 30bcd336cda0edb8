-- Many exceptions at once are a person who cannot be known by the body. It blocks nothing; a supervisor who did not capture them agrees, or says that they be
-- taken again.
alter table identity.enrolment
  add column exceptions_state text check (exceptions_state in ('waiting', 'agreed', 'denied')),
  add column exceptions_why text check (char_length(exceptions_why) between 1 and 500),
  add column exceptions_decided_at timestamptz,
  add constraint exceptions_decided check ((exceptions_state in ('agreed', 'denied')) = (exceptions_decided_at is not null));
create index enrolment_exceptions on identity.enrolment (office_id, captured_at) where exceptions_state = 'waiting';

-- More exceptions than this in one sitting need an agreement; all fingers, or both eyes, always do. One row, which an operation may change.
create table identity.exception_limit (one boolean primary key default true check (one), most int not null check (most between 0 and 12));
insert into identity.exception_limit (most) values (4);
alter table identity.exception_limit enable row level security;
alter table identity.exception_limit force row level security;
create policy keeper on identity.exception_limit to nansen_migrator using (true) with check (true);

create function identity.exceptions_wait() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.enrolment e set exceptions_state = 'waiting'
  where e.id in (select a.parent_id from added a) and e.exceptions_state is null and (
    select count(*) > (select l.most from identity.exception_limit l)
      or count(*) filter (where x.site like 'finger-%') = 10
      or count(*) filter (where x.site like 'iris-%') = 2
    from identity.exception x where x.parent_id = e.id);
  return null;
end $$;
create trigger y_exceptions_wait after insert on identity.exception referencing new table as added
  for each statement execute function identity.exceptions_wait();

-- One who may approve here, and did not capture this sitting, agrees or has them taken again. Says how it stands now.
create function identity.decide_exceptions(enrolment uuid, agree boolean, why text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  decided text := case when agree then 'agreed' else 'denied' end;
begin
  select e.* into held from identity.enrolment e where e.id = decide_exceptions.enrolment for update;
  if held is null or not auth.may('identity', 'approve', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if held.exceptions_state is distinct from 'waiting' or held.created_by is not distinct from auth.staff() or (not agree and why is null) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  update identity.enrolment e set exceptions_state = decided, exceptions_why = why, exceptions_decided_at = now() where e.id = held.id;
  return decided;
end $$;
revoke execute on function identity.exceptions_wait(), identity.decide_exceptions(uuid, boolean, text) from public;
grant execute on function identity.decide_exceptions(uuid, boolean, text) to nansen_app;
