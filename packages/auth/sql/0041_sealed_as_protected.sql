-- What is sealed stands at the level of what is protected, as its tables' policies have it: being in a group narrows that, and adds nothing.
create or replace function sealed.may_read(staff uuid, of_module text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.held h where h.staff_id = may_read.staff and h.module = may_read.of_module and h.action = 'read' and h.level = 'protected'
      and h.from_day <= auth.today() and h.to_day >= auth.today())
$$;
create or replace function sealed.modules_of_mine() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct h.module order by h.module), '{}') from auth.held h
  join cases.module m on m.name = h.module
  where h.staff_id = auth.staff() and h.action = 'create' and h.level = 'protected' and h.from_day <= auth.today() and h.to_day >= auth.today()
$$;
create or replace function sealed.offices_of_mine(of_module text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when auth.can(of_module, 'create', 'protected')
    then auth.reach(of_module, 'create', 'protected') || array(select a.office_id from auth.current_assignment a where a.staff_id = auth.staff())
    else '{}' end
$$;
