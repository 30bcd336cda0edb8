-- Who is asking, and what they reach. A transaction carries one opaque token; everything else is looked up from it, here, each time.
-- Whoever can run SQL as nansen_app can set any token they like: without one that is alive they reach nothing.
-- `stable` and called as (select auth.f()) these run once a statement. plpgsql, because its plans are kept.

create function auth.current() returns auth.session
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_session auth.session;
begin
  select s.* into found_session
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null
    and s.expires_at > now()
    and s.last_used_at > now() - s.idle_limit
    and p.status = 'active'
    and exists (select from auth.current_assignment a where a.staff_id = s.staff_id);
  return found_session;
end $$;

-- The purpose the transaction claims, if the session may act for it; else null, which no purpose-bound grant accepts.
-- No pinned path, so that it is inlined: only functions that pin theirs call it.
create function auth.purpose_of(current auth.session) returns text
language sql stable parallel safe as $$
  select case
    when coalesce(current_setting('nansen.purpose', true), '') = '' then (current).purposes[1]
    when current_setting('nansen.purpose', true) = any ((current).purposes) then current_setting('nansen.purpose', true)
  end
$$;

create function auth.staff() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (auth.current()).staff_id;
end $$;

-- What follows is written out rather than shared: these run for every statement, and a call inside a call costs as much as its work.

