-- As before (0032): whoever is known as a summary because a case was given. And, for colleagues of other organisations than UNHCR, who hold no look at
-- everybody: the people of cases that stand at their own organisation's offices where they work, and whom an accepted referral to them is about, until what
-- was shared is taken back.
create or replace function cases.people_given(asker uuid) returns setof uuid
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  today date := (now() at time zone 'UTC')::date;
  mine auth.organisation;
  places uuid[];
  m record;
begin
  return query select p.individual from auth.case_access a join cases.person_in p on p.module = a.module and p.case_id = a.case_id and p.present
    where a.staff_id = asker and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now());
  select o.* into mine from auth.staff s join auth.organisation o on o.id = s.organisation_id where s.id = asker;
  if mine.kind is null or mine.kind = 'un' then return; end if;
  for m in select x.name, x.definition ->> 'record' as root from cases.module x order by x.name loop
    places := array(
      select o.id from auth.held h join auth.office o on o.id = any (h.here)
      where h.staff_id = asker and h.module = m.name and h.action = 'read' and h.level = 'personal' and h.purpose is null
        and h.from_day <= today and h.to_day >= today and o.organisation_id = mine.id);
    if places <> '{}' then
      return query execute format('select p.individual from cases.person_in p join %I.%I c on c.id = p.case_id
        where p.module = $1 and p.present and c.office_id = any ($2)', m.name, m.root) using m.name, places;
    end if;
    return query execute format('select r.about from %I.referral r
      where r.about is not null and r.status = ''accepted'' and r.revoked_at is null and r.withdrawn_at is null and (r.to_staff = $1
        or r.to_staff is null and r.to_office is not null and exists (
          select from auth.current_assignment a where a.staff_id = $1 and a.office_id = r.to_office and (r.to_role is null or a.role = r.to_role))
        or r.to_organisation = $2)', m.name) using asker, mine.id;
  end loop;
end $$;
