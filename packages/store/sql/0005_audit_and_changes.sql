-- What was done, what was read, what was refused; and every change. Rows are only ever added; the sequencer alone gives them their
-- position, once. Values stand in change.entry (dropped or unreadable after erasure); the audit keeps only their salted hash.

create table audit.entry (
  id uuid primary key default gen_random_uuid(),
  pos bigint unique,                    -- dense, from 0; null until the sequencer has come by
  at timestamptz not null default clock_timestamp(),
  staff_id uuid,                        -- null: the installer, or nobody who is signed in
  session_id uuid,
  command_id uuid,
  purpose text,
  module text not null,
  action text not null,
  record text not null,
  ids uuid[] not null,                  -- the rows, and for children and companions also their root
  fields text[] not null default '{}',
  outcome text not null check (outcome in ('allow', 'deny')),
  reason text,
  content bytea,                        -- salted hash of what changed: see change.entry
  leaf bytea,                           -- RFC 9162 leaf hash of the above, set together with pos
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  check ((pos is null) = (leaf is null))
);
create index entry_waiting on audit.entry (xid, seq) where pos is null;
create index entry_of_staff on audit.entry (staff_id, at);
create index entry_of_rows on audit.entry using gin (ids);

-- Complete inner nodes of the tree (RFC 9162, 2.1.1): node (level, index) covers positions index*2^level … (index+1)*2^level - 1.
create table audit.node (
  level int not null check (level > 0),
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);
create table audit.checkpoint (
  size bigint primary key,
  at timestamptz not null,
  root bytea not null,
  note text not null -- C2SP signed note
);

create table change.entry (
  id uuid primary key default gen_random_uuid(),
  pos bigint unique,
  at timestamptz not null default clock_timestamp(),
  command_id uuid,                      -- one command is one change set
  staff_id uuid,
  session_id uuid,
  purpose text,
  module text not null,
  record text not null,
  part text not null check (part in ('open', 'protected', 'sealed')),
  op text not null check (op in ('insert', 'update', 'delete')),
  row_id uuid not null,
  root_id uuid not null,
  base_version int,
  set jsonb,                            -- fields set; null for protected and sealed parts, and after erasure
  fields text[] not null,
  ct bytea,                             -- protected and sealed parts: the patch, encrypted under the person's key
  salt bytea,                           -- null after erasure: the hash then says nothing
  content bytea not null,               -- sha256(salt || set || ct), also in the audit
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity
);
create index entry_waiting on change.entry (xid, seq) where pos is null;
create index entry_of_row on change.entry (row_id, seq);
create index entry_of_root on change.entry (root_id, seq);

-- Commands already done: the same identifier is answered again, never done again.
create table change.command (
  id uuid primary key,
  staff_id uuid not null,
  name text not null,
  input_hash bytea not null,
  result jsonb,
  at timestamptz not null default now()
);
alter table change.command enable row level security;
alter table change.command force row level security;
create policy keeper on change.command to nansen_migrator using (true) with check (true);
create policy own on change.command to nansen_app using (staff_id = (select auth.staff())) with check (staff_id = (select auth.staff()));
grant select, insert on change.command to nansen_app;
grant update (result) on change.command to nansen_app;

-- Nobody edits history: not the server, not the owner by mistake. (An owner who disables this is caught by the tree.)
create function audit.only_added() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.pos is null and new.pos is not null
    and to_jsonb(new) - array['pos', 'leaf'] = to_jsonb(old) - array['pos', 'leaf'] then return new; end if;
  raise exception using errcode = '42501', message = 'history is only ever added to';
end $$;
create trigger only_added before update or delete on audit.entry for each row execute function audit.only_added();
create trigger never_emptied before truncate on audit.entry execute function audit.only_added();
create trigger never_emptied before truncate on change.entry execute function audit.only_added();

-- Change entries lose their values to erasure, and nothing else ever.
create function change.only_added() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - array['pos', 'set', 'ct', 'salt'] = to_jsonb(old) - array['pos', 'set', 'ct', 'salt']
    and (new.pos is not distinct from old.pos or old.pos is null)
    and (new.set is null or new.set = old.set) and (new.ct is null or new.ct = old.ct) and (new.salt is null or new.salt = old.salt)
  then return new; end if;
  raise exception using errcode = '42501', message = 'history is only ever added to';
end $$;
create trigger only_added before update or delete on change.entry for each row execute function change.only_added();

-- Every insert, update and delete of a record's row. Arguments: module, record, part ('open' | 'protected' | 'sealed').
create function change.log() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  after_values jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  before_values jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  one jsonb := case when tg_op = 'DELETE' then before_values else after_values end;
  command uuid := nullif(current_setting('nansen.command', true), '')::uuid;
  changed jsonb;
  names text[];
  secret bytea;
  grain bytea := uuid_send(gen_random_uuid());
  hash bytea;
  row_id uuid := (one ->> 'id')::uuid;
  root_id uuid := coalesce(one ->> 'root_id', one ->> 'id')::uuid;
