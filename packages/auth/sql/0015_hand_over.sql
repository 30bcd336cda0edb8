-- What somebody who leaves is the owner of is handed over: by whoever arranges the leaving, to colleagues who hold the right to change it already.
-- Nobody gains a right by it, and whoever arranges it reads nothing of what is handed over.

-- Records that have owners, and cases given to one person under the name `case`.
create function auth.owned_kinds() returns table (module text, record text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and has_table_privilege('nansen_app', c.oid, 'select')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped)
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'state' and not a.attisdropped)
    and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
  order by 1, 2
$$;

-- Whether somebody else may change the records of an office today, were they theirs.
create function auth.could_change(person uuid, module text, office uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.held h
    where h.staff_id = person and h.module = could_change.module and h.action = 'change' and h.level = 'personal' and h.purpose is null
      and h.from_day <= auth.today() and h.to_day >= auth.today()
      and (h.everywhere or office = any (h.here)
        or exists (select from auth.office_closure c where c.ancestor = any (h.below) and c.descendant = office)
        or exists (select from auth.office home join auth.office o on o.country = home.country where home.id = any (h.around) and o.id = office)
        or (h.own or h.team) and exists (select from auth.current_assignment a where a.staff_id = person and a.office_id = office)))
$$;

-- Offices and restriction groups of what somebody owns of one kind.
create function auth.owned_places(staff uuid, module text, record text) returns table (office uuid, restriction uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from auth.owned_kinds() k where k.module = owned_places.module and k.record = owned_places.record) then return; end if;
  return query execute format('select distinct r.office_id, r.restriction_group from %I.%I r where r.owner_id = $1', module, record) using staff;
end $$;

-- Whether a person could take over all of one kind: at every office, and within every restriction group that a record is under.
create function auth.could_take_over(person uuid, staff uuid, module text, record text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if record = 'case' then
    return exists (select from auth.held h where h.staff_id = person and h.module = could_take_over.module and h.given
      and h.from_day <= auth.today() and h.to_day >= auth.today());
  end if;
  return not exists (
    select from auth.owned_places(staff, module, record) p
    where not auth.could_change(person, could_take_over.module, p.office)
      or p.restriction is not null and not exists (
        select from auth.restriction_group_member m where m.group_id = p.restriction and m.staff_id = person));
end $$;

-- Whoever could take each kind over, by name. Nobody who leaves, and not the one who asks.
create function auth.receivers(staff uuid) returns table (module text, record text, id uuid, name text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_administers('change', receivers.staff);
  return query
    select l.module, l.record, p.id, p.display_name
    from auth.left_behind(receivers.staff) l
    cross join auth.staff p
    where p.status = 'active' and p.id <> receivers.staff and p.id <> auth.staff()
      and (p.last_day is null or p.last_day > coalesce((select s.last_day from auth.staff s where s.id = receivers.staff), auth.today()))
      and auth.could_take_over(p.id, receivers.staff, l.module, l.record)
    order by l.module, l.record, p.display_name, p.id limit 2000;
end $$;

-- Hands over. `receivers`: [{"module", "record", "to"}], each kind once. All of it, or nothing. How many records changed hands.
create function auth.hand_over(staff uuid, receivers jsonb, reason text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  from_whom text := (select p.display_name from auth.staff p where p.id = hand_over.staff);
  each record;
  many int;
  total int := 0;
begin
  perform auth.require_administers('change', hand_over.staff);
  if hand_over.staff = me then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  for each in select * from jsonb_to_recordset(hand_over.receivers) r(module text, record text, "to" uuid) loop
    if each."to" in (me, hand_over.staff)
      or not exists (select from auth.staff p where p.id = each."to" and p.status = 'active')
      or not auth.could_take_over(each."to", hand_over.staff, each.module, each.record) then
      raise exception using errcode = '23514', message = 'who takes over must hold the right', column = 'receivers';
    end if;
    if each.record = 'case' then
      with ended as (
        update auth.case_access c set valid_to = now()
        where c.staff_id = hand_over.staff and c.module = each.module and (c.valid_to is null or c.valid_to > now())
        returning c.case_id
      )
      insert into auth.case_access (id, staff_id, module, case_id, reason, given_by)
      select gen_random_uuid(), each."to", each.module, e.case_id, hand_over.reason, me from ended e
      where not exists (select from auth.case_access o where o.staff_id = each."to" and o.module = each.module and o.case_id = e.case_id
        and (o.valid_to is null or o.valid_to > now()));
      get diagnostics many = row_count;
    else
      if not exists (select from auth.owned_kinds() k where k.module = each.module and k.record = each.record) then
        raise exception using errcode = '23514', message = 'no such record', column = 'receivers';
      end if;
      execute format('update %I.%I r set owner_id = $2 where r.owner_id = $1', each.module, each.record) using hand_over.staff, each."to";
      get diagnostics many = row_count;
    end if;
    total := total + many;
    if many > 0 then
      perform auth.tell(each."to", 'handed-over', jsonb_build_object('from', from_whom, 'many', many, 'module', each.module));
      perform audit.read('admin', 'hand-over', 'staff', array[hand_over.staff, each."to"], array[each.module || '.' || each.record], hand_over.reason);
    end if;
  end loop;
  return total;
end $$;
revoke execute on function auth.owned_kinds(), auth.could_change(uuid, text, uuid), auth.owned_places(uuid, text, text),
  auth.could_take_over(uuid, uuid, text, text), auth.receivers(uuid), auth.hand_over(uuid, jsonb, text) from public;
grant execute on function auth.receivers(uuid), auth.hand_over(uuid, jsonb, text) to nansen_app;

-- Devices of an operation that its checklist counts: how many scanners sent a sitting from its offices, and when the last did.
create function auth.devices_of(operation text) returns table (devices bigint, last_seen timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass('identity.capture') is null then return query select 0::bigint, null::timestamptz; return; end if;
  return query execute 'select count(distinct c.device), max(c.created_at) from identity.capture c
    join auth.office o on o.id = c.office_id where o.country = $1 and c.created_at > now() - interval ''90 days''' using operation;
end $$;
revoke execute on function auth.devices_of(text) from public;
grant execute on function auth.devices_of(text) to nansen_app;

-- The checklist of an operation is also for its heads: who holds which role where is asked by whoever reads staff. Identifiers only.
create or replace function auth.holders() returns table (staff_id uuid, role text, office_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('read');
  return query select distinct a.staff_id, a.role, a.office_id
    from auth.current_assignment a join auth.staff p on p.id = a.staff_id and p.status = 'active';
end $$;
