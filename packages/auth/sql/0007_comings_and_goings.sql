-- Who comes, moves and goes. Nothing is deleted, and no right begins or grows here without two approvals; it only ends earlier. All of it goes
-- by the days of auth.assignment, from which auth.held is worked out: see docs/decisions/0023.

-- Days that an account for a surge of work may last. Ours: a quarter of a year, so that none outlives one recertification. As in
-- modules/oversight/surge.ts.
create function auth.surge_days() returns int language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$ select 90 $$;

alter table auth.staff add column last_day date; -- here until and with this day, UTC; null: no end is known
alter table auth.staff add column surge boolean not null default false;
alter table auth.staff add constraint surge_ends check (not surge or last_day is not null);
-- A move: when this one is agreed to, that one ends.
alter table auth.assignment add column replaces uuid references auth.assignment;

-- No assignment outlasts its holder's stay, however it is written. The lock on the colleague lets a leaving and a new assignment that meet
-- wait for each other.
create function auth.keep_within_stay() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last date;
begin
  if new.ended_at is not null then return new; end if;
  select p.last_day into last from auth.staff p where p.id = new.staff_id for share;
  if last is null then return new; end if;
  if new.valid_from > last then
    raise exception using errcode = '23514', message = 'after the last day', column = 'validFrom';
  end if;
  new.valid_to := least(new.valid_to, last);
  return new;
end $$;
create trigger a_within_stay before insert or update on auth.assignment for each row execute function auth.keep_within_stay();

create function auth.today() returns date language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select (now() at time zone 'UTC')::date
$$;

