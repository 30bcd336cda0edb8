-- Groups of readers, and the locked keys of colleagues: docs/decisions/0046. Nothing here opens anything. Statements, grants and locks are made
-- and read by browsers (packages/sealed); the database keeps them in order, lets in who may, and says when a group is near to losing all.
create schema sealed authorization nansen_migrator;
grant usage on schema sealed to nansen_app;

-- The public halves of a colleague's keys. New ones never replace what old ones were trusted for.
create table sealed.own_key (
  staff_id uuid not null references auth.staff,
  version int not null,
  body jsonb not null check (body ?& '{staff,sealing,signing,proof}'),
  made_at timestamptz not null default now(),
  primary key (staff_id, version)
);
-- The private halves, under a passphrase or a passkey of the colleague's own. Seen by nobody else.
create table sealed.lock (
  id uuid primary key,
  staff_id uuid not null,
  version int not null,
  body jsonb not null check (pg_column_size(body) < 4000),
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (staff_id, version) references sealed.own_key
);
create index lock_of_staff on sealed.lock (staff_id) where ended_at is null;

create table sealed."group" (
  id uuid primary key,
  module text not null,
  office_id uuid not null references auth.office,
  name text not null check (char_length(name) between 1 and 120),
  made_by uuid not null references auth.staff,
  made_at timestamptz not null default now(),
  health text not null default 'good' check (health in ('good', 'one-reader', 'recovery-only', 'lost'))
);
create table sealed.epoch (
  group_id uuid not null references sealed."group",
  number int not null check (number >= 0),
  statement jsonb not null,
  signatures jsonb not null,
  before text,
  made_by uuid not null references auth.staff,
  made_at timestamptz not null default now(),
  primary key (group_id, number)
);
create table sealed.member (
  group_id uuid not null,
  number int not null,
  staff_id uuid not null references auth.staff,
  role text not null check (role in ('reader', 'recovery')),
  until date,
  sealed text not null, -- the grant
  primary key (group_id, number, staff_id),
  foreign key (group_id, number) references sealed.epoch
);
create index member_of_staff on sealed.member (staff_id);
-- Both officers are asked to give their half to one who will read again.
create table sealed.recovery (
  id uuid primary key,
  group_id uuid not null references sealed."group",
  number int not null,
  for_staff uuid not null references auth.staff,
  reason text not null check (char_length(reason) between 1 and 500),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index one_recovery on sealed.recovery (group_id) where ended_at is null;
create table sealed.half (
  recovery_id uuid not null references sealed.recovery,
  staff_id uuid not null references auth.staff,
  body jsonb not null check (body ?& '{from,to,sealed}'),
  given_at timestamptz not null default now(),
  primary key (recovery_id, staff_id)
);

-- The last word on who is in a group.
create view sealed.now_member with (security_invoker) as
  select m.* from sealed.member m
  where m.number = (select max(e.number) from sealed.epoch e where e.group_id = m.group_id);

-- Whether somebody may read what is sealed in a module today, whatever the office.
create function sealed.may_read(staff uuid, of_module text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.held h where h.staff_id = may_read.staff and h.module = may_read.of_module and h.action = 'read' and h.level = 'sealed'
      and h.from_day <= auth.today() and h.to_day >= auth.today())
$$;
-- The groups whose notes the asker may have: reader of the newest epoch, days not over, and their work still needs it.
create function sealed.read_by_me() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(m.group_id), '{}')
  from sealed.now_member m join sealed."group" g on g.id = m.group_id
  where m.staff_id = auth.staff() and m.role = 'reader' and (m.until is null or m.until >= auth.today())
    and sealed.may_read(m.staff_id, g.module)
$$;
-- Those and the groups whose recovery officer the asker is, or that they were named to read again.
create function sealed.known_to_me() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sealed.read_by_me()
    || array(select m.group_id from sealed.now_member m where m.staff_id = auth.staff() and m.role = 'recovery')
    || array(select r.group_id from sealed.recovery r where r.for_staff = auth.staff() and r.ended_at is null)
$$;

do $$
declare t text;
begin
  foreach t in array '{own_key,lock,group,epoch,member,recovery,half}'::text[] loop
    execute format('alter table sealed.%I enable row level security', t);
    execute format('alter table sealed.%I force row level security', t);
    execute format('create policy keeper on sealed.%I to nansen_migrator using (true) with check (true)', t);
    execute format('grant select on sealed.%I to nansen_app', t);
  end loop;
