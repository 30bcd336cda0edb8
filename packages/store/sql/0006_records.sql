-- What every record's table shares: stamps, owner columns copied down, references, numbers, transfer.

-- Who and when are facts the database knows: what the server says about them is not asked. Only the installer may bring its own.
create function store.stamp() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  if tg_op = 'INSERT' then
    new.version := 1;
    if me is not null or new.created_at is null then new.created_at := now(); end if;
    new.created_by := coalesce(me, new.created_by);
    new.changed_at := new.created_at;
    new.changed_by := new.created_by;
  else
    new.id := old.id;
    new.created_at := old.created_at;
    new.created_by := old.created_by;
    new.version := old.version + 1;
    new.changed_at := now();
    new.changed_by := coalesce(me, new.changed_by);
  end if;
  return new;
end $$;

-- A child (or companion) takes its owner columns from its parent. Arguments: parent table, column that names the parent's row.
-- A parent that is not there leaves them empty, and the policy then refuses exactly as for a parent one may not see.
create function store.copy_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent record;
begin
  execute format(
    'select p.office_id, p.owner_id, p.restriction_group, coalesce(to_jsonb(p) ->> ''root_id'', p.id::text)::uuid as root_id from %s p where p.id = $1',
    tg_argv[0]::regclass) into parent using (to_jsonb(new) ->> tg_argv[1])::uuid;
  new.office_id := parent.office_id;
  new.owner_id := parent.owner_id;
  new.restriction_group := parent.restriction_group;
  new.root_id := parent.root_id;
  return new;
end $$;

-- When a root's owner columns change, all that hangs on it follows. Arguments: the tables that hang on it.
create function store.spread_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  for i in 0 .. tg_nargs - 1 loop
    execute format('update %s set office_id = $2, owner_id = $3, restriction_group = $4 where root_id = $1', tg_argv[i]::regclass)
      using new.id, new.office_id, new.owner_id, new.restriction_group;
  end loop;
  return null;
end $$;

-- A protected or sealed value is never written without its encrypted copy for the change log. Argument: none.
create function store.needs_ciphertext() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - array['change_ct', 'office_id', 'owner_id', 'restriction_group']
    = to_jsonb(old) - array['change_ct', 'office_id', 'owner_id', 'restriction_group'] then return new; end if;
  if new.change_ct is null or (tg_op = 'UPDATE' and new.change_ct is not distinct from old.change_ct) then
    raise exception using errcode = '23514', message = 'protected values need their ciphertext';
  end if;
  return new;
end $$;

-- References are judged before foreign keys, which see past policies: a row one cannot see and a row that is not there are
-- refused alike. Arguments: column, function that says which of these ids the asker may know of; column, function…
create function store.check_references() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := to_jsonb(new);
  before_values jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  seen boolean;
begin
  if current_user <> 'nansen_app' then return new; end if;
  for i in 0 .. tg_nargs - 1 by 2 loop
    continue when given -> tg_argv[i] = 'null' or given -> tg_argv[i] is not distinct from before_values -> tg_argv[i];
    execute format('select exists (select from %s(array[$1]))', tg_argv[i + 1]) into seen using (given ->> tg_argv[i])::uuid;
    if not seen then raise exception using errcode = '23503', message = 'no such record', column = tg_argv[i]; end if;
  end loop;
  return new;
end $$;

-- The lifecycle, once more, where nothing can go around it. Arguments: module, then one per move: from>to|action|field,field|field,field
-- (the fields naming who may not make it, as they were; the fields that must be filled, as they will be).
create function store.check_move() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  before_values jsonb := to_jsonb(old);
  after_values jsonb := to_jsonb(new);
  move text[];
begin
  if me is null or new.state = old.state then return new; end if;
  for i in 1 .. tg_nargs - 1 loop
    move := string_to_array(tg_argv[i], '|');
    if move[1] = old.state || '>' || new.state
      and not exists (
        select from unnest(string_to_array(nullif(move[3], ''), ',')) f
        where before_values ->> f is null or before_values ->> f = me::text)
      and not exists (select from unnest(string_to_array(nullif(move[4], ''), ',')) f where after_values ->> f is null)
      -- moves of the system are made by functions of the database, in whoever's session they run
      and ((move[2] = 'system' and current_user <> 'nansen_app')
        or auth.may(tg_argv[0], move[2], 'personal', old.office_id, old.owner_id,
          coalesce(before_values ->> 'root_id', before_values ->> 'id')::uuid, old.restriction_group))
    then return new; end if;
  end loop;
  raise exception using errcode = '42501', message = 'not a move you may make';
end $$;

-- Nobody begins in the middle: a new record is in the initial state, or in one that the system would have moved it to at once.
-- Arguments: those states.
create function store.check_initial() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'nansen_app' and new.state <> all (tg_argv) then
    raise exception using errcode = '42501', message = 'not a state to begin in';
  end if;
  return new;
