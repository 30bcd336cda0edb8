-- What everybody holds, worked out when it changes instead of at every question: see docs/decisions/0023. A policy asks what the asker
-- reaches once for every table of a statement; joining session, colleague, assignments and matrix each time cost more than the rows themselves.
-- Here is nothing that the four do not say, and triggers write it in the transaction that changes them; so a right taken away ends with the
-- statement that runs. Days are part of it, so that a right begins and ends on its day without anybody's doing. Offices below and around are
-- not: they are looked up, as before.

create table auth.held (
  staff_id uuid not null,
  module text not null,
  action text not null,
  level text not null,
  from_day date not null, -- both days included, UTC
  to_day date not null,
  purpose text,           -- for this purpose only; null: for every one that is not set apart
  apart text[],           -- purposes with rows of their own
  everywhere boolean not null,
  here uuid[],            -- offices as such, with those below, with their country's
  below uuid[],
  around uuid[],
  own boolean not null,
  team boolean not null,
  given boolean not null, -- cases given personally
  unique nulls not distinct (staff_id, module, action, level, from_day, purpose)
);
comment on table auth.held is 'derived from auth.staff, auth.assignment and auth.role_grant: see auth.work_out';

-- What they hold on every day, by the definition: each stretch of days between two on which an assignment begins or ended.
create function auth.holding(people uuid[]) returns setof auth.held
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with counted as (
    select a.staff_id, a.role, a.office_id, a.valid_from, coalesce(a.valid_to, 'infinity') as valid_to
    from auth.assignment a join auth.staff p on p.id = a.staff_id
    where a.staff_id = any (people) and p.status = 'active'
      and a.ended_at is null and (a.founding or (a.approved_by_1 is not null and a.approved_by_2 is not null))
  ),
  turns as (
    select staff_id, valid_from as day from counted
    union
    select staff_id, valid_to + 1 from counted where valid_to < 'infinity'
  ),
  stretches as (
    select staff_id, day as from_day, coalesce(lead(day) over (partition by staff_id order by day) - 1, 'infinity') as to_day from turns
  ),
  bound as (
    select g.module, g.action, g.level, array_agg(distinct p order by p) as purposes
    from auth.role_grant g cross join unnest(g.purposes) p group by g.module, g.action, g.level
  )
  select d.staff_id, g.module, g.action, g.level, d.from_day, d.to_day, p.purpose, case when p.purpose is null then b.purposes end,
    bool_or(g.scope = 'global'), array_agg(distinct c.office_id) filter (where g.scope = 'office'),
    array_agg(distinct c.office_id) filter (where g.scope = 'subtree'), array_agg(distinct c.office_id) filter (where g.scope = 'country'),
    bool_or(g.scope = 'own'), bool_or(g.scope = 'team'), bool_or(g.scope = 'case')
  from stretches d
  join counted c on c.staff_id = d.staff_id and c.valid_from <= d.from_day and c.valid_to >= d.from_day
  join auth.role_grant g on g.role = c.role
  left join bound b on b.module = g.module and b.action = g.action and b.level = g.level
  cross join lateral (select null::text as purpose union all select unnest(b.purposes)) p
  where g.purposes is null or p.purpose = any (g.purposes)
  group by d.staff_id, g.module, g.action, g.level, d.from_day, d.to_day, p.purpose, b.purposes
$$;

-- Works it out anew for these people; null: for everybody. One change after the other, so that each sees what those before it did.
create function auth.work_out(people uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = '25001', message = 'rights change only in transactions that see what others have changed meanwhile';
  end if;
  lock table auth.held in share row exclusive mode;
  people := coalesce(people, array(select p.id from auth.staff p union select h.staff_id from auth.held h));
  delete from auth.held h where h.staff_id = any (people);
  insert into auth.held select * from auth.holding(people);
end $$;

create function auth.keep_held_of_touched() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  people uuid[] := array(select distinct t.staff_id from touched t);
begin
  if people <> '{}' then perform auth.work_out(people); end if;
  return null;
end $$;
create function auth.keep_held_of_one() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.work_out(array_remove(array[new.id, old.id], null));
  return null;
end $$;
create function auth.keep_held_of_matrix() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from touched) then perform auth.work_out(null); end if;
  return null;
