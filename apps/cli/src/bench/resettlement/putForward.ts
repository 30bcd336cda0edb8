import type pg from 'pg'

/**
 * Puts families forward until there are so many cases, each with everybody of the family, and gives an officer the right to work on them wherever they
 * are registered. Only for a database of a bench: it stands where no colleague agreed.
 */
export async function putForward(owner: pg.Client, cases: number): Promise<number> {
  await owner.query('begin')
  await owner.query(RIGHTS)
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from resettlement.file')
  await owner.query(FAMILIES, [Math.max(cases - rows[0]!.n, 0)])
  await owner.query('commit')
  return (await owner.query<{ n: number }>('select count(*)::int as n from resettlement.file')).rows[0]!.n
}

const OFFICER = `(select staff_id from auth.assignment where role = 'resettlement_officer' order by staff_id limit 1)`

const RIGHTS = `
  insert into auth.assignment (id, staff_id, role, office_id, valid_from, requested_at, approved_by_1, approved_by_2, founding)
  select gen_random_uuid(), a.staff_id, a.role, o.id, a.valid_from, a.requested_at, a.approved_by_1, a.approved_by_2, a.founding
  from auth.assignment a cross join auth.office o
  where a.role = 'resettlement_officer' and a.staff_id = ${OFFICER}
    and not exists (select from auth.assignment x where x.staff_id = a.staff_id and x.role = a.role and x.office_id = o.id)`

const FAMILIES = `
  with chosen as (
    select i.id, i.office_id, g.id as family
    from registration.registration_group g join registration.individual i on i.id = g.focal_point
    where i.process_status = 'active' and i.restriction_group is null and g.restriction_group is null
      and not exists (select from resettlement.member m where m.individual = i.id)
    order by g.size = 8 desc, md5(i.id::text) limit $1),
  opened as (
    insert into resettlement.file (id, office_id, owner_id, subject, found_by, found_on, processing_priority, submission_priority, primary_category,
      secondary_category)
    select cases.new_id(), c.office_id, ${OFFICER}, c.id, 'list', current_date, 'normal', 'normal', 'LPN', 'LFDS' from chosen c
    returning id, subject)
  insert into resettlement.member (id, parent_id, individual, role, since)
  select cases.new_id(), f.id, m.individual, 'member', current_date
  from opened f join chosen c on c.id = f.subject join registration.membership m on m.parent_id = c.family and m.member_to is null and m.individual <> f.subject
  join registration.individual i on i.id = m.individual and i.process_status = 'active' and i.restriction_group is null`
