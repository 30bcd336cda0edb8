-- Offices, and access to accounts, given and taken by people. What is here is done by colleagues who hold `admin`; none of it shows a case.

create function auth.require_admin(action text) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('admin', action, 'personal') then raise exception using errcode = '42501', message = 'not-allowed'; end if;
end $$;

create function auth.add_country(code text, name jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('create');
  insert into auth.country (code, name) values (add_country.code, add_country.name);
  perform audit.read('admin', 'create', 'country', '{}', array[add_country.code], null);
end $$;

create function auth.add_organisation(id uuid, name text, kind text, country text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('create');
  insert into auth.organisation (id, name, kind, country)
  values (add_organisation.id, add_organisation.name, add_organisation.kind, add_organisation.country);
  perform audit.read('admin', 'create', 'organisation', array[add_organisation.id], '{}', null);
end $$;

create function auth.add_office(id uuid, code text, name text, country text, parent uuid, organisation uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('create');
  if parent is null then raise exception using errcode = '23514', message = 'an office belongs under another'; end if;
  insert into auth.office (id, code, name, country, parent_id, organisation_id)
  values (add_office.id, add_office.code, add_office.name, add_office.country, add_office.parent, add_office.organisation);
  perform audit.read('admin', 'create', 'office', array[add_office.id], '{}', null);
end $$;

create function auth.rename_office(id uuid, name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('change');
  update auth.office o set name = rename_office.name where o.id = rename_office.id;
  if not found then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform audit.read('admin', 'change', 'office', array[rename_office.id], '{name}', null);
end $$;

-- About one person: only where they are assigned, as `auth.administers` says.
create function auth.require_administers(action text, person uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.administers(action, person) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
end $$;

-- Sessions that are open now, and ending one.
create function auth.session_list() returns table (id uuid, staff_id uuid, display_name text, device text, created_at timestamptz,
  last_used_at timestamptz, expires_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('read');
  return query select s.id, s.staff_id, p.display_name, s.device, s.created_at, s.last_used_at, s.expires_at
    from auth.session s join auth.staff p on p.id = s.staff_id
    where s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit
      and auth.administers('read', s.staff_id)
    order by s.created_at desc;
end $$;
create function auth.end_session_of(staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', staff);
  update auth.session s set ended_at = now() where s.staff_id = staff and s.ended_at is null;
  perform audit.read('admin', 'change', 'session', array[end_session_of.staff], '{ended_at}', end_session_of.reason);
end $$;

-- A one-time code for a colleague whom two people have let in and who has no account yet.
create function login.issue_code(staff uuid, code_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('create', staff);
  if staff = auth.staff() or not exists (select from auth.staff p where p.id = staff and p.status = 'active' and p.email is not null)
    or exists (select from login."twoFactor" f where f."userId" = issue_code.staff::text and f.verified) then
    raise exception using errcode = '42501', message = 'second-person';
  end if;
  delete from login.enrolment e where e.staff_id = issue_code.staff and e.used_at is null;
  insert into login.enrolment (token_hash, kind, staff_id, expires_at)
  values (code_hash, 'colleague', issue_code.staff, now() + interval '24 hours');
  perform audit.read('admin', 'create', 'one-time-code', array[issue_code.staff], '{}', null);
end $$;

-- A lost authenticator: one person asks, another agrees, neither of them is the one it is for. Only then is anything undone.
create table login.reset (
  id uuid primary key,
  staff_id uuid not null references auth.staff,
  reason text not null check (char_length(reason) between 1 and 500),
  requested_by uuid not null references auth.staff,
  requested_at timestamptz not null default now(),
  approved_by uuid references auth.staff,
  approved_at timestamptz,
  check (requested_by <> staff_id),
  check (approved_by <> staff_id and approved_by <> requested_by)
);
create function login.request_reset(id uuid, staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('create', staff);
  if staff = auth.staff() then raise exception using errcode = '42501', message = 'second-person'; end if;
  insert into login.reset (id, staff_id, reason, requested_by)
  values (request_reset.id, request_reset.staff, request_reset.reason, auth.staff());
  perform audit.read('admin', 'create', 'reset', array[request_reset.id, request_reset.staff], '{}', request_reset.reason);
end $$;
create function login.approve_reset(id uuid, code_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  whose uuid;
begin
  perform auth.require_admin('approve');
  update login.reset r set approved_by = me, approved_at = now()
  where r.id = approve_reset.id and r.approved_at is null and r.requested_by <> me and r.staff_id <> me
    and r.requested_at > now() - interval '24 hours' and auth.administers('approve', r.staff_id)
  returning r.staff_id into whose;
  if whose is null then raise exception using errcode = '42501', message = 'second-person'; end if;
  update auth.session s set ended_at = now() where s.staff_id = whose and s.ended_at is null;
  delete from login."user" u where u.id = whose::text; -- and with it password, authenticator, recovery codes and passkeys
  delete from login.enrolment e where e.staff_id = whose and e.used_at is null;
  insert into login.enrolment (token_hash, kind, staff_id, expires_at) values (code_hash, 'reset', whose, now() + interval '24 hours');
  perform audit.read('admin', 'approve', 'reset', array[approve_reset.id, whose], '{}', null);
end $$;
create function login.reset_list() returns setof login.reset
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('read');
  return query select r.* from login.reset r where auth.administers('read', r.staff_id) order by r.requested_at desc limit 200;
end $$;

-- An account that closed itself after fifty wrong answers in a day.
create function login.unlock(staff uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', staff);
  if staff = auth.staff() then raise exception using errcode = '42501', message = 'second-person'; end if;
  delete from login.attempt a using auth.staff p
  where p.id = staff and a.account_hash = sha256(convert_to(lower(p.email), 'UTF8'));
  perform audit.read('admin', 'change', 'account', array[unlock.staff], '{locked}', null);
end $$;

revoke execute on function auth.require_admin(text), auth.require_administers(text, uuid), auth.add_country(text, jsonb), auth.add_organisation(uuid, text, text, text),
  auth.add_office(uuid, text, text, text, uuid, uuid), auth.rename_office(uuid, text), auth.session_list(),
  auth.end_session_of(uuid, text), login.issue_code(uuid, bytea), login.request_reset(uuid, uuid, text),
  login.approve_reset(uuid, bytea), login.reset_list(), login.unlock(uuid) from public;
grant usage on schema login to nansen_app;
grant execute on function auth.add_country(text, jsonb), auth.add_organisation(uuid, text, text, text),
  auth.add_office(uuid, text, text, text, uuid, uuid), auth.rename_office(uuid, text), auth.session_list(),
  auth.end_session_of(uuid, text), login.issue_code(uuid, bytea), login.request_reset(uuid, uuid, text),
  login.approve_reset(uuid, bytea), login.reset_list(), login.unlock(uuid) to nansen_app;

-- An assignment is agreed to by two people who did not ask for it and do not gain it, each for an office they answer for.
create or replace function auth.approve_assignment(id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  perform auth.require_admin('approve');
  update auth.assignment a
  set approved_by_1 = coalesce(a.approved_by_1, me), approved_by_2 = case when a.approved_by_1 is not null then me end
  where a.id = approve_assignment.id and a.ended_at is null and a.approved_by_2 is null
    and a.staff_id <> me and a.requested_by is distinct from me and a.approved_by_1 is distinct from me
    and a.office_id = any (auth.reach('admin', 'approve', 'personal'));
  if not found then raise exception using errcode = '42501', message = 'second-person'; end if;
  perform audit.read('admin', 'approve', 'assignment', array[approve_assignment.id], '{}', null);
end $$;