begin
  select coalesce(jsonb_object_agg(key, value), '{}'), coalesce(array_agg(key order by key), '{}') into changed, names
  from jsonb_each(after_values)
  where value is distinct from coalesce(before_values -> key, 'null')
    and key <> all (array['id', 'root_id', 'change_ct', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by'])
    and (one ->> 'root_id' is null or key <> all (array['office_id', 'owner_id', 'restriction_group']));
  if tg_op = 'UPDATE' and names = '{}' then return null; end if; -- owner columns copied down, or nothing at all
  if tg_argv[2] <> 'open' then
    secret := new.change_ct;
    changed := null;
  end if;
  hash := sha256(grain || convert_to(coalesce(changed::text, ''), 'UTF8') || coalesce(secret, ''));
  insert into change.entry (command_id, staff_id, session_id, purpose, module, record, part, op, row_id, root_id, base_version,
    set, fields, ct, salt, content)
  values (command, me.staff_id, me.id, auth.purpose_of(me), tg_argv[0], tg_argv[1], tg_argv[2], lower(tg_op), row_id, root_id,
    (before_values ->> 'version')::int, changed, names, secret, grain, hash);
  insert into audit.entry (staff_id, session_id, command_id, purpose, module, action, record, ids, fields, outcome, content)
  values (me.staff_id, me.id, command, auth.purpose_of(me), tg_argv[0],
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'change' else 'delete' end,
    tg_argv[1], case when row_id = root_id then array[row_id] else array[row_id, root_id] end, names, 'allow', hash);
  return null;
end $$;

-- A read, in the reader's own transaction: no audit row, no answer.
create function audit.read(module text, action text, record text, ids uuid[], fields text[], reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  if me.id is null then raise exception using errcode = '28000', message = 'not-signed-in'; end if;
  insert into audit.entry (staff_id, session_id, command_id, purpose, module, action, record, ids, fields, outcome, reason)
  values (me.staff_id, me.id, nullif(current_setting('nansen.command', true), '')::uuid, auth.purpose_of(me),
    read.module, read.action, read.record, read.ids, coalesce(read.fields, '{}'), 'allow', read.reason);
end $$;

-- A denial, in a transaction of its own that outlives the refused one. Whose it is comes from the token, if that is alive.
create function audit.denial(token text, module text, action text, record text, ids uuid[], reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session;
begin
  select s.* into me from auth.session s where s.token_hash = sha256(convert_to(denial.token, 'UTF8'));
  insert into audit.entry (staff_id, session_id, module, action, record, ids, outcome, reason)
  values (me.staff_id, me.id, denial.module, denial.action, denial.record, denial.ids, 'deny', denial.reason);
end $$;

-- Records whose changes no history tells, because who may read the root may not read all of them. Modules add theirs.
create table change.kept_apart (
  module text not null,
  record text not null,
  primary key (module, record)
);

-- The history of one row, for whoever may read the row. `part` protected only with that level.
create function change.history(module text, record text, id uuid)
returns table (at timestamptz, staff_id uuid, command_id uuid, record_name text, row_id uuid, op text, part text, fields text[], set jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, coalesce(to_jsonb(r) ->> ''root_id'', r.id::text)::uuid as root from %I.%I r where r.id = $1', module, record)
    into owner using history.id;
  if owner is null or not auth.may(history.module, 'read', 'personal', owner.office_id, owner.owner_id, owner.root, owner.restriction_group) then
    return;
  end if;
  return query select e.at, e.staff_id, e.command_id, e.record, e.row_id, e.op, e.part, e.fields, e.set
    from change.entry e
    where e.module = history.module and (e.row_id = history.id or e.root_id = history.id)
      and (e.part = 'open' or auth.may(history.module, 'read', 'protected', owner.office_id, owner.owner_id, owner.root, owner.restriction_group))
      and not exists (select from change.kept_apart k where k.module = e.module and k.record = e.record)
    order by e.seq;
end $$;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
create policy keeper on audit.entry to nansen_migrator using (true) with check (true);
create policy sequencer_reads on audit.entry for select to nansen_sync using (true);
create policy sequencer_numbers on audit.entry for update to nansen_sync using (pos is null) with check (pos is not null);
-- Reading the audit is a module of its own, and only where one's assignment is for everything.
create policy overseers on audit.entry for select to nansen_app using ((select auth.can('oversight', 'read', 'protected')));
grant select on audit.entry to nansen_app;

alter table change.entry enable row level security;
alter table change.entry force row level security;
create policy keeper on change.entry to nansen_migrator using (true) with check (true);
create policy sequencer_reads on change.entry for select to nansen_sync using (true);
create policy sequencer_numbers on change.entry for update to nansen_sync using (pos is null) with check (pos is not null);

grant select on audit.entry, audit.node, audit.checkpoint, change.entry to nansen_sync;
grant update (pos, leaf) on audit.entry to nansen_sync;
grant update (pos) on change.entry to nansen_sync;
grant insert on audit.node, audit.checkpoint to nansen_sync;
grant select on audit.node, audit.checkpoint to nansen_app;

revoke execute on all functions in schema audit, change from public;
grant execute on function audit.read(text, text, text, uuid[], text[], text), change.history(text, text, uuid) to nansen_app;
grant execute on function audit.read(text, text, text, uuid[], text[], text) to nansen_images, nansen_matcher;
grant execute on function audit.denial(text, text, text, text, uuid[], text) to nansen_audit;