end $$;
create function auth.keep_held_of_nobody() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.work_out(null);
  return null;
end $$;

create trigger keep_held_added after insert on auth.assignment referencing new table as touched
  for each statement execute function auth.keep_held_of_touched();
create trigger keep_held_before after update on auth.assignment referencing old table as touched
  for each statement execute function auth.keep_held_of_touched();
create trigger keep_held_after after update on auth.assignment referencing new table as touched
  for each statement execute function auth.keep_held_of_touched();
create trigger keep_held_removed after delete on auth.assignment referencing old table as touched
  for each statement execute function auth.keep_held_of_touched();
create trigger keep_held_added after insert or delete on auth.staff for each row execute function auth.keep_held_of_one();
create trigger keep_held_changed after update of id, status on auth.staff for each row
  when ((old.id, old.status) is distinct from (new.id, new.status)) execute function auth.keep_held_of_one();
create trigger keep_held_added after insert on auth.role_grant referencing new table as touched
  for each statement execute function auth.keep_held_of_matrix();
create trigger keep_held_changed after update on auth.role_grant referencing new table as touched
  for each statement execute function auth.keep_held_of_matrix();
create trigger keep_held_removed after delete on auth.role_grant referencing old table as touched
  for each statement execute function auth.keep_held_of_matrix();
create trigger keep_held_emptied after truncate on auth.assignment for each statement execute function auth.keep_held_of_nobody();
create trigger keep_held_emptied after truncate on auth.staff for each statement execute function auth.keep_held_of_nobody();
create trigger keep_held_emptied after truncate on auth.role_grant for each statement execute function auth.keep_held_of_nobody();
-- also while a restore or a load silences other triggers
alter table auth.assignment enable always trigger keep_held_added, enable always trigger keep_held_before,
  enable always trigger keep_held_after, enable always trigger keep_held_removed, enable always trigger keep_held_emptied;
alter table auth.staff enable always trigger keep_held_added, enable always trigger keep_held_changed, enable always trigger keep_held_emptied;
alter table auth.role_grant enable always trigger keep_held_added, enable always trigger keep_held_changed,
  enable always trigger keep_held_removed, enable always trigger keep_held_emptied;
select auth.work_out(null);
analyze auth.held;

-- What follows asks as before, by single look-ups: starting a join costs several times as much as these. An asker is looked up from the
-- token each time, written out in each because a call inside a call costs as much as its work. Whoever has a row in auth.held today is
-- active and assigned. Plans are kept, and made while tables may still be small: they are to look up also then.

create or replace function auth.current() returns auth.session
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  nobody auth.session;
  me auth.session;
begin
  select s.* into me
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if me.id is null or not exists (select from auth.staff p where p.id = me.staff_id and p.status = 'active')
    or not exists (select from auth.current_assignment a where a.staff_id = me.staff_id)
  then return nobody; end if;
  return me;
end $$;