end $$;

-- A column that says who did something names the one who does it, or nobody: the four eyes are two people's. Arguments: columns.
create function store.only_oneself() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := to_jsonb(new);
  before_values jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
begin
  if current_user <> 'nansen_app' then return new; end if;
  for i in 0 .. tg_nargs - 1 loop
    continue when given ->> tg_argv[i] is null or given -> tg_argv[i] is not distinct from before_values -> tg_argv[i];
    if given ->> tg_argv[i] is distinct from auth.staff()::text then
      raise exception using errcode = '42501', message = 'not in another''s name', column = tg_argv[i];
    end if;
  end loop;
  return new;
end $$;

-- A stored file belongs to whoever sent it until a record takes it up; then it is seen by who sees the record. Arguments: module, record,
-- then field, level, field, level… A file that is not there and one that belongs elsewhere are refused alike.
create function store.take_up_files() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := to_jsonb(new);
  before_values jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  root uuid := coalesce(given ->> 'root_id', given ->> 'id')::uuid;
begin
  for i in 2 .. tg_nargs - 1 by 2 loop
    continue when given ->> tg_argv[i] is null or given -> tg_argv[i] is not distinct from before_values -> tg_argv[i];
    update store.attachment a
    set module = tg_argv[0], record = tg_argv[1], root_id = root, level = tg_argv[i + 1],
      office_id = new.office_id, owner_id = new.owner_id, restriction_group = new.restriction_group
    where a.id = (given ->> tg_argv[i])::uuid
      and ((a.root_id = root and a.level = tg_argv[i + 1]) or (a.root_id is null and a.created_by is not distinct from auth.staff()));
    if not found then raise exception using errcode = '23503', message = 'no such record', column = tg_argv[i]; end if;
  end loop;
  return null;
end $$;

-- ISO 7064 MOD 37,36 over 0-9A-Z; other characters are skipped.
create function ref.check_character(number text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  alphabet constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  product int := 36;
begin
  for i in 1 .. length(number) loop
    continue when strpos(alphabet, substr(number, i, 1)) = 0;
    product := (product + strpos(alphabet, substr(number, i, 1)) - 1) % 36;
    if product = 0 then product := 36; end if;
    product := product * 2 % 37;
  end loop;
  return substr(alphabet, (37 - product) % 36 + 1, 1);
end $$;

-- The next number of an office: CCC-SSS-NNNNNNN-K. Gapless: the row stays locked until the transaction ends, so ask late in it.
create function store.next_number(module text, office uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  prefix text;
  n int;
begin
  if session_user = 'nansen_app' and not office = any (auth.reach(module, 'create', 'personal')) then
    raise exception using errcode = '42501', message = 'not one of your offices';
  end if;
  select o.number_prefix into prefix from auth.office o where o.id = office;
  if prefix is null then raise exception using errcode = '42501', message = 'not one of your offices'; end if;
  insert into ref.number_counter as c (office_id, last) values (office, 1)
  on conflict (office_id) do update set last = c.last + 1 returning c.last into n;
  prefix := prefix || '-' || lpad(n::text, 7, '0');
  return prefix || '-' || ref.check_character(prefix);
end $$;

-- Hands custody of a root record to another office. Needs `transfer` where it is now.
create function store.transfer(module text, record text, id uuid, office uuid, owner uuid default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_with record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, to_jsonb(r) ? ''root_id'' as hangs from %I.%I r where r.id = $1 for update', module, record)
    into now_with using transfer.id;
  -- what hangs on a root (it has a root_id) goes where the root goes
  if now_with is null or now_with.hangs or not exists (select from auth.office o where o.id = transfer.office)
    or not auth.may(module, 'transfer', 'personal', now_with.office_id, now_with.owner_id, transfer.id, now_with.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  execute format('update %I.%I set office_id = $2, owner_id = $3 where id = $1', module, record)
    using transfer.id, transfer.office, transfer.owner;
end $$;

-- Puts a root record under a restriction group, or lifts it (null). Needs `approve` on it, and membership in the group.
create function store.restrict(module text, record text, id uuid, restriction uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_with record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, to_jsonb(r) ? ''root_id'' as hangs from %I.%I r where r.id = $1 for update', module, record)
    into now_with using restrict.id;
  if now_with is null or now_with.hangs or not (restriction is null or restriction = any (auth.groups()))
    or not auth.may(module, 'approve', 'personal', now_with.office_id, now_with.owner_id, restrict.id, now_with.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  execute format('update %I.%I set restriction_group = $2 where id = $1', module, record) using restrict.id, restriction;
end $$;

revoke execute on all functions in schema store, ref from public;
grant execute on function store.next_number(text, uuid), store.transfer(text, text, uuid, uuid, uuid),
  store.restrict(text, text, uuid, uuid) to nansen_app;
grant execute on function ref.check_character(text) to nansen_app;