-- Offices whose rows the asker reaches, each once.
create function auth.reach(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  purpose text := auth.purpose_of(me);
  offices uuid[] := '{}';
  grants int := 0;
  held record;
begin
  if me.id is null then return '{}'; end if;
  for held in
    select g.scope, a.office_id
    from auth.current_assignment a join auth.role_grant g on g.role = a.role
    where a.staff_id = me.staff_id and g.module = reach.module and g.action = reach.action and g.level = reach.level
      and (g.purposes is null or purpose = any (g.purposes))
      and g.scope in ('office', 'subtree', 'country', 'global')
  loop
    grants := grants + 1;
    if held.scope = 'global' then return array(select o.id from auth.office o); end if;
    offices := offices || case held.scope
      when 'office' then array[held.office_id]
      when 'subtree' then array(select c.descendant from auth.office_closure c where c.ancestor = held.office_id)
      else array(select o.id from auth.office home join auth.office o on o.country = home.country where home.id = held.office_id)
    end;
  end loop;
  return case when grants > 1 then array(select distinct unnest(offices)) else offices end;
end $$;

-- Staff whose rows the asker reaches because of who they are: themselves (scope own), their team at their office (scope team).
create function auth.owners(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  purpose text := auth.purpose_of(me);
  reached uuid[];
begin
  if me.id is null then return '{}'; end if;
  select array_agg(distinct them.staff_id) into reached
  from auth.current_assignment a
  join auth.role_grant g on g.role = a.role
  join lateral (
    select me.staff_id as staff_id
    union all
    select b.staff_id from auth.current_assignment b where g.scope = 'team' and b.office_id = a.office_id and b.team = a.team
  ) them on true
  where a.staff_id = me.staff_id and g.scope in ('own', 'team')
    and g.module = owners.module and g.action = owners.action and g.level = owners.level
    and (g.purposes is null or purpose = any (g.purposes));
  return coalesce(reached, '{}');
end $$;

create function auth.owns(module text, action text, level text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select cardinality(auth.owners(module, action, level)) > 0
$$;

-- Root records given to the asker personally, if the asker's role may act on such cases.
create function auth.cases(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  purpose text := auth.purpose_of(me);
  given uuid[];
begin
  if me.id is null then return '{}'; end if;
  select array_agg(c.case_id) into given
  from auth.case_access c
  where c.staff_id = me.staff_id and c.module = cases.module
    and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now())
    and exists (
      select from auth.current_assignment a join auth.role_grant g on g.role = a.role
      where a.staff_id = me.staff_id and g.scope = 'case'
        and g.module = cases.module and g.action = cases.action and g.level = cases.level
        and (g.purposes is null or purpose = any (g.purposes)));
  return coalesce(given, '{}');
end $$;

-- Restriction groups the asker belongs to.
create function auth.groups() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_agg(m.group_id) from auth.restriction_group_member m where m.staff_id = (auth.current()).staff_id
  ), '{}');
end $$;

-- Whether the asker may do this anywhere at all.
create function auth.can(module text, action text, level text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  purpose text := auth.purpose_of(me);
begin
  return me.id is not null and exists (
    select from auth.current_assignment a join auth.role_grant g on g.role = a.role
    where a.staff_id = me.staff_id and g.module = can.module and g.action = can.action and g.level = can.level
      and (g.purposes is null or purpose = any (g.purposes)));
end $$;

-- Whether the asker may do this with a row of these owners. For functions; policies use the arrays.
create function auth.may(module text, action text, level text, office uuid, owner uuid, root uuid, restriction uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(
    (office = any (auth.reach(may.module, may.action, may.level))
      or owner = any (auth.owners(may.module, may.action, may.level))
      or root = any (auth.cases(may.module, may.action, may.level)))
    and (restriction is null or restriction = any (auth.groups())), false);
end $$;

-- Begins: the first statement of every transaction of the server. Returns the session, or raises 28000 saying which of
-- not-signed-in | expired | idle | disabled | no-assignment | purpose it is. `known` is the fingerprint of grants the
-- caller still has from before: when it is the same, they are not sent again.
create function auth.begin(token text, purpose text default null, command uuid default null, known text default null) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session;
  person auth.staff;
  held jsonb;
  fingerprint text;
  sensitive boolean;
begin
  select s.* into me from auth.session s where s.token_hash = sha256(convert_to(token, 'UTF8'));
  if me.id is null or me.ended_at is not null then raise exception using errcode = '28000', message = 'not-signed-in'; end if;
  select p.* into person from auth.staff p where p.id = me.staff_id;
  select jsonb_agg(jsonb_build_object('role', a.role, 'officeId', a.office_id) order by a.role, a.office_id), bool_or(r.sensitive)
    into held, sensitive
  from auth.current_assignment a join auth.role r on r.name = a.role where a.staff_id = me.staff_id;
  if person.status <> 'active' then raise exception using errcode = '28000', message = 'disabled'; end if;
  if held is null then raise exception using errcode = '28000', message = 'no-assignment'; end if;
  if me.expires_at <= now() then raise exception using errcode = '28000', message = 'expired'; end if;
  me.idle_limit := least(me.idle_limit, case when sensitive then interval '15 minutes' else interval '30 minutes' end);
  if me.last_used_at <= now() - me.idle_limit then raise exception using errcode = '28000', message = 'idle'; end if;
  if purpose is not null and not purpose = any (me.purposes) then
    raise exception using errcode = '28000', message = 'purpose';
  end if;
  if me.last_used_at < now() - interval '30 seconds' then
    -- a second request at the same moment need not wait for this one
    update auth.session s set last_used_at = now(), idle_limit = me.idle_limit
    where s.id = (select x.id from auth.session x where x.id = me.id for update skip locked);
  end if;
  perform set_config('nansen.token', token, true), set_config('nansen.purpose', coalesce(purpose, ''), true),
    set_config('nansen.command', coalesce(command::text, ''), true);
  purpose := coalesce(purpose, me.purposes[1]);
  fingerprint := md5(held::text || ' ' || purpose || ' ' || coalesce((select obj_description('auth.role_grant'::regclass)), ''));
  return jsonb_build_object(
    'sessionId', me.id, 'staffId', me.staff_id, 'displayName', person.display_name, 'language', person.language,
    'purpose', purpose, 'assignments', held, 'steppedUpAt', me.stepped_up_at,
    'organisation', (select jsonb_build_object('id', o.id, 'kind', o.kind) from auth.organisation o where o.id = person.organisation_id),
    'fingerprint', fingerprint,
    'grants', case when fingerprint is distinct from known then auth.grants_of(me.staff_id, purpose) end);
end $$;

-- All grants of a person, by module, with the office where each holds: for buttons.
create function auth.grants_of(staff uuid, purpose text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(module, grants), '{}') from (
    select g.module, jsonb_agg(distinct jsonb_strip_nulls(jsonb_build_object(
      'action', g.action, 'scope', g.scope, 'level', g.level, 'officeId', a.office_id, 'purposes', g.purposes))) as grants
    from auth.current_assignment a join auth.role_grant g on g.role = a.role
    where a.staff_id = grants_of.staff and (g.purposes is null or grants_of.purpose = any (g.purposes))
    group by g.module
  ) by_module
$$;

-- Opening and ending of sessions: only the login service, after it has checked who somebody is.
create function auth.open_session(id uuid, staff uuid, token_hash bytea, purposes text[], device text, stepped_up boolean) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  sensitive boolean;
begin
  select bool_or(r.sensitive) into sensitive
  from auth.current_assignment a join auth.role r on r.name = a.role where a.staff_id = open_session.staff;
  if sensitive is null or not exists (select from auth.staff p where p.id = open_session.staff and p.status = 'active') then
    raise exception using errcode = '28000', message = 'no-assignment';
  end if;
  -- one desk at a time: the second ends the first
  update auth.session s set ended_at = now() where s.staff_id = open_session.staff and s.ended_at is null;
  insert into auth.session (id, staff_id, token_hash, purposes, device, expires_at, idle_limit, stepped_up_at)
  values (open_session.id, open_session.staff, open_session.token_hash, open_session.purposes, open_session.device,
    now() + interval '12 hours', case when sensitive then interval '15 minutes' else interval '30 minutes' end,
    case when stepped_up then now() end);
end $$;
create function auth.end_session(token_hash bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update auth.session s set ended_at = now() where s.token_hash = end_session.token_hash and s.ended_at is null
$$;
create function auth.step_up(token_hash bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update auth.session s set stepped_up_at = now()
  where s.token_hash = step_up.token_hash and s.ended_at is null and s.expires_at > now()
$$;
create function auth.staff_by_email(email text) returns table (id uuid, display_name text, language text, status text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.display_name, p.language, p.status from auth.staff p where p.email = lower(staff_by_email.email)
$$;

alter table auth.staff enable row level security;
alter table auth.staff force row level security;
create policy keeper on auth.staff to nansen_migrator using (true) with check (true);
create policy names_of_colleagues on auth.staff for select to nansen_app using ((select auth.staff()) is not null);

revoke execute on all functions in schema auth, ref from public;
grant execute on function auth.begin(text, text, uuid, text), auth.staff(), auth.reach(text, text, text), auth.owners(text, text, text),
  auth.owns(text, text, text), auth.cases(text, text, text), auth.groups(), auth.can(text, text, text),
  auth.may(text, text, text, uuid, uuid, uuid, uuid) to nansen_app, nansen_images, nansen_matcher;
grant execute on function auth.open_session(uuid, uuid, bytea, text[], text, boolean), auth.end_session(bytea), auth.step_up(bytea),
  auth.staff_by_email(text) to nansen_login;