end $$;
grant select on sealed.now_member to nansen_app;
-- A public key says nothing that the list of colleagues does not.
create policy read on sealed.own_key for select to nansen_app using ((select auth.staff()) is not null);
create policy own on sealed.lock for select to nansen_app using (staff_id = (select auth.staff()) and ended_at is null);
create policy known on sealed."group" for select to nansen_app using (id = any ((select sealed.known_to_me())::uuid[]));
create policy known on sealed.epoch for select to nansen_app using (group_id = any ((select sealed.known_to_me())::uuid[]));
create policy known on sealed.member for select to nansen_app using (group_id = any ((select sealed.known_to_me())::uuid[]));
create policy known on sealed.recovery for select to nansen_app using (group_id = any ((select sealed.known_to_me())::uuid[]));
create policy mine on sealed.half for select to nansen_app
  using (staff_id = (select auth.staff()) or (body ->> 'to')::uuid = (select auth.staff()));

create function sealed.wrote(what text, ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  insert into audit.entry (staff_id, session_id, module, action, record, ids, outcome)
  values (me.staff_id, me.id, 'sealed', wrote.what, 'group', wrote.ids, 'allow');
end $$;

-- New keys, with the first lock in one act: keys without a lock would be lost with the page.
create function sealed.make_keys(keys jsonb, lock uuid, lock_body jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  v int;
begin
  if me is null or keys ->> 'staff' <> me::text or lock_body ->> 'staff' <> me::text then
    raise exception using errcode = '42501', message = 'not-allowed';
  end if;
  select coalesce(max(k.version), 0) + 1 into v from sealed.own_key k where k.staff_id = me;
  insert into sealed.own_key (staff_id, version, body) values (me, v, keys);
  update sealed.lock l set ended_at = now() where l.staff_id = me and l.ended_at is null;
  insert into sealed.lock (id, staff_id, version, body) values (lock, me, v, lock_body);
  perform sealed.wrote('keys.made', array[me]);
  perform auth.tell(me, 'sealed-keys-made', '{}');
  perform sealed.look_at_health();
end $$;
create function sealed.add_lock(lock uuid, lock_body jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  v int := (select max(k.version) from sealed.own_key k where k.staff_id = me);
begin
  if v is null or lock_body ->> 'staff' <> me::text then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into sealed.lock (id, staff_id, version, body) values (lock, me, v, lock_body);
  perform sealed.wrote('lock.added', array[me]);
  perform auth.tell(me, 'sealed-lock-added', '{}');
end $$;
-- The last lock of keys is not taken away: new keys end it.
create function sealed.end_lock(lock uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  perform 1 from sealed.lock l where l.staff_id = me and l.ended_at is null for update;
  if (select count(*) from sealed.lock l where l.staff_id = me and l.ended_at is null) < 2 then
    raise exception using errcode = '23514', message = 'last-lock', column = 'lock';
  end if;
  update sealed.lock l set ended_at = now() where l.id = end_lock.lock and l.staff_id = me and l.ended_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform sealed.wrote('lock.ended', array[me]);
  perform auth.tell(me, 'sealed-lock-ended', '{}');
end $$;

-- Whom a statement names, as rows; refused when somebody could not read, has no keys, or other keys than the statement says.
create function sealed.named(group_id uuid, of_module text, epoch jsonb) returns setof sealed.member
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one jsonb;
  who uuid;
begin
  for one in select m from jsonb_array_elements(epoch -> 'statement' -> 'members') m loop
    who := (one -> 'keys' ->> 'staff')::uuid;
    if not exists (
      select from sealed.own_key k join auth.staff p on p.id = k.staff_id and p.status = 'active'
      where k.staff_id = who and k.body = one -> 'keys'
        and k.version = (select max(n.version) from sealed.own_key n where n.staff_id = who)) then
      raise exception using errcode = '23514', message = 'keys', column = 'members';
    end if;
    if one ->> 'role' = 'reader' and not sealed.may_read(who, of_module) then
      raise exception using errcode = '23514', message = 'reader', column = 'members';
    end if;
    return query select named.group_id, (epoch -> 'statement' ->> 'number')::int, who, one ->> 'role', (one ->> 'until')::date, g ->> 'sealed'
      from jsonb_array_elements(epoch -> 'grants') g where (g ->> 'staff')::uuid = who;
    if not found then raise exception using errcode = '23514', message = 'grant', column = 'members'; end if;
  end loop;
end $$;

create function sealed.keep_epoch(group_id uuid, of_module text, epoch jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into sealed.epoch (group_id, number, statement, signatures, before, made_by)
  values (keep_epoch.group_id, (epoch -> 'statement' ->> 'number')::int, epoch -> 'statement', epoch -> 'signatures', epoch ->> 'before', auth.staff());
  insert into sealed.member select * from sealed.named(keep_epoch.group_id, of_module, epoch);
  perform sealed.wrote('group.changed', array[keep_epoch.group_id]);
  perform auth.tell(m.staff_id, 'sealed-group-changed', jsonb_build_object('group', (select g.name from sealed."group" g where g.id = m.group_id)))
    from sealed.now_member m where m.group_id = keep_epoch.group_id;
  perform sealed.look_at_health();
end $$;

-- A new group, by somebody who may write what is sealed in the module at that office, and who is its reader.
create function sealed.found(id uuid, of_module text, office uuid, name text, epoch jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not found.office = any (sealed.offices_of_mine(of_module)) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if epoch -> 'statement' ->> 'group' <> found.id::text or epoch -> 'statement' ->> 'number' <> '0' then
    raise exception using errcode = '23514', message = 'order', column = 'epoch';
  end if;
  insert into sealed."group" (id, module, office_id, name, made_by) values (found.id, of_module, office, found.name, auth.staff());
  perform sealed.keep_epoch(found.id, of_module, epoch);
  if not found.id = any (sealed.read_by_me()) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
end $$;

-- The next epoch: by a reader of the newest, or by who was given both halves.
create function sealed.change_group(id uuid, epoch jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  g sealed."group";
begin
  select * into g from sealed."group" x where x.id = change_group.id for update;
  if g.id is null or not (g.id = any (sealed.read_by_me()) or exists (
      select from sealed.recovery r where r.group_id = g.id and r.ended_at is null and r.for_staff = auth.staff()
        and (select count(*) from sealed.half h where h.recovery_id = r.id) = 2)) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if epoch -> 'statement' ->> 'group' <> g.id::text
    or (epoch -> 'statement' ->> 'number')::int <> (select max(e.number) + 1 from sealed.epoch e where e.group_id = g.id) then
    raise exception using errcode = '40001', message = 'stale';
  end if;
  perform sealed.keep_epoch(g.id, g.module, epoch);
  update sealed.recovery r set ended_at = now() where r.group_id = g.id and r.ended_at is null;
end $$;

-- Asked by a reader who fears to be the last, or by an officer of the pair; for somebody whose work needs it.
create function sealed.ask_recovery(id uuid, group_id uuid, for_staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not ask_recovery.group_id = any (sealed.known_to_me()) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if not sealed.may_read(ask_recovery.for_staff, (select g.module from sealed."group" g where g.id = ask_recovery.group_id)) then
    raise exception using errcode = '23514', message = 'reader', column = 'forStaff';
  end if;
  if exists (select from sealed.now_member m where m.group_id = ask_recovery.group_id and m.staff_id = ask_recovery.for_staff) then
    raise exception using errcode = '23514', message = 'member', column = 'forStaff';
  end if;
  insert into sealed.recovery (id, group_id, number, for_staff, reason, asked_by)
  values (ask_recovery.id, ask_recovery.group_id, (select max(e.number) from sealed.epoch e where e.group_id = ask_recovery.group_id),
    ask_recovery.for_staff, ask_recovery.reason, auth.staff());
  perform sealed.wrote('recovery.asked', array[ask_recovery.group_id, ask_recovery.for_staff]);
  perform auth.tell(m.staff_id, 'sealed-recovery-asked', jsonb_build_object('group', g.name))
    from sealed.now_member m join sealed."group" g on g.id = m.group_id where m.group_id = ask_recovery.group_id;
end $$;
create function sealed.give_half(recovery uuid, body jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  r sealed.recovery;
begin
  select * into r from sealed.recovery x where x.id = give_half.recovery and x.ended_at is null;
  if r.id is null or not exists (select from sealed.now_member m
      where m.group_id = r.group_id and m.number = r.number and m.staff_id = auth.staff() and m.role = 'recovery')
    or give_half.body ->> 'to' <> r.for_staff::text or give_half.body ->> 'from' <> auth.staff()::text then
    raise exception using errcode = '42501', message = 'not-allowed';
  end if;
  insert into sealed.half (recovery_id, staff_id, body) values (r.id, auth.staff(), give_half.body);
  perform sealed.wrote('recovery.half-given', array[r.group_id, r.for_staff]);
  perform auth.tell(r.for_staff, 'sealed-half-given', jsonb_build_object('group', (select g.name from sealed."group" g where g.id = r.group_id)));
end $$;
create function sealed.end_recovery(recovery uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  r sealed.recovery;
begin
  update sealed.recovery x set ended_at = now() where x.id = end_recovery.recovery and x.ended_at is null and x.group_id = any (sealed.known_to_me())
  returning * into r;
  if r.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform sealed.wrote('recovery.ended', array[r.group_id, r.for_staff]);
end $$;

-- Who could still open each group; whoever is concerned is told on the day it gets worse. Run at every change and once a day.
create function sealed.health_of(of_group uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with able as (
    select m.role, m.until, sealed.may_read(m.staff_id, g.module) as needed
    from sealed.now_member m join sealed."group" g on g.id = m.group_id join auth.staff p on p.id = m.staff_id and p.status = 'active'
    where m.group_id = health_of.of_group and exists (
      select from sealed.lock l join sealed.own_key k on (k.staff_id, k.version) = (l.staff_id, l.version)
      join sealed.epoch e on (e.group_id, e.number) = (m.group_id, m.number)
      where l.staff_id = m.staff_id and l.ended_at is null
        and e.statement -> 'members' @> jsonb_build_array(jsonb_build_object('keys', k.body)))
  ),
  counted as (
    select count(*) filter (where role = 'reader' and needed and (until is null or until >= auth.today())) as readers,
      count(*) filter (where role = 'recovery') as officers
    from able
  )
  select case when readers > 1 then 'good' when readers = 1 then 'one-reader' when officers = 2 then 'recovery-only' else 'lost' end from counted
$$;
create function sealed.look_at_health() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  g record;
  changed int := 0;
begin
  for g in
    select x.id, x.name, x.module, x.office_id, x.health as was, sealed.health_of(x.id) as is_now from sealed."group" x
    where x.health <> sealed.health_of(x.id) for update
  loop
    changed := changed + 1;
    update sealed."group" x set health = g.is_now where x.id = g.id;
    continue when array_position('{good,one-reader,recovery-only,lost}'::text[], g.is_now) <= array_position('{good,one-reader,recovery-only,lost}'::text[], g.was);
    perform auth.tell(who, 'sealed-' || g.is_now, jsonb_build_object('group', g.name))
    from (
      select m.staff_id as who from sealed.now_member m where m.group_id = g.id
      union
      select unnest(auth.asked_about(g.office_id, '00000000-0000-0000-0000-000000000000'))
    ) told;
    insert into audit.entry (module, action, record, ids, outcome, reason) values ('sealed', 'group.health', 'group', array[g.id], 'allow', g.is_now);
  end loop;
  return changed;
end $$;
-- The clock of the login service turns it once a day.
create function login.look_at_reader_groups() returns int
language sql security definer set search_path = pg_catalog, pg_temp as $$ select sealed.look_at_health() $$;

-- How many officers gave their half, for whoever may know of the recovery.
create function sealed.halves_given(recovery uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int from sealed.half h join sealed.recovery r on r.id = h.recovery_id
  where h.recovery_id = halves_given.recovery and r.group_id = any (sealed.known_to_me())
$$;
-- Modules in which the asker may write what is sealed.
create function sealed.modules_of_mine() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct h.module order by h.module), '{}') from auth.held h
  where h.staff_id = auth.staff() and h.action = 'create' and h.level = 'sealed' and h.from_day <= auth.today() and h.to_day >= auth.today()
$$;
-- Offices for which the asker may found a group of a module: those they reach with it, and those they work at.
create function sealed.offices_of_mine(of_module text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when auth.can(of_module, 'create', 'sealed')
    then auth.reach(of_module, 'create', 'sealed') || array(select a.office_id from auth.current_assignment a where a.staff_id = auth.staff())
    else '{}' end
$$;
-- Whom a group of a module could name: only somebody who may be in one is told.
create function sealed.candidates(of_module text) returns table (id uuid, name text, office text, may_read boolean, keys jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (sealed.may_read(auth.staff(), of_module) or exists (
      select from sealed."group" g where g.module = of_module and g.id = any (sealed.known_to_me()))) then
    return;
  end if;
  return query
    select p.id, p.display_name,
      coalesce((select string_agg(distinct o.name, ', ') from auth.current_assignment a join auth.office o on o.id = a.office_id
        where a.staff_id = p.id), '-'),
      sealed.may_read(p.id, of_module),
      (select k.body from sealed.own_key k where k.staff_id = p.id order by k.version desc limit 1)
    from auth.staff p
    where p.status = 'active' and (sealed.may_read(p.id, of_module) or exists (select from sealed.own_key k where k.staff_id = p.id))
    order by p.display_name, p.id limit 2000;
end $$;

revoke execute on all functions in schema sealed from public;
revoke execute on function login.look_at_reader_groups() from public;
grant execute on function sealed.read_by_me(), sealed.known_to_me(), sealed.make_keys(jsonb, uuid, jsonb), sealed.add_lock(uuid, jsonb),
  sealed.end_lock(uuid), sealed.found(uuid, text, uuid, text, jsonb), sealed.change_group(uuid, jsonb),
  sealed.ask_recovery(uuid, uuid, uuid, text), sealed.give_half(uuid, jsonb), sealed.end_recovery(uuid),
  sealed.halves_given(uuid), sealed.modules_of_mine(),
  sealed.offices_of_mine(text), sealed.candidates(text) to nansen_app;
grant execute on function login.look_at_reader_groups() to nansen_login;
