import { auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { ID, INTEGER, list, object, TEXT } from './schemas.ts'

interface Wanted {
  readonly need?: string
  /** The beginning of an ISCO-08 code. */
  readonly skill?: string
  readonly wish?: string
  readonly ageFrom?: number
  readonly ageTo?: number
  readonly sex?: string
  /** Whoever takes part in it, or was put forward, is left out. */
  readonly programmeId?: string
  readonly after?: string
}
interface Candidate {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly sex: string
  readonly age: number | null
  /** In how many programmes they are, or were put forward for, as far as the asker may see. */
  readonly programmes: number
}
interface Enrolled {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly programme: string
  readonly state: string
}
interface Found {
  readonly people: number
  readonly rows: readonly Candidate[]
  readonly next: string | null
  readonly enrolments: number
  readonly enrolled: readonly Enrolled[]
}

/** People of one page. */
const PAGE = 50
const YEARS = { type: 'integer', minimum: 0, maximum: 130 } as const
const WORD = { ...TEXT, minLength: 1, maxLength: 60 } as const
const INPUT = {
  need: WORD,
  skill: { type: 'string', pattern: '^[0-9]{1,4}$' },
  wish: WORD,
  ageFrom: YEARS,
  ageTo: YEARS,
  sex: WORD,
  programmeId: ID,
  after: ID,
} as const

/**
 * Who could be served by a programme: people whom the asker may read, by needs and skills; and who is enrolled already with a need or skill that
 * was shared. Both are asked under row policies, so a partner finds its own people and a count says no more than its list.
 */
export const find: Query = defineQuery<Wanted, Found>({
  name: 'partner_services.find',
  module: 'partner_services',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object(INPUT, Object.keys(INPUT)),
  output: object({
    people: INTEGER,
    rows: list(
      object({
        id: ID,
        number: TEXT,
        name: TEXT,
        sex: TEXT,
        age: { type: ['integer', 'null'] },
        programmes: INTEGER,
      }),
    ),
    next: { type: ['string', 'null'] },
    enrolments: INTEGER,
    enrolled: list(object({ id: ID, number: TEXT, name: TEXT, programme: TEXT, state: TEXT })),
  }),
  async run(tx, asking, input) {
    const on = asking.now().toISOString().slice(0, 10)
    const who = candidates(input, on)
    const counted = await sql<{ n: number }>`select count(*)::int as n from (${who}) f`.execute(tx)
    const page = await pageOf(tx, who, input.after ?? null)
    const shown = page.slice(0, PAGE)
    const enrolled = await enrolledBy(tx, input)
    const noted = { module: 'partner_services', action: 'read', reason: 'found by needs and skills' } as const
    await auditRead(tx, asking, { ...noted, record: 'individual', ids: shown.map(({ id }) => id) })
    await auditRead(tx, asking, { ...noted, record: 'enrolment', ids: enrolled.rows.map(({ id }) => id) })
    return {
      people: counted.rows[0]?.n ?? 0,
      rows: shown,
      next: page.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
      enrolments: enrolled.count,
      enrolled: enrolled.rows,
    }
  },
})

const AGE = (on: string) =>
  sql`extract(year from age(${on}::date, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int`

/** Who has a need that still stands: as protection follows it, or as registration flagged it and nobody has resolved or dismissed it. */
const needing = (need: string, hangs: (table: string, condition: RawBuilder<unknown>) => RawBuilder<unknown>) =>
  sql`(i.id in (select n.subject from needs.need n where n.need = ${need} and n.state in ('flagged', 'confirmed'))
    or ${hangs('specific_need_protected', sql`c.need = ${need} and needs.flag_stands(c.id, c.need)`)})`

function candidates(input: Wanted, on: string): RawBuilder<unknown> {
  const { need, skill, wish, ageFrom, ageTo, sex, programmeId } = input
  const hangs = (table: string, condition: RawBuilder<unknown>) =>
    sql`i.id in (select c.root_id from ${sql.table(`registration.${table}`)} c where ${condition})`
  const conditions = [
    ...(need === undefined ? [] : [needing(need, hangs)]),
    ...(skill === undefined
      ? []
      : [
          sql`(${hangs('skill', sql`c.withdrawn_at is null and c.occupation like ${`${skill}%`}`)}
            or ${hangs('work', sql`c.withdrawn_at is null and c.occupation like ${`${skill}%`}`)})`,
        ]),
    ...(wish === undefined ? [] : [hangs('wish', sql`c.withdrawn_at is null and c.kind = ${wish}`)]),
    ...(sex === undefined ? [] : [sql`i.sex = ${sex}`]),
    ...(ageFrom === undefined ? [] : [sql`${AGE(on)} >= ${ageFrom}`]),
    ...(ageTo === undefined ? [] : [sql`${AGE(on)} <= ${ageTo}`]),
    ...(programmeId === undefined
      ? []
      : [
          sql`i.id not in (select e.subject from partner_services.enrolment e
            where e.programme = ${programmeId}::uuid and e.state in ('asked', 'waiting', 'taking-part'))`,
        ]),
  ]
  return sql`select i.id, i.number, coalesce(i.display_name_native, i.display_name) as name, i.sex, ${AGE(on)} as age
    from registration.individual i where ${sql.join([sql`i.process_status in ('active', 'hold')`, ...conditions], sql` and `)}`
}

async function pageOf(tx: Tx, who: RawBuilder<unknown>, after: string | null): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`select p.*,
      (select count(*)::int from partner_services.enrolment e where e.subject = p.id and e.state in ('asked', 'waiting', 'taking-part')) as programmes
    from (select * from (${who}) f where ${after}::uuid is null or f.id > ${after}::uuid order by f.id limit ${PAGE + 1}) p
    order by p.id`.execute(tx)
  return rows
}

/** Enrolments with what was shared of the person, the latest first. */
async function enrolledBy(
  tx: Tx,
  { need, skill, sex, programmeId }: Wanted,
): Promise<{ readonly count: number; readonly rows: readonly Enrolled[] }> {
  const conditions = [
    sql`true`,
    ...(need === undefined ? [] : [sql`e.shared_need = ${need}`]),
    ...(skill === undefined ? [] : [sql`e.shared_skill like ${`${skill}%`}`]),
    ...(sex === undefined ? [] : [sql`c.sex = ${sex}`]),
    ...(programmeId === undefined ? [] : [sql`e.programme = ${programmeId}::uuid`]),
  ]
  const found = sql`select e.id, e.number, coalesce(c.display_name_native, c.display_name) as name, p.name as programme, e.state
    from partner_services.enrolment e join partner_services.programme p on p.id = e.programme
    cross join lateral registration.cards(array[e.subject]) c
    where ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<Enrolled & { readonly n: number }>`
    select f.*, (count(*) over ())::int as n from (${found}) f order by f.id desc limit ${PAGE}`.execute(tx)
  return { count: rows[0]?.n ?? 0, rows: rows.map(({ n: _, ...row }) => row) }
}
