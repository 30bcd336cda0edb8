-- Who could carry more: colleagues to whom an approver's cases can be given, also those who have none yet; and the teams of an office that a case is given to.
create function cases.workers_of(of_module text) returns table (staff_id uuid, team text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.staff_id, min(a.team) from auth.current_assignment a join auth.staff s on s.id = a.staff_id
  where s.status = 'active' and a.office_id = any (auth.reach(of_module, 'approve', 'personal'))
    and exists (select from auth.role_grant g where g.role = a.role and g.module = of_module and g.action = 'change' and g.level = 'personal'
      and g.scope <> 'case' and g.purposes is null)
  group by a.staff_id order by a.staff_id limit 300
$$;
create function cases.teams_for(of_module text, id uuid) returns table (team text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.root_of(of_module, teams_for.id);
begin
  if given is null or not auth.may(of_module, 'change', 'personal', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, teams_for.id,
    (given ->> 'restriction_group')::uuid) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return query select distinct a.team from auth.current_assignment a
    where a.office_id = (given ->> 'office_id')::uuid and a.team is not null order by 1 limit 100;
end $$;
revoke execute on function cases.workers_of(text), cases.teams_for(text, uuid) from public;
grant execute on function cases.workers_of(text), cases.teams_for(text, uuid) to nansen_app;