create or replace function auth.reach(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  everywhere boolean;
  here uuid[];
  below uuid[];
  around uuid[];
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return '{}'; end if;
  select h.everywhere, h.here, h.below, h.around into everywhere, here, below, around
  from auth.held h
  where h.staff_id = asker and h.module = reach.module and h.action = reach.action and h.level = reach.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if everywhere is null then return '{}'; end if;
  if everywhere then return array(select o.id from auth.office o); end if;
  if below is null and around is null then return coalesce(here, '{}'); end if;
  if here is null and around is null then
    return array(select distinct c.descendant from auth.office_closure c where c.ancestor = any (below));
  end if;
  return array(
    select unnest(here)
    union select c.descendant from auth.office_closure c where c.ancestor = any (below)
    union select o.id from auth.office home join auth.office o on o.country = home.country where home.id = any (around));
end $$;

create or replace function auth.owners(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  own boolean;
  team boolean;
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return '{}'; end if;
  select h.own, h.team into own, team
  from auth.held h
  where h.staff_id = asker and h.module = owners.module and h.action = owners.action and h.level = owners.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if not coalesce(own or team, false) then return '{}'; end if;
  if not team then return array[asker]; end if;
  return array(
    select asker
    union
    select b.staff_id
    from auth.current_assignment a
    join auth.role_grant g on g.role = a.role
    join auth.current_assignment b on b.office_id = a.office_id and b.team = a.team
    where a.staff_id = asker and g.scope = 'team'
      and g.module = owners.module and g.action = owners.action and g.level = owners.level
      and (g.purposes is null or said = any (g.purposes)));
end $$;

create or replace function auth.cases(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  given boolean;
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return '{}'; end if;
  select h.given into given
  from auth.held h
  where h.staff_id = asker and h.module = cases.module and h.action = cases.action and h.level = cases.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if not coalesce(given, false) then return '{}'; end if;
  return array(
    select c.case_id from auth.case_access c
    where c.staff_id = asker and c.module = cases.module and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now()));
end $$;

create or replace function auth.can(module text, action text, level text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  return asker is not null and exists (
    select from auth.held h
    where h.staff_id = asker and h.module = can.module and h.action = can.action and h.level = can.level
      and h.from_day <= today and h.to_day >= today
      and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart))));
end $$;

create or replace function auth.may(module text, action text, level text, office uuid, owner uuid, root uuid, restriction uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  held auth.held;
begin
  if restriction is not null and not restriction = any (auth.groups()) then return false; end if;
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return false; end if;
  select h.* into held
  from auth.held h
  where h.staff_id = asker and h.module = may.module and h.action = may.action and h.level = may.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if held.staff_id is null then return false; end if;
  return coalesce(office = any (held.here), false)
    or (held.own or held.team) and coalesce(owner = asker, false)
    or held.everywhere and exists (select from auth.office o where o.id = may.office)
    or held.below is not null and exists (
      select from auth.office_closure c where c.ancestor = any (held.below) and c.descendant = may.office)
    or held.around is not null and exists (
      select from auth.office home join auth.office o on o.country = home.country where home.id = any (held.around) and o.id = may.office)
    or held.team and owner is not null and coalesce(owner = any (auth.owners(may.module, may.action, may.level)), false)
    or held.given and exists (
      select from auth.case_access c where c.staff_id = asker and c.module = may.module and c.case_id = may.root
        and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now()));
end $$;

create or replace function auth.reached_by(me auth.session, module text, action text, level text) returns auth.reached
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  said text := auth.purpose_of(me);
  held auth.held;
  answer auth.reached := row('{}', '{}', '{}', false);
begin
  if me.id is null then return answer; end if;
  select h.* into held
  from auth.held h
  where h.staff_id = me.staff_id and h.module = reached_by.module and h.action = reached_by.action and h.level = reached_by.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if held.staff_id is null then return answer; end if;
  answer.everywhere := held.everywhere;
  answer.offices := case
    when held.everywhere then array(select o.id from auth.office o)
    when held.below is null and held.around is null then coalesce(held.here, '{}')
    else array(
      select unnest(held.here)
      union select c.descendant from auth.office_closure c where c.ancestor = any (held.below)
      union select o.id from auth.office home join auth.office o on o.country = home.country where home.id = any (held.around)) end;
  if held.own or held.team then answer.owners := auth.owners(module, action, level); end if;
  if held.given then answer.cases := auth.cases(module, action, level); end if;
  return answer;
end $$;

revoke execute on function auth.holding(uuid[]), auth.work_out(uuid[]), auth.keep_held_of_touched(), auth.keep_held_of_one(),
  auth.keep_held_of_matrix(), auth.keep_held_of_nobody() from public;
