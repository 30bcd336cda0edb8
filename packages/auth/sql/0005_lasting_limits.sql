-- Limits that hold over several server processes and their restarts; accounts that fall asleep; and what one person alone could still do.

-- Attempts -------------------------------------------------------------------------------------------------------------------------
-- One row a key: the hash of an account's name, of an address, of an address with its browser. All keys of an attempt are counted before
-- it is tried, or none is. Locked in the order of the keys, so that two attempts wait for each other and never in a ring.
create function login.count_attempt(keys bytea[], free int[], longest int[], most_a_day int, at timestamptz, ip text, device text)
returns table (wait int, locked boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  today_utc text := to_char(at at time zone 'UTC', 'YYYY-MM-DD');
  waiting timestamptz;
  closed boolean;
  one record;
begin
  insert into login.attempt (account_hash, day) select k, today_utc from unnest(keys) k order by k on conflict do nothing;
  perform from login.attempt a where a.account_hash = any (keys) order by a.account_hash for update;
  select max(a.not_before), bool_or(a.locked) into waiting, closed from login.attempt a where a.account_hash = any (keys);
  if closed or waiting > at then
    return query select ceil(extract(epoch from greatest(waiting, at) - at))::int, closed;
    return;
  end if;
  for one in select * from unnest(keys, free, longest) with ordinality as k (key, free, longest, nth) loop
    -- the account, the first key, is closed by a day's worth of failures until a supervisor opens it; a desk begins each day anew
    update login.attempt a set
      in_a_row = case when one.nth = 1 or a.day = today_utc then a.in_a_row else 0 end + 1,
      today = case when a.day = today_utc then a.today else 0 end + 1,
      day = today_utc,
      not_before = null,
      locked = one.nth = 1 and case when a.day = today_utc then a.today else 0 end + 1 >= most_a_day
    where a.account_hash = one.key
    returning a.locked into closed;
    update login.attempt a set not_before = at + least(power(2, least(a.in_a_row - one.free, 20)), one.longest) * interval '1 second'
    where a.account_hash = one.key and a.in_a_row > one.free;
    if closed then
      perform login.record_act('account.closed', 'deny',
        (select p.id from auth.staff p where sha256(convert_to(p.email, 'UTF8')) = one.key), ip, device);
    end if;
  end loop;
  return query select 0, false;
end $$;

-- The step was answered rightly: its own attempt is taken back. What closed the account before it stays closed.
create function login.forgive_attempt(keys bytea[], most_a_day int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from login.attempt a where a.account_hash = any (keys) order by a.account_hash for update;
  update login.attempt a set in_a_row = greatest(a.in_a_row - 1, 0), today = greatest(a.today - 1, 0), not_before = null,
    locked = a.locked and a.today - 1 >= most_a_day
  where a.account_hash = any (keys);
end $$;

-- Whom somebody was shown ----------------------------------------------------------------------------------------------------------
-- What the server processes tell each other of the last hour, so that limits are those of the person and not of the process. No
-- identifiers: 64 bits of a hash. Unlogged: it outlives a restart, and a crash of the database forgives an hour; the audit forgives nothing.
create unlogged table login.shown (
  staff_id uuid not null,
  kind text not null check (kind in ('opened', 'listed')),
  person bigint not null,
  at timestamptz not null
);
create index shown_to on login.shown (staff_id, kind, at);
create function login.share_shown(staff uuid, kind text, people bigint[], now timestamptz) returns table (person bigint, at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from login.shown s where s.staff_id = staff and s.kind = share_shown.kind and s.at <= share_shown.now - interval '1 hour';
  insert into login.shown (staff_id, kind, person, at) select staff, share_shown.kind, p, share_shown.now from unnest(people) p;
  return query select s.person, min(s.at) from login.shown s
    where s.staff_id = staff and s.kind = share_shown.kind group by s.person order by 2;
end $$;

-- Accounts that fall asleep --------------------------------------------------------------------------------------------------------
alter table auth.staff drop constraint staff_status_check;
alter table auth.staff add constraint staff_status_check check (status in ('invited', 'active', 'disabled', 'suspended'));
alter table auth.staff add column last_seen_at timestamptz;
update auth.staff p set last_seen_at = (select max(s.created_at) from auth.session s where s.staff_id = p.id);
create function auth.note_seen() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.staff p set last_seen_at = new.created_at where p.id = new.staff_id;
  return null;
end $$;
create trigger note_seen after insert on auth.session for each row execute function auth.note_seen();

-- Who has not signed in for 45 days is suspended, and their sessions end. The three administrators who were here last are spared: somebody
-- must be left to let the others in again. A demo may lie for as long as it likes.
create function login.suspend_dormant() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one uuid;
  many int := 0;
begin
  if exists (select from login.installation i where i.kind = 'demo') then return 0; end if;
  for one in
    update auth.staff p set status = 'suspended'
    where p.status = 'active' and coalesce(p.last_seen_at, p.created_at) < now() - interval '45 days'
      and p.id not in (
        select a.staff_id from auth.current_assignment a join auth.staff b on b.id = a.staff_id and b.status = 'active'
        where a.role = 'system_administrator' group by a.staff_id, b.last_seen_at, b.created_at
        order by coalesce(b.last_seen_at, b.created_at) desc limit 3)
    returning p.id
  loop
    many := many + 1;
    update auth.session s set ended_at = now() where s.staff_id = one and s.ended_at is null;
    perform login.record_act('account.suspended', 'allow', one, null, null);
  end loop;
  return many;
end $$;
create function auth.resume(staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', staff);
  update auth.staff p set status = 'active', last_seen_at = now()
  where p.id = resume.staff and p.status = 'suspended' and p.id <> auth.staff();
  if not found then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform audit.read('admin', 'change', 'staff', array[resume.staff], '{status}', resume.reason);
end $$;

-- One person alone -----------------------------------------------------------------------------------------------------------------
-- A one-time code begins an account that never was. Who had one comes back by a reset of two people: else whoever may issue codes could
-- take an account over between its reset and its holder's return.
create or replace function login.issue_code(staff uuid, code_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('create', staff);
  if staff = auth.staff() or not exists (select from auth.staff p where p.id = staff and p.status = 'active' and p.email is not null)
    or exists (select from login."twoFactor" f where f."userId" = issue_code.staff::text and f.verified)
    or exists (select from login.enrolment e where e.staff_id = staff and e.used_at is not null)
    or exists (select from login.reset r where r.staff_id = staff and r.approved_at is not null) then
    raise exception using errcode = '42501', message = 'second-person';
  end if;
  delete from login.enrolment e where e.staff_id = issue_code.staff and e.used_at is null;
  insert into login.enrolment (token_hash, kind, staff_id, expires_at)
  values (code_hash, 'colleague', issue_code.staff, now() + interval '24 hours');
  perform audit.read('admin', 'create', 'one-time-code', array[issue_code.staff], '{}', null);
end $$;

-- Sessions -------------------------------------------------------------------------------------------------------------------------
-- Where a living session was opened. It does not wander: see `gate.ts`.
create function login.device_of(token_hash bytea) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.device from auth.session s where s.token_hash = device_of.token_hash and s.ended_at is null
$$;
create or replace function login.why_ended(token_hash bytea) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when p.status = 'suspended' then 'suspended'
    when p.status <> 'active' then 'disabled'
    when exists (select from auth.session n where n.staff_id = s.staff_id and n.created_at = s.ended_at) then 'elsewhere'
    when s.ended_at is not null then 'signed-out'
    when s.expires_at <= now() then 'too-long'
    when s.last_used_at <= now() - s.idle_limit then 'idle'
    when not exists (select from auth.current_assignment a where a.staff_id = s.staff_id) then 'no-role'
  end
  from auth.session s join auth.staff p on p.id = s.staff_id
  where s.token_hash = why_ended.token_hash
$$;
-- What an attacker may know of somebody: not to be a password.
create function login.known_of(staff uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct word), '{}') from (
    select o.name as word from auth.staff p join auth.organisation o on o.id = p.organisation_id where p.id = staff
    union all
    select f.name from auth.assignment a join auth.office f on f.id = a.office_id where a.staff_id = staff
  ) known
$$;

revoke execute on function login.count_attempt(bytea[], int[], int[], int, timestamptz, text, text), login.forgive_attempt(bytea[], int),
  login.share_shown(uuid, text, bigint[], timestamptz), login.suspend_dormant(), login.device_of(bytea), login.known_of(uuid),
  auth.resume(uuid, text), auth.note_seen() from public;
grant execute on function login.count_attempt(bytea[], int[], int[], int, timestamptz, text, text), login.forgive_attempt(bytea[], int),
  login.share_shown(uuid, text, bigint[], timestamptz), login.suspend_dormant(), login.device_of(bytea), login.known_of(uuid) to nansen_login;
grant execute on function auth.resume(uuid, text) to nansen_app;
