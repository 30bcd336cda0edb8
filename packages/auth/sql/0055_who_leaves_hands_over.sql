-- As before (0015), for somebody who leaves or is gone: what a colleague who stays has in hand is not taken from them this way. Hands over. `receivers`: [{"module", "record", "to"}], each kind once. All of it, or nothing. How many records changed hands.
create or replace function auth.hand_over(staff uuid, receivers jsonb, reason text) returns int
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
  if not exists (select from auth.staff p where p.id = hand_over.staff and (p.last_day is not null or p.status = 'disabled')) then
    raise exception using errcode = '23514', message = 'who hands over leaves', column = 'staff';
  end if;
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