-- Leaving ------------------------------------------------------------------------------------------------------------------------------
-- From the day after, no statement of theirs finds anything. It can be brought forward, not put off: who stays longer is asked for anew.
create function auth.leave(staff uuid, last_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  perform auth.require_administers('change', leave.staff);
  if leave.last_day < auth.today() then raise exception using errcode = '23514', message = 'past', column = 'lastDay'; end if;
  update auth.staff p set last_day = leave.last_day
  where p.id = leave.staff and p.id <> me and p.status <> 'disabled' and (p.last_day is null or leave.last_day < p.last_day);
  if not found then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  update auth.assignment a set ended_at = now(), ended_by = me
  where a.staff_id = leave.staff and a.ended_at is null and a.valid_from > leave.last_day;
  update auth.assignment a set valid_to = leave.last_day
  where a.staff_id = leave.staff and a.ended_at is null and (a.valid_to is null or a.valid_to > leave.last_day);
  perform auth.tell(leave.staff, 'leaving', jsonb_build_object('day', leave.last_day));
  perform audit.read('admin', 'leave', 'staff', array[leave.staff], '{last_day}', leave.reason);
end $$;
-- Stays after all. What was shortened stays short: two people agree to each role anew.
create function auth.stay(staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', stay.staff);
  update auth.staff p set last_day = null
  where p.id = stay.staff and p.id <> auth.staff() and p.last_day is not null and not p.surge and p.status <> 'disabled';
  if not found then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform auth.tell(stay.staff, 'staying', '{}');
  perform audit.read('admin', 'stay', 'staff', array[stay.staff], '{last_day}', stay.reason);
end $$;

-- For a surge of work ------------------------------------------------------------------------------------------------------------------
create function auth.invite_surge(id uuid, organisation uuid, display_name text, email text, language text, last_day date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if last_day not between auth.today() and auth.today() + auth.surge_days() then
    raise exception using errcode = '23514', message = 'surge', column = 'lastDay';
  end if;
  perform auth.invite(id, organisation, display_name, email, language);
  update auth.staff p set surge = true, last_day = invite_surge.last_day where p.id = invite_surge.id;
end $$;
-- By somebody else, and never further than a new account would reach. Their roles have ended with the old day: two people agree to each anew.
create function auth.prolong_surge(staff uuid, last_day date, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', prolong_surge.staff);
  if prolong_surge.last_day not between auth.today() and auth.today() + auth.surge_days() then
    raise exception using errcode = '23514', message = 'surge', column = 'lastDay';
  end if;
  update auth.staff p set last_day = prolong_surge.last_day
  where p.id = prolong_surge.staff and p.surge and p.status = 'active' and p.id <> auth.staff();
  if not found then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform auth.tell(prolong_surge.staff, 'prolonged', jsonb_build_object('day', prolong_surge.last_day));
  perform audit.read('admin', 'prolong', 'staff', array[prolong_surge.staff], '{last_day}', prolong_surge.reason);
end $$;

-- Moving -------------------------------------------------------------------------------------------------------------------------------
create function auth.request_move(id uuid, replaces uuid, role text, office uuid, team text, valid_from date, valid_to date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  old auth.assignment;
begin
  select a.* into old from auth.assignment a
  where a.id = request_move.replaces and a.ended_at is null and (a.valid_to is null or a.valid_to >= auth.today())
    and (a.founding or a.approved_by_2 is not null) and a.office_id = any (auth.reach('admin', 'change', 'personal'));
  if old.id is null then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform auth.request_assignment(id, old.staff_id, role, office, team, valid_from, valid_to);
  update auth.assignment a set replaces = old.id where a.id = request_move.id;
end $$;
create or replace function auth.approve_assignment(id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  agreed auth.assignment;
begin
  perform auth.require_admin('approve');
  update auth.assignment a
  set approved_by_1 = coalesce(a.approved_by_1, me), approved_by_2 = case when a.approved_by_1 is not null then me end
  where a.id = approve_assignment.id and a.ended_at is null and a.approved_by_2 is null
    and a.staff_id <> me and a.requested_by is distinct from me and a.approved_by_1 is distinct from me
    and a.office_id = any (auth.reach('admin', 'approve', 'personal'))
  returning a.* into agreed;
  if agreed.id is null then raise exception using errcode = '42501', message = 'second-person'; end if;
  perform audit.read('admin', 'approve', 'assignment', array[approve_assignment.id], '{}', null);
  if agreed.approved_by_2 is not null then
    if agreed.replaces is not null then perform auth.end_replaced(agreed); end if;
    perform auth.tell(agreed.staff_id, case when agreed.replaces is null then 'assignment-agreed' else 'moved' end,
      jsonb_build_object('role', agreed.role, 'day', agreed.valid_from,
        'office', (select o.name from auth.office o where o.id = agreed.office_id)));
  end if;
end $$;
-- The old office is lost in the minute in which the new one is given, or the day before it begins.
create function auth.end_replaced(agreed auth.assignment) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.assignment a set ended_at = now(), ended_by = auth.staff()
  where a.id = agreed.replaces and a.ended_at is null and (agreed.valid_from <= auth.today() or a.valid_from >= agreed.valid_from);
  update auth.assignment a set valid_to = least(a.valid_to, agreed.valid_from - 1)
  where a.id = agreed.replaces and a.ended_at is null;
  perform audit.read('admin', 'change', 'assignment', array[agreed.replaces, agreed.staff_id], '{valid_to}', 'move');
end $$;

-- What is seen -------------------------------------------------------------------------------------------------------------------------
create function auth.stay_list() returns table (id uuid, last_day date, surge boolean, last_seen_at timestamptz, can_sign_in boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select p.id, s.last_day, s.surge, s.last_seen_at, exists (select from login."user" u where u.id = p.id::text)
    from auth.staff_list() p join auth.staff s on s.id = p.id;
end $$;
-- How much of each kind somebody is the owner of, and how many cases were given to them: numbers, for whoever arranges their leaving. The
-- records themselves are for those who may read them.
create function auth.left_behind(staff uuid) returns table (module text, record text, many bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  kind record;
begin
  perform auth.require_administers('read', left_behind.staff);
  for kind in
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and has_table_privilege('nansen_app', c.oid, 'select')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped)
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'state' and not a.attisdropped)
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
    order by 1, 2
  loop
    execute format('select count(*) from %I.%I r where r.owner_id = $1', kind.nspname, kind.relname) into many using left_behind.staff;
    module := kind.nspname;
    record := kind.relname;
    if many > 0 then return next; end if;
  end loop;
  for module, many in
    select c.module, count(*) from auth.case_access c
    where c.staff_id = left_behind.staff and (c.valid_to is null or c.valid_to > now()) group by c.module order by c.module
  loop
    record := 'case';
    return next;
  end loop;
  perform audit.read('admin', 'read', 'staff', array[left_behind.staff], '{owned}', null);
end $$;

-- The clock: whose last day is over is shut out. Their rights ended with the day; this is for the lists. How many.
create function login.close_left(today date) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one uuid;
  many int := 0;
begin
  for one in
    update auth.staff p set status = 'disabled', disabled_at = now()
    where p.last_day < close_left.today and p.status <> 'disabled' returning p.id
  loop
    many := many + 1;
    update auth.session s set ended_at = now() where s.staff_id = one and s.ended_at is null;
    perform login.record_act('account.left', 'allow', one, null, null);
  end loop;
  return many;
end $$;

revoke execute on function auth.surge_days(), auth.keep_within_stay(), auth.today(), auth.leave(uuid, date, text), auth.stay(uuid, text),
  auth.invite_surge(uuid, uuid, text, text, text, date), auth.prolong_surge(uuid, date, text),
  auth.request_move(uuid, uuid, text, uuid, text, date, date), auth.end_replaced(auth.assignment), auth.stay_list(),
  auth.left_behind(uuid), login.close_left(date) from public;
grant execute on function auth.leave(uuid, date, text), auth.stay(uuid, text),
  auth.invite_surge(uuid, uuid, text, text, text, date), auth.prolong_surge(uuid, date, text),
  auth.request_move(uuid, uuid, text, uuid, text, date, date), auth.stay_list(), auth.left_behind(uuid) to nansen_app;
grant execute on function login.close_left(date) to nansen_login;
