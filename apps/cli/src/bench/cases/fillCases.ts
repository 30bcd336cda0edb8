import type pg from 'pg'

/** One in so many cases is open: offices close most of what they begin. */
const OPEN_ONE_IN = 5
/** Days back over which they began. */
const BACK = 900

/**
 * Fills the database with cases of specific needs past every trigger, as old records are loaded: each with its person, a history of states, a deadline,
 * two notes and, while it is open, a task or an appointment. Does nothing when there are so many.
 * @param cases how many there are afterwards, over the people who are active
 */
export async function fillCases(owner: pg.Client, cases: number): Promise<void> {
  const there = async () => Number((await owner.query('select count(*) as n from needs.need')).rows[0].n)
  const lacking = cases - (await there())
  if (lacking <= 0) return
  await owner.query(`begin; set local session_replication_role = 'replica'`)
  await owner.query(CASES, [lacking, OPEN_ONE_IN, BACK])
  for (const each of HANGING) await owner.query(each)
  await owner.query('commit')
  await owner.query('vacuum analyze')
}

/** Spread over people; whoever protects where they are registered owns some of them. */
const CASES = `
  create temporary table filled on commit drop as
  with people as materialized (
    select i.id, i.office_id, row_number() over (order by i.id) as place
    from registration.individual i where i.process_status = 'active' and i.restriction_group is null),
  workers as materialized (
    select distinct on (c.descendant) c.descendant as office_id, a.staff_id from auth.assignment a
    join auth.office_closure c on c.ancestor = a.office_id where a.role = 'protection_officer' order by c.descendant, a.staff_id),
  turns as materialized (
    select n, n % (select count(*) from people) + 1 as place from generate_series(1, $1::int) n)
  select gen_random_uuid() as id, gen_random_uuid() as member, p.id as subject, p.office_id,
    case when t.n % 3 > 0 then w.staff_id end as owner_id, t.n, t.n % $2 = 0 as is_open, now() - random() * $3::int * interval '1 day' as began
  from turns t join people p on p.place = t.place left join workers w on w.office_id = p.office_id
`.trim()

const NEED = `
  insert into needs.need (id, office_id, owner_id, state, version, created_at, changed_at, subject, number, state_since, form_version,
    need, found_by, identified_on, severity, outcome)
  with open_codes as (select array_agg(c.code order by c.code) as codes from ref.code c where c.list = 'need' and c.valid_to is null
    and not coalesce((c.external ->> 'confidential')::boolean, false))
  select f.id, f.office_id, f.owner_id, case when not is_open then 'resolved' when n % 2 = 0 then 'flagged' else 'confirmed' end, 1, began, began, subject,
    o.number_prefix || '-SN-F' || lpad(n::text, 7, '0'), began, 1, codes[1 + n % cardinality(codes)],
    'protection', began::date, (array['urgent', 'high', 'medium', 'low'])[1 + n % 4], case when not is_open then 'addressed' end
  from filled f join auth.office o on o.id = f.office_id cross join open_codes`
const OWN = 'root_id, office_id, owner_id, version, created_at, changed_at'
const own = 'f.id, f.id, f.office_id, f.owner_id, 1, began, began'
const HANGING = [
  NEED,
  `insert into needs.member (id, parent_id, ${OWN}, individual, role) select member, ${own}, subject, 'person' from filled f`,
  `insert into cases.person_in (individual, module, case_id, role, present) select subject, 'needs', id, 'person', true from filled`,
  `insert into needs.stage (id, parent_id, ${OWN}, to_state, entered_at, by_system)
   select gen_random_uuid(), ${own}, s.state, began, false from filled f cross join (values ('flagged'), ('confirmed')) s (state)`,
  `insert into needs.clock (id, parent_id, ${OWN}, name, started_at, due_at, status)
   select gen_random_uuid(), ${own}, 'follow-up', began, began + interval '14 days', case when is_open then 'expired' else 'ended' end from filled f`,
  `insert into needs.task (id, parent_id, ${OWN}, kind, due_at, status, cause)
   select gen_random_uuid(), ${own}, 'follow-up', now() + random() * interval '20 days', 'open', 'clock' from filled f where is_open and n % 4 = 0`,
  `insert into needs.note (id, parent_id, ${OWN}, level, text)
   select gen_random_uuid(), ${own}, 'ordinary', 'Visited at home; the neighbours help with water. To be seen again.' from filled f cross join generate_series(1, 2)`,
  `insert into needs.appointment (id, parent_id, ${OWN}, individual, kind, starts_at, minutes, status)
   select gen_random_uuid(), ${own}, subject, 'counselling', now() + random() * interval '20 days', 30, 'planned' from filled f where is_open and n % 2 = 0`,
]
