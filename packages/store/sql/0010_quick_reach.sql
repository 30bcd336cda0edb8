-- Who reaches what, asked in one question instead of two: a policy's array is looked up once a statement and a page is many statements.
-- What is asked is as before: a session that lives, of somebody active with a role today, each time anew.

-- The token's hash is made once, not for every session it is compared with.
create or replace function auth.current() returns auth.session
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  token bytea := sha256(convert_to(current_setting('nansen.token', true), 'UTF8'));
  found_session auth.session;
begin
  select s.* into found_session
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  where s.token_hash = token
    and s.ended_at is null
    and s.expires_at > now()
    and s.last_used_at > now() - s.idle_limit
    and p.status = 'active'
    and exists (select from auth.current_assignment a where a.staff_id = s.staff_id);
  return found_session;
end $$;

create or replace function auth.reach(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  token bytea := sha256(convert_to(current_setting('nansen.token', true), 'UTF8'));
  everywhere boolean;
  here uuid[];
  below uuid[];
  around uuid[];
begin
  select bool_or(g.scope = 'global'), array_agg(a.office_id) filter (where g.scope = 'office'),
      array_agg(a.office_id) filter (where g.scope = 'subtree'), array_agg(a.office_id) filter (where g.scope = 'country')
    into everywhere, here, below, around
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  join auth.current_assignment a on a.staff_id = s.staff_id
  join auth.role_grant g on g.role = a.role
  where s.token_hash = token
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit and p.status = 'active'
    and g.module = reach.module and g.action = reach.action and g.level = reach.level
    and (g.purposes is null or auth.purpose_of(s) = any (g.purposes))
    and g.scope in ('office', 'subtree', 'country', 'global');
  if everywhere is null then return '{}'; end if;
  if everywhere then return array(select o.id from auth.office o); end if;
  if below is null and around is null and cardinality(here) = 1 then return here; end if;
  return array(
    select unnest(here)
    union select c.descendant from auth.office_closure c where c.ancestor = any (below)
    union select o.id from auth.office home join auth.office o on o.country = home.country where home.id = any (around));
end $$;

create or replace function auth.owners(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  token bytea := sha256(convert_to(current_setting('nansen.token', true), 'UTF8'));
  reached uuid[];
begin
  select array_agg(distinct them.staff_id) into reached
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  join auth.current_assignment a on a.staff_id = s.staff_id
  join auth.role_grant g on g.role = a.role
  join lateral (
    select s.staff_id as staff_id
    union all
    select b.staff_id from auth.current_assignment b where g.scope = 'team' and b.office_id = a.office_id and b.team = a.team
  ) them on true
  where s.token_hash = token
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit and p.status = 'active'
    and g.module = owners.module and g.action = owners.action and g.level = owners.level
    and (g.purposes is null or auth.purpose_of(s) = any (g.purposes))
    and g.scope in ('own', 'team');
  return coalesce(reached, '{}');
end $$;

create or replace function auth.cases(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  token bytea := sha256(convert_to(current_setting('nansen.token', true), 'UTF8'));
  asker uuid;
  given uuid[];
begin
  select s.staff_id into asker
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  join auth.current_assignment a on a.staff_id = s.staff_id
  join auth.role_grant g on g.role = a.role
  where s.token_hash = token
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit and p.status = 'active'
    and g.module = cases.module and g.action = cases.action and g.level = cases.level
    and (g.purposes is null or auth.purpose_of(s) = any (g.purposes))
    and g.scope = 'case'
  limit 1;
  if asker is null then return '{}'; end if;
  select array_agg(c.case_id) into given
  from auth.case_access c
  where c.staff_id = asker and c.module = cases.module and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now());
  return coalesce(given, '{}');
end $$;

-- The same three for a function of a module that shows more than policies would, as one answer about one session, with whether the offices
-- are all there are: then no row need be asked where it is.
create type auth.reached as (offices uuid[], owners uuid[], cases uuid[], everywhere boolean);
create function auth.reached_by(me auth.session, module text, action text, level text) returns auth.reached
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  purpose text := auth.purpose_of(me);
  held record;
  answer auth.reached := row('{}', '{}', '{}', false);
begin
  if me.id is null then return answer; end if;
  select bool_or(g.scope = 'global') as everywhere, array_agg(a.office_id) filter (where g.scope = 'office') as here,
      array_agg(a.office_id) filter (where g.scope = 'subtree') as below, array_agg(a.office_id) filter (where g.scope = 'country') as around,
      bool_or(g.scope in ('own', 'team')) as owned, bool_or(g.scope = 'case') as given
    into held
  from auth.current_assignment a join auth.role_grant g on g.role = a.role
  where a.staff_id = me.staff_id and g.module = reached_by.module and g.action = reached_by.action and g.level = reached_by.level
    and (g.purposes is null or purpose = any (g.purposes));
  if held.everywhere is null then return answer; end if;
  answer.everywhere := held.everywhere;
  answer.offices := case when held.everywhere then array(select o.id from auth.office o) else array(
    select unnest(held.here)
    union select c.descendant from auth.office_closure c where c.ancestor = any (held.below)
    union select o.id from auth.office home join auth.office o on o.country = home.country where home.id = any (held.around)) end;
  if held.owned then answer.owners := auth.owners(module, action, level); end if;
  if held.given then answer.cases := auth.cases(module, action, level); end if;
  return answer;
end $$;
revoke execute on function auth.reached_by(auth.session, text, text, text) from public;
