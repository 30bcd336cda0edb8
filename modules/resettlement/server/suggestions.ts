import { type Asking, auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { CATEGORIES } from '../fields.ts'
import { ID, list, object, TEXT } from './schemas.ts'

/** Families judged by one question of the database, questions that one look asks at most, and lines that are enough for it. */
const A_BATCH = 200
const MOST_BATCHES = 10
const ENOUGH = 25
const MOST_NUMBERS = 400
/** Begins a reason that is a class of vulnerability: enough to look at a family, and of no category. */
const A_CLASS = 'class-'

interface Reason {
  readonly individual: string
  /** Of the lists of needs, or of the codes of `ALSO`. */
  readonly why: string
  /** The category that it speaks for; null: it speaks for resettlement, and for no category. */
  readonly category: string | null
}
interface Found {
  readonly individual: string
  readonly members: readonly string[]
  readonly reasons: readonly Reason[]
}
interface Answer {
  readonly families: readonly Found[]
  readonly next: string | null
}
interface Input {
  readonly before?: string | null
  readonly category?: string | null
  readonly numbers?: readonly string[]
}

/**
 * Families for whom resettlement may be the answer by what is written down of them: specific needs by the category they speak for, a class of
 * vulnerability that was confirmed, an individual recognition, many years without another solution, the wish to go. Or those of a list of numbers, whatever is written of them. Who is in a case already,
 * is on the way elsewhere, is not recognised or on hold is never among them. Nothing is opened by it.
 */
export const suggestions: Query = defineQuery<Input, Answer>({
  name: 'resettlement.suggestions',
  module: 'resettlement',
  needs: { action: 'create', level: 'personal' },
  showsPeople: true,
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      before: { type: ['string', 'null'], format: 'uuid' },
      category: { enum: [...CATEGORIES, null] },
      numbers: { type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: MOST_NUMBERS },
    },
  },
  output: object({
    families: list(
      object({
        individual: ID,
        members: list(ID),
        reasons: list(object({ individual: ID, why: TEXT, category: { type: ['string', 'null'] } })),
      }),
    ),
    next: { type: ['string', 'null'] },
  }),
  async run(tx, asking, { before = null, category = null, numbers }) {
    const answer = numbers === undefined ? await look(tx, asking, before, category) : await listed(tx, asking, numbers)
    const people = answer.families.flatMap(({ members }) => members)
    const read = {
      module: 'resettlement',
      action: 'see',
      record: 'file',
      ids: [],
      people,
      reason: 'suggested',
    } as const
    if (people.length > 0) await auditRead(tx, asking, read)
    return answer
  },
})

/** Families of the asker's offices, the last registered first, until enough are found or enough were looked at. */
async function look(tx: Tx, asking: Asking, before: string | null, category: string | null): Promise<Answer> {
  const families: Found[] = []
  let next = before
  for (let n = 0; n < MOST_BATCHES && families.length < ENOUGH; n++) {
    const { rows } = await sql<{ id: string }>`
      select g.id from registration.registration_group g
      where g.office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[]) and (${next}::uuid is null or g.id < ${next}::uuid)
      order by g.id desc limit ${A_BATCH}`.execute(tx)
    const found = await judged(
      tx,
      asking,
      rows.map(({ id }) => id),
    )
    const fits = ({ reasons }: Found) =>
      category === null
        ? reasons.some(each => each.category !== null || each.why.startsWith(A_CLASS))
        : reasons.some(each => each.category === category)
    families.push(...found.filter(fits))
    next = rows.length < A_BATCH ? null : rows.at(-1)!.id
    if (next === null) break
  }
  return { families, next }
}

async function listed(tx: Tx, asking: Asking, numbers: readonly string[]): Promise<Answer> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.parent_id as id from registration.individual i join registration.membership m on m.individual = i.id and m.member_to is null
    where upper(i.number) = any (${numbers.map(each => each.trim().toUpperCase())}::text[])
      and i.office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])`.execute(tx)
  const families = await judged(
    tx,
    asking,
    rows.map(({ id }) => id),
  )
  return { families, next: null }
}

/** Of these groups those that may be put forward, the most reasons first. */
async function judged(tx: Tx, asking: Asking, groups: readonly string[]): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with people as materialized (
      select g.id as family, g.focal_point, i.id, i.sex, i.arrived_on, s.status, s.basis, s.category
      from registration.registration_group g join registration.membership m on m.parent_id = g.id and m.member_to is null and m.withdrawn_at is null
      join registration.individual i on i.id = m.individual and i.process_status = 'active' and i.restriction_group is null
      left join lateral (select l.status, l.basis, l.category from registration.legal_status l where l.root_id = i.id
        order by l.effective_on desc, l.id desc limit 1) s on true
      where g.id = any (${groups}::uuid[])),
    free as (
      select p.family, min(p.focal_point::text)::uuid as individual, array_agg(p.id order by p.id <> p.focal_point, p.id) as members
      from people p group by p.family
      having bool_and(p.status in ('refugee', 'refugee-like', 'stateless', 'other-international-protection')) and bool_or(p.id = p.focal_point)),
    said as (
      select p.family, p.id as individual, v.need as why, w.category from people p
      join registration.specific_need n on n.root_id = p.id and n.withdrawn_at is null join registration.specific_need_protected v on v.id = n.id
      join (values ${MEANS}) w (need, category) on v.need = w.need or v.need like w.need || '-%'
      union select p.family, p.id, 'individually-recognised', null from people p where p.id = p.focal_point and p.category like '%-individually'
      union select p.family, p.id, 'long-here', 'LFDS' from people p where p.id = p.focal_point
        and left(p.arrived_on, 4) < to_char(${asking.now()}::timestamptz - interval '10 years', 'YYYY')
      union select p.family, p.id, 'wishes-it', null from people p join lateral (select t.solution from registration.intention t where t.root_id = p.id
        and t.withdrawn_at is null order by t.said_on desc, t.id desc limit 1) t on t.solution = 'resettlement'
      union select p.family, p.id, 'class-' || v.class, null from people p
        join resettlement.most_vulnerable((select array_agg(x.id) from people x)) v on v.individual = p.id)
    select f.individual, f.members, coalesce(jsonb_agg(distinct jsonb_build_object('individual', s.individual, 'why', s.why, 'category', s.category))
      filter (where s.why is not null), '[]') as reasons
    from free f left join said s on s.family = f.family
    where not f.members && resettlement.not_free(f.members)
    group by f.family, f.individual, f.members order by count(distinct s.category) desc, count(distinct s.why) desc, f.family desc`.execute(
    tx,
  )
  return rows
}

/** Ours, after the categories' own descriptions: a need speaks for a category, and a caseworker assesses. domain.md 2 and 4.1. */
const SPEAKS_FOR: Readonly<Record<string, (typeof CATEGORIES)[number]>> = {
  LP: 'LPN',
  SV: 'SVT',
  TR: 'SVT',
  SM: 'MED',
  WR: 'AWR',
  'SP-PT': 'AWR',
  FU: 'FAM',
  CR: 'CHL',
  SC: 'CHL',
}
const MEANS = sql.join(Object.entries(SPEAKS_FOR).map(([need, category]) => sql`(${need}, ${category})`))
