-- One's own account: what its holder is told, where they are signed in, their language, their second factors. Everything here is about
-- whoever asks, and nobody else.

-- What happened to somebody's account or rights, said to them when they are next here. There is no e-mail: see docs/decisions/0025.
create table auth.notice (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references auth.staff,
  at timestamptz not null default now(),
  kind text not null check (kind ~ '^[a-z-]{1,60}$'),
  about jsonb not null default '{}', -- days, numbers and names of roles or offices; never a person of a case
  seen_at timestamptz
);
create index notice_of_staff on auth.notice (staff_id, at desc);
alter table auth.notice enable row level security;
alter table auth.notice force row level security;
create policy keeper on auth.notice to nansen_migrator using (true) with check (true);
create policy own on auth.notice to nansen_app using (staff_id = (select auth.staff())) with check (staff_id = (select auth.staff()));
grant select on auth.notice to nansen_app;
grant update (seen_at) on auth.notice to nansen_app;

create function auth.tell(staff uuid, kind text, about jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into auth.notice (staff_id, kind, about) values (tell.staff, tell.kind, coalesce(tell.about, '{}'))
$$;

-- Own sessions of the last month, the newest first. `here`: the one that asks.
create function auth.own_sessions() returns table (id uuid, device text, created_at timestamptz, last_used_at timestamptz,
  alive boolean, here boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  if me.id is null then return; end if;
  return query select s.id, s.device, s.created_at, s.last_used_at,
      s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit, s.id = me.id
    from auth.session s
    where s.staff_id = me.staff_id and s.created_at > now() - interval '30 days'
    order by s.created_at desc limit 50;
end $$;
-- The one that asks is ended by signing out.
create function auth.end_own_session(id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  update auth.session s set ended_at = now()
  where s.id = end_own_session.id and s.staff_id = me.staff_id and s.id <> me.id and s.ended_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'not found'; end if;
  insert into audit.entry (staff_id, session_id, module, action, record, ids, outcome)
  values (me.staff_id, me.id, 'login', 'session.ended-by-owner', 'session', array[me.staff_id], 'allow');
end $$;
create function auth.set_own_language(language text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  if me.id is null or language !~ '^[a-z]{2}$' then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  update auth.staff p set language = set_own_language.language where p.id = me.staff_id;
  insert into audit.entry (staff_id, session_id, module, action, record, ids, fields, outcome)
  values (me.staff_id, me.id, 'login', 'language.changed', 'staff', array[me.staff_id], '{language}', 'allow');
end $$;

-- For the login service, after it has checked who somebody is.
create function login.tell(staff uuid, kind text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select auth.tell(tell.staff, tell.kind, '{}')
$$;
-- All sessions of whoever holds this token, but this one: how many.
create function login.end_others(token_hash bytea) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  many int;
begin
  update auth.session s set ended_at = now()
  from auth.session mine
  where mine.token_hash = end_others.token_hash and mine.ended_at is null
    and s.staff_id = mine.staff_id and s.id <> mine.id and s.ended_at is null;
  get diagnostics many = row_count;
  return many;
end $$;

-- A renewed authenticator waits for its first digits like a sign-in between its steps.
alter table login.ticket drop constraint ticket_stage_check;
alter table login.ticket add constraint ticket_stage_check check (stage in ('second-factor', 'enrol', 'passkey', 'renew'));

-- Undoing a password and second factor can be refused too, and its owner is told. What nobody agreed to within a day is over.
alter table login.reset add column refused_by uuid references auth.staff, add column refused_at timestamptz;
create or replace function login.approve_reset(id uuid, code_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  whose uuid;
begin
  perform auth.require_admin('approve');
  update login.reset r set approved_by = me, approved_at = now()
  where r.id = approve_reset.id and r.approved_at is null and r.refused_at is null and r.requested_by <> me and r.staff_id <> me
    and r.requested_at > now() - interval '24 hours' and auth.administers('approve', r.staff_id)
  returning r.staff_id into whose;
  if whose is null then raise exception using errcode = '42501', message = 'second-person'; end if;
  update auth.session s set ended_at = now() where s.staff_id = whose and s.ended_at is null;
  delete from login."user" u where u.id = whose::text; -- and with it password, authenticator, recovery codes and passkeys
  delete from login.enrolment e where e.staff_id = whose and e.used_at is null;
  insert into login.enrolment (token_hash, kind, staff_id, expires_at) values (code_hash, 'reset', whose, now() + interval '24 hours');
  perform auth.tell(whose, 'access-undone', '{}');
  perform audit.read('admin', 'approve', 'reset', array[approve_reset.id, whose], '{}', null);
end $$;
-- By the second person, or by who asked and thought better of it.
create function login.refuse_reset(id uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  whose uuid;
begin
  perform auth.require_admin('approve');
  update login.reset r set refused_by = me, refused_at = now()
  where r.id = refuse_reset.id and r.approved_at is null and r.refused_at is null and r.staff_id <> me
    and auth.administers('approve', r.staff_id)
  returning r.staff_id into whose;
  if whose is null then raise exception using errcode = '42501', message = 'second-person'; end if;
  perform auth.tell(whose, 'access-undone-refused', '{}');
  perform audit.read('admin', 'refuse', 'reset', array[refuse_reset.id, whose], '{}', refuse_reset.reason);
end $$;

revoke execute on function auth.tell(uuid, text, jsonb), auth.own_sessions(), auth.end_own_session(uuid), auth.set_own_language(text),
  login.tell(uuid, text), login.end_others(bytea), login.refuse_reset(uuid, text) from public;
grant execute on function auth.own_sessions(), auth.end_own_session(uuid), auth.set_own_language(text),
  login.refuse_reset(uuid, text) to nansen_app;
grant execute on function login.tell(uuid, text), login.end_others(bytea) to nansen_login;
