-- What the login service asks of schema `auth`. It reads no table there: these functions are its whole reach.

-- One line of the audit. It holds no answer, and no name of an account that does not exist.
create function login.record_act(act text, outcome text, staff uuid, ip text, device text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into audit.entry (staff_id, module, action, record, ids, outcome, reason)
  values (staff, 'login', act, 'session', case when staff is null then '{}'::uuid[] else array[staff] end, outcome,
    nullif(concat_ws(' ', ip, device), ''))
$$;

create function login.may_sign_in(staff uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.staff p where p.id = staff and p.status = 'active')
    and exists (select from auth.current_assignment a where a.staff_id = staff)
$$;

-- What partner staff may say they use the data for: the purposes their roles are bound to. Empty: nothing to choose.
create function login.purposes_of(staff uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct purpose), '{}')
  from auth.current_assignment a
  join auth.role_grant g on g.role = a.role
  cross join unnest(g.purposes) purpose
  where a.staff_id = purposes_of.staff
$$;

-- Staff of a partner act for a purpose that was agreed with it. NA422, with the purposes offered, when none of them is said.
create function login.check_purpose(staff uuid, purpose text) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  offered text[] := login.purposes_of(staff);
begin
  if purpose = any (offered) or cardinality(offered) = 0 or not login.is_partner(staff) then return; end if;
  raise exception using errcode = 'NA422', message = 'purpose', detail = array_to_string(offered, ' ');
end $$;
create function login.is_partner(staff uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.kind <> 'un' from auth.staff p join auth.organisation o on o.id = p.organisation_id where p.id = staff
$$;

-- One session a person: the number of sessions elsewhere that this one ended. NA401: no such account any more. NA422: no purpose.
create function login.open_session(id uuid, token_hash bytea, staff uuid, purpose text, method text, ip text, device text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  others int;
begin
  if not login.may_sign_in(staff) then raise exception using errcode = 'NA401', message = 'disabled'; end if;
  perform login.check_purpose(staff, purpose);
  select count(*) into others from auth.session s
  where s.staff_id = staff and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  perform auth.open_session(id, staff, token_hash,
    case when login.is_partner(staff) and purpose is not null then array[purpose] else '{protection}' end, device, true);
  perform login.record_act('sign-in.' || method, 'allow', staff, ip, device);
  if others > 0 then perform login.record_act('session.ended-elsewhere', 'allow', staff, ip, device); end if;
  return others;
end $$;

create function login.end_session(token_hash bytea, why text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  whose uuid;
begin
  select s.staff_id into whose from auth.session s where s.token_hash = end_session.token_hash and s.ended_at is null;
  if whose is null then return; end if;
  perform auth.end_session(token_hash);
  perform login.record_act('session.' || why, 'allow', whose, null, null);
end $$;

create function login.step_up(token_hash bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select auth.step_up(token_hash)
$$;

-- Whose living session this is; null when it has ended.
create function login.staff_of(token_hash bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.staff_id
  from auth.session s join auth.staff p on p.id = s.staff_id and p.status = 'active'
  where s.token_hash = staff_of.token_hash and s.ended_at is null and s.expires_at > now()
    and s.last_used_at > now() - s.idle_limit
$$;

-- Why a token opens nothing. A session ended by the next one has its end at the other's beginning: both are one `now()`.
create function login.why_ended(token_hash bytea) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when p.status <> 'active' then 'disabled'
    when exists (select from auth.session n where n.staff_id = s.staff_id and n.created_at = s.ended_at) then 'elsewhere'
    when s.ended_at is not null then 'signed-out'
    when s.expires_at <= now() then 'too-long'
    when s.last_used_at <= now() - s.idle_limit then 'idle'
  end
  from auth.session s join auth.staff p on p.id = s.staff_id
  where s.token_hash = why_ended.token_hash
$$;

create function login.person_of(staff uuid) returns table (id text, name text, email text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id::text, p.display_name, p.email from auth.staff p
  where p.id = staff and p.status <> 'disabled' and p.email is not null
$$;

-- A role takes three people: one asks, two others agree. So three found the installation, and never a fourth, whoever has left since.
create function login.founders_lacking() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select greatest(0, 3 - count(*))::int from auth.assignment a where a.role = 'system_administrator' and a.founding
$$;

-- The first office of an installation that has none. It can be renamed; others are added below it.
create function login.found_headquarters() returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  organisation uuid := gen_random_uuid();
  office uuid := gen_random_uuid();
begin
  insert into auth.country (code, name) values ('CHE', '{"en": "Switzerland", "fr": "Suisse", "ar": "سويسرا"}') on conflict do nothing;
  insert into auth.organisation (id, name, kind) values (organisation, 'Headquarters', 'un');
  insert into auth.office (id, code, name, country, organisation_id) values (office, 'HQR', 'Headquarters', 'CHE', organisation);
  return office;
end $$;

-- Uses a one-time code up, and lets its holder in. Of a founder it makes the staff member too.
create function login.complete_enrolment(code_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  e login.enrolment;
  account login."user";
  office uuid;
begin
  update login.enrolment x set used_at = now()
  where x.token_hash = code_hash and x.used_at is null and x.expires_at > now() returning * into e;
  if e.staff_id is null then raise exception using errcode = 'NA401', message = 'code'; end if;
  if e.kind = 'first-administrator' then
    lock table auth.assignment in share row exclusive mode;
    if login.founders_lacking() = 0 then raise exception using errcode = 'NA401', message = 'begun'; end if;
    select u.* into strict account from login."user" u where u.id = e.staff_id::text;
    select o.id into office from auth.office o where o.parent_id is null order by o.number_prefix limit 1;
    if office is null then office := login.found_headquarters(); end if;
    insert into auth.staff (id, organisation_id, display_name, email)
    select e.staff_id, o.organisation_id, account.name, account.email from auth.office o where o.id = office;
    insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
    values (gen_random_uuid(), e.staff_id, 'system_administrator', office, (now() at time zone 'UTC')::date, true);
  else
    update auth.staff p set status = 'active' where p.id = e.staff_id and p.status = 'invited';
  end if;
end $$;

-- A demo is made before anybody works in it; a database that has staff is real for ever.
create function login.demo_comes_first() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.kind = 'demo' and exists (select from auth.staff) then
    raise exception 'people work in this installation; it cannot become a demo' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger demo_comes_first before insert on login.installation for each row execute function login.demo_comes_first();

revoke execute on all functions in schema login from public;
grant execute on function login.may_sign_in(uuid), login.check_purpose(uuid, text),
  login.open_session(uuid, bytea, uuid, text, text, text, text), login.end_session(bytea, text), login.step_up(bytea),
  login.staff_of(bytea), login.why_ended(bytea), login.person_of(uuid), login.founders_lacking(),
  login.complete_enrolment(bytea), login.record_act(text, text, uuid, text, text) to nansen_login;
