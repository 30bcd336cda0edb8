-- Nobody is given up before 30 days without contact, and before two tries on two days since then (domain.md 6.3); what a survivor says of the care is asked
-- at the end and told of many only.
alter table gbv.incident
  add column last_contact_on date,
  add column tried_twice_on date,
  add column feedback text check (feedback in ('content', 'partly', 'not-content', 'declined', 'not-safe'));
grant update (last_contact_on, tried_twice_on, feedback) on gbv.incident to nansen_app;

create table gbv.attempt (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  withdrawn_at timestamptz,
  tried_on date not null,
  reached boolean not null
);
create index on gbv.attempt (office_id, id);
create index on gbv.attempt (owner_id, id) where owner_id is not null;
create index on gbv.attempt (root_id);
create index on gbv.attempt (parent_id);
alter table gbv.attempt enable row level security;
alter table gbv.attempt force row level security;
create policy keeper on gbv.attempt to nansen_migrator using (true) with check (true);
create policy restricted on gbv.attempt as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.attempt for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.attempt for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.attempt for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.attempt for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.attempt for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.attempt for each row execute function change.log('gbv', 'attempt', 'open');
grant select, insert on gbv.attempt to nansen_app;
grant update (withdrawn_at, tried_on, reached) on gbv.attempt to nansen_app;
create function gbv.attempt_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.attempt r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.attempt_known(uuid[]) from public;
grant execute on function gbv.attempt_known(uuid[]) to nansen_app;
drop trigger y_spread_owner on gbv.incident;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on gbv.incident for each row execute function store.spread_owner('gbv.incident_protected', 'gbv.task', 'gbv.note', 'gbv.note_protected', 'gbv.note_sealed', 'gbv.referral', 'gbv.handover', 'gbv.appointment', 'gbv.appointment_protected', 'gbv.transcript', 'gbv.transcript_protected', 'gbv.approval', 'gbv.watcher', 'gbv.link', 'gbv.clock', 'gbv.stage', 'gbv.perpetrator', 'gbv.consent', 'gbv.service', 'gbv.part', 'gbv.part_sealed', 'gbv.attempt');

-- Nobody registered is named by it, as by everything of an incident: it has no column that could.
create function gbv.not_yet() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.tried_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not yet', column = 'tried_on';
  end if;
  return new;
end $$;
create trigger d_not_yet before insert or update on gbv.attempt for each row execute function gbv.not_yet();

create function gbv.last_contact(incident uuid, told date) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select greatest(told, max(a.tried_on)) from gbv.attempt a where a.parent_id = incident and a.reached and a.withdrawn_at is null
$$;
-- The second day without an answer since `since`.
create function gbv.tried_twice(incident uuid, since date) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct a.tried_on from gbv.attempt a
  where a.parent_id = incident and not a.reached and a.withdrawn_at is null and a.tried_on > since order by a.tried_on offset 1 limit 1
$$;
create function gbv.keep_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.last_contact_on := gbv.last_contact(new.id, new.reported_on);
  new.tried_twice_on := gbv.tried_twice(new.id, new.last_contact_on);
  return new;
end $$;
create trigger d_keep_contact before insert or update on gbv.incident for each row execute function gbv.keep_contact();
create function gbv.after_attempt() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update gbv.incident i set reported_on = i.reported_on where i.id = new.parent_id and (i.last_contact_on, i.tried_twice_on) is distinct from
    (gbv.last_contact(i.id, i.reported_on), gbv.tried_twice(i.id, gbv.last_contact(i.id, i.reported_on)));
  return null;
end $$;
create trigger y_contact after insert or update on gbv.attempt for each row execute function gbv.after_attempt();

-- 30 days that were over count no more once somebody spoke with the survivor, or the case is open again: then they begin anew.
create function gbv.silence_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update gbv.clock c set status = 'ended' where c.parent_id = new.id and c.name = 'silence' and c.status = 'expired';
  if new.state <> 'closed' then
    insert into gbv.clock (id, parent_id, name, started_at, due_at, status)
    select cases.new_id(), new.id, 'silence', cases.now(), cases.due(cases.now(), '{"amount": 30, "unit": "days"}', new.office_id, false), 'running'
    where not exists (select from gbv.clock c where c.parent_id = new.id and c.name = 'silence' and c.status in ('running', 'paused'));
  end if;
  return null;
end $$;
-- After the platform's own, which starts clocks.
create trigger z_silence after update on gbv.incident for each row
  when (old.last_contact_on is distinct from new.last_contact_on or old.state = 'closed' and new.state <> 'closed')
  execute function gbv.silence_again();

-- Cases that are open already: their 30 days run from now, because tries were not on record before.
update gbv.incident set reported_on = reported_on;

do $$
declare
  said text := pg_get_functiondef('gbv.figures(int, int)'::regprocedure);
  place text := E'union all\n    select ''service'', v,';
begin
  if position(place in said) = 0 then raise exception 'gbv.figures has no services'; end if;
  execute replace(said, place, E'union all\n    select ''feedback'', v, (select count(*)::int from gbv.incident i where i.id = any (found) and i.feedback = v) as n\n'
    || E'    from unnest(''{content,partly,not-content}''::text[]) v\n    ' || place);
end $$;
revoke execute on function gbv.not_yet(), gbv.last_contact(uuid, date), gbv.tried_twice(uuid, date), gbv.keep_contact(), gbv.after_attempt(),
  gbv.silence_again() from public;
