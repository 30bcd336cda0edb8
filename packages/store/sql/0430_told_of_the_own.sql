-- Whose right reaches their team reads what is their own too, as auth.may says, also where they are in no team: until now they were not told of it.
create or replace function cases.could_read(person uuid, of_module text, given jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.staff s where s.id = person and s.status = 'active')
    and (could_read.given ->> 'restriction_group' is null or exists (select from auth.restriction_group_member g
      where g.group_id = (could_read.given ->> 'restriction_group')::uuid and g.staff_id = person))
    and exists (
      select from auth.held h
      where h.staff_id = person and h.module = of_module and h.action = 'read' and h.level = 'personal'
        and h.from_day <= (now() at time zone 'UTC')::date and h.to_day >= (now() at time zone 'UTC')::date
        and (h.everywhere or (could_read.given ->> 'office_id')::uuid = any (h.here)
          or exists (select from auth.office_closure c where c.ancestor = any (h.below) and c.descendant = (could_read.given ->> 'office_id')::uuid)
          or exists (select from auth.office home join auth.office o on o.country = home.country
            where home.id = any (h.around) and o.id = (could_read.given ->> 'office_id')::uuid)
          or (h.own or h.team) and (could_read.given ->> 'owner_id')::uuid = person
          or h.team and exists (select from auth.current_assignment a join auth.current_assignment b on b.office_id = a.office_id and b.team = a.team
            where a.staff_id = person and b.staff_id = (could_read.given ->> 'owner_id')::uuid)
          or h.given and exists (select from auth.case_access x where x.staff_id = person and x.module = of_module
            and x.case_id = (could_read.given ->> 'id')::uuid and x.valid_from <= now() and (x.valid_to is null or x.valid_to > now()))))
$$;
