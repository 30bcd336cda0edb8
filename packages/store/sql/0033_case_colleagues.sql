-- To whom a case can be given: colleagues who may change it by their assignment today. Names only, for who may change the case themselves.
create function cases.colleagues_for(of_module text, id uuid) returns table (staff_id uuid, name text, open_tasks int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  today date := (now() at time zone 'UTC')::date;
  one record;
begin
  if d is null then return; end if;
  execute format('select c.office_id, c.owner_id, c.restriction_group from %I.%I c where c.id = $1', of_module, d ->> 'record')
    into one using colleagues_for.id;
  if one.office_id is null or not auth.may(of_module, 'change', 'personal', one.office_id, one.owner_id, colleagues_for.id, one.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return query execute format('select s.id, s.display_name, (select count(*)::int from %I.task t
        where t.status = ''open'' and t.withdrawn_at is null and coalesce(t.for_staff, t.owner_id) = s.id)
      from auth.staff s
      where s.status = ''active'' and exists (
        select from auth.held h where h.staff_id = s.id and h.module = $1 and h.action = ''change'' and h.level = ''personal''
          and h.from_day <= $2 and h.to_day >= $2 and h.purpose is null
          and ($3 = any (h.here) or h.own or h.team or h.everywhere
            or exists (select from auth.office_closure c where c.ancestor = any (h.below) and c.descendant = $3)
            or exists (select from auth.office home join auth.office o on o.country = home.country where home.id = any (h.around) and o.id = $3)))
        and (not exists (select from auth.held h where h.staff_id = s.id and h.module = $1 and h.action = ''change'' and (h.own or h.team)) or exists (
          select from auth.current_assignment a where a.staff_id = s.id and a.office_id = $3))
        and ($4 is null or exists (select from auth.restriction_group_member m where m.group_id = $4 and m.staff_id = s.id))
      order by s.display_name limit 200', of_module)
    using of_module, today, one.office_id, one.restriction_group;
end $$;
revoke execute on function cases.colleagues_for(text, uuid) from public;
grant execute on function cases.colleagues_for(text, uuid) to nansen_app;
