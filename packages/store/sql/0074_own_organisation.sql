-- Modules in which nobody of another organisation than UNHCR reaches further than their own organisation's offices, whatever they are assigned: wherever a
-- role is held, it counts there alone. A module says so in its migration. What follows from it stands in auth.held, so every policy, every function and
-- every count asks it without knowing.
create table auth.own_organisation (
  module text primary key
);
alter table auth.own_organisation enable row level security;
alter table auth.own_organisation force row level security;
create policy keeper on auth.own_organisation to nansen_migrator using (true) with check (true);

-- As before (0013), and the wall.
create or replace function auth.holding(people uuid[]) returns setof auth.held
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with counted as (
    select a.staff_id, a.role, a.office_id, a.valid_from, coalesce(a.valid_to, 'infinity') as valid_to,
      mine.kind <> 'un' as partner, mine.kind <> 'un' and o.organisation_id = mine.id as at_home
    from auth.assignment a join auth.staff p on p.id = a.staff_id
    join auth.organisation mine on mine.id = p.organisation_id join auth.office o on o.id = a.office_id
    where a.staff_id = any (people) and p.status = 'active'
      and a.ended_at is null and (a.founding or (a.approved_by_1 is not null and a.approved_by_2 is not null))
  ),
  turns as (
    select staff_id, valid_from as day from counted
    union
    select staff_id, valid_to + 1 from counted where valid_to < 'infinity'
  ),
  stretches as (
    select staff_id, day as from_day, coalesce(lead(day) over (partition by staff_id order by day) - 1, 'infinity') as to_day from turns
  ),
  bound as (
    select g.module, g.action, g.level, array_agg(distinct p order by p) as purposes
    from auth.role_grant g cross join unnest(g.purposes) p group by g.module, g.action, g.level
  )
  select d.staff_id, g.module, g.action, g.level, d.from_day, d.to_day, p.purpose, case when p.purpose is null then b.purposes end,
    bool_or(g.scope = 'global' and not k.walled),
    array_agg(distinct c.office_id) filter (where g.scope = 'office' and (not k.walled or c.at_home)),
    array_agg(distinct c.office_id) filter (where g.scope = 'subtree' and not k.walled),
    array_agg(distinct c.office_id) filter (where g.scope = 'country' and not k.walled),
    bool_or(g.scope = 'own'), bool_or(g.scope = 'team'), bool_or(g.scope = 'case')
  from stretches d
  join counted c on c.staff_id = d.staff_id and c.valid_from <= d.from_day and c.valid_to >= d.from_day
  join auth.role_grant g on g.role = c.role
  cross join lateral (select c.partner and g.module in (select w.module from auth.own_organisation w) as walled) k
  left join bound b on b.module = g.module and b.action = g.action and b.level = g.level
  cross join lateral (select null::text as purpose union all select unnest(b.purposes)) p
  where g.purposes is null or p.purpose = any (g.purposes)
  group by d.staff_id, g.module, g.action, g.level, d.from_day, d.to_day, p.purpose, b.purposes
$$;

-- Whose an office is, and whose a colleague, decides now too.
create trigger keep_held_of_organisation after update of organisation_id on auth.staff for each row
  when (old.organisation_id is distinct from new.organisation_id) execute function auth.keep_held_of_one();
create trigger keep_held_of_organisation after update of organisation_id on auth.office for each statement execute function auth.keep_held_of_nobody();
create trigger keep_held_of_organisation after update of kind on auth.organisation for each statement execute function auth.keep_held_of_nobody();
create trigger keep_held_of_organisation after insert or update or delete on auth.own_organisation for each statement
  execute function auth.keep_held_of_nobody();
alter table auth.staff enable always trigger keep_held_of_organisation;
alter table auth.office enable always trigger keep_held_of_organisation;
alter table auth.organisation enable always trigger keep_held_of_organisation;
alter table auth.own_organisation enable always trigger keep_held_of_organisation;
