import { type Asking, auditRead, defineQuery, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { ABILITIES, ISCED_LEVELS, LANGUAGE_SKILLS, WISHES } from '../../fields/abilities.ts'
import { SEXES, type Sex } from '../../fields/individual.ts'
import { ID, object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { CARD, cardsOf, type PersonCard } from './cards.ts'
import { AGE_GROUPS, type Pyramid } from './pyramid.ts'

interface Input {
  /** The beginning of an ISCO-08 code: `7` crafts, `71` building, `7115` carpenters. Skills and work alike; an operation's own stands for its shared one. */
  readonly occupation?: string
  /** Reached at least this ISCED level, or at most. Below `0`: no school. */
  readonly iscedFrom?: (typeof ISCED_LEVELS)[number]
  readonly iscedTo?: (typeof ISCED_LEVELS)[number]
  /** At school now, or not. */
  readonly attending?: boolean
  readonly language?: string
  /** In which way the language is used easily; any way when absent. */
  readonly ability?: (typeof LANGUAGE_SKILLS)[number]
  /** Completed years, both included. */
  readonly ageFrom?: number
  readonly ageTo?: number
  readonly sex?: Sex
  /** The beginning of the P-code where they live. */
  readonly place?: string
  readonly wish?: (typeof WISHES)[number]
  readonly officeId?: string
  /** `next` of the page before. */
  readonly after?: string
}

export interface Skilled {
  readonly card: PersonCard
  readonly age: number | null
  /** Codes of skills and work. */
  readonly occupations: readonly string[]
  readonly isced: string | null
  readonly languages: readonly string[]
  readonly wishes: readonly string[]
}

export interface SkillsAnswer extends Pyramid {
  readonly people: number
  readonly rows: readonly Skilled[]
  readonly next: string | null
}

/** People of one page. */
const PAGE = 50
const YEARS = { type: 'integer', minimum: 0, maximum: 130 } as const
/** A code that an operation added: `KEN-POTTER`. */
const OWN_CODE = '^[A-Z]{3}-[A-Z0-9][A-Z0-9-]{0,28}$'
const CODES = { type: 'array', items: { type: 'string' } } as const
const FILTERS = {
  occupation: { type: 'string', pattern: `^[0-9]{1,4}$|${OWN_CODE}` },
  iscedFrom: { enum: ISCED_LEVELS },
  iscedTo: { enum: ISCED_LEVELS },
  attending: { type: 'boolean' },
  language: { type: 'string', pattern: `^[a-z]{2,8}$|${OWN_CODE}` },
  ability: { enum: LANGUAGE_SKILLS },
  ageFrom: YEARS,
  ageTo: YEARS,
  sex: { enum: SEXES },
  place: { type: 'string', pattern: '^[A-Z0-9]{2,20}$' },
  wish: { enum: WISHES },
  officeId: ID,
  after: ID,
} as const

/**
 * Who could work or learn what, for the planning of livelihoods and schools: how many by age and sex, and who they are, among the active people
 * whom the asker may read. Whoever is counted is in the list, so no count says more than the list does.
 */
export const skills = defineQuery<Input, SkillsAnswer>({
  name: 'registration.skills',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object(FILTERS, Object.keys(FILTERS)),
  output: object({
    on: { type: 'string' },
    as_known_at: { type: 'string' },
    people: { type: 'integer' },
    bars: {
      type: 'array',
      items: object({
        age: { enum: AGE_GROUPS },
        female: { type: 'integer' },
        male: { type: 'integer' },
        other: { type: 'integer' },
      }),
    },
    rows: {
      type: 'array',
      items: object({
        card: CARD,
        age: { type: ['integer', 'null'] },
        occupations: CODES,
        isced: { type: ['string', 'null'] },
        languages: CODES,
        wishes: CODES,
      }),
    },
    next: { type: ['string', 'null'] },
  }),
  async run(tx, asking, input) {
    const on = today(asking)
    const found = peopleFound(input, on)
    const bars = await counted(tx, found)
    const page = await pageOf(tx, found, input.after ?? null)
    const rows = await shown(tx, asking, page.slice(0, PAGE))
    return {
      on,
      as_known_at: asking.now().toISOString(),
      people: bars.reduce((sum, { female, male, other }) => sum + female + male + other, 0),
      bars,
      rows,
      next: page.length > PAGE ? (page[PAGE - 1]?.id ?? null) : null,
    }
  },
})

const AGE = (on: string) =>
  sql`extract(year from age(${on}::date, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int`

/** People with their ages, one condition after the other; rows of what hangs on them are found by person. */
export function peopleFound(input: Input, on: string): RawBuilder<unknown> {
  const beside = (table: string, condition: RawBuilder<unknown>) =>
    sql`select c.root_id from ${sql.table(`registration.${table}`)} c where c.withdrawn_at is null and (${condition})`
  const { occupation, iscedFrom, iscedTo, attending, language, ability, wish, place, ageFrom, ageTo, sex, officeId } =
    input
  const schooled = [
    ...(iscedFrom === undefined ? [] : [sql`c.isced >= ${iscedFrom}`]),
    ...(attending === undefined ? [] : [sql`c.attending = ${attending}`]),
  ]
  const conditions = [
    ...(occupation === undefined
      ? []
      : [
          sql`i.id in (${beside('skill', ofOccupation(occupation))} union ${beside('work', ofOccupation(occupation))})`,
        ]),
    ...(schooled.length === 0 ? [] : [sql`i.id in (${beside('education', sql.join(schooled, sql` and `))})`]),
    ...(iscedTo === undefined
      ? []
      : [
          sql`i.id in (${beside('education', sql`true`)})`,
          sql`i.id not in (${beside('education', sql`c.isced > ${iscedTo}`)})`,
        ]),
    ...(language === undefined
      ? []
      : [
          sql`i.id in (${beside(
            'language_ability',
            ability === undefined
              ? ofLanguage(language)
              : sql`(${ofLanguage(language)}) and c.${sql.id(ability)} = ${EASILY}`,
          )})`,
        ]),
    ...(wish === undefined ? [] : [sql`i.id in (${beside('wish', sql`c.kind = ${wish}`)})`]),
    ...(place === undefined
      ? []
      : [
          sql`i.id in (${beside('address', sql`c.kind = 'CoA' and c.lived_to is null and c.place ->> 'pcode' like ${`${place}%`}`)})`,
        ]),
    ...(sex === undefined ? [] : [sql`i.sex = ${sex}`]),
    ...(officeId === undefined ? [] : [sql`i.office_id = ${officeId}::uuid`]),
    ...(ageFrom === undefined ? [] : [sql`${AGE(on)} >= ${ageFrom}`]),
    ...(ageTo === undefined ? [] : [sql`${AGE(on)} <= ${ageTo}`]),
  ]
  return sql`select i.id, i.sex, ${AGE(on)} as years from registration.individual i
    where ${sql.join([sql`i.process_status in ('active', 'hold')`, ...conditions], sql` and `)}`
}

/** This code, those below it, and what operations added that stands for one of them. */
const ofOccupation = (code: string) =>
  sql`c.occupation like ${`${code}%`} or c.occupation in (
    select o.code from ref.code o where o.list = 'occupation' and o.stands_for like ${`${code}%`})`

const ofLanguage = (code: string) =>
  sql`c.language = ${code} or c.language in (select o.code from ref.code o where o.list = 'language' and o.stands_for = ${code})`

const EASILY = ABILITIES[0]

async function counted(tx: Tx, found: RawBuilder<unknown>): Promise<Pyramid['bars']> {
  const { rows } = await sql<Pyramid['bars'][number]>`select age,
      count(*) filter (where sex = 'female')::int as female, count(*) filter (where sex = 'male')::int as male,
      count(*) filter (where sex not in ('female', 'male'))::int as other
    from (select sex, case when years is null then 'unknown' when years < 5 then '0-4' when years < 12 then '5-11'
      when years < 18 then '12-17' when years < 60 then '18-59' else '60+' end as age from (${found}) f) grouped
    group by age`.execute(tx)
  const none = { female: 0, male: 0, other: 0 }
  return AGE_GROUPS.map(age => ({ ...none, ...rows.find(row => row.age === age), age }))
}

interface OnPage extends Omit<Skilled, 'card'> {
  readonly id: string
}

async function pageOf(tx: Tx, found: RawBuilder<unknown>, after: string | null): Promise<readonly OnPage[]> {
  const { rows } = await sql<OnPage>`select p.id, p.years as age,
      array(select distinct occupation from (
        select s.occupation from registration.skill s where s.root_id = p.id and s.withdrawn_at is null
        union all select w.occupation from registration.work w where w.root_id = p.id and w.withdrawn_at is null) o order by 1) as occupations,
      (select max(e.isced) from registration.education e where e.root_id = p.id and e.withdrawn_at is null) as isced,
      array(select distinct l.language from registration.language_ability l where l.root_id = p.id and l.withdrawn_at is null order by 1) as languages,
      array(select distinct w.kind from registration.wish w where w.root_id = p.id and w.withdrawn_at is null order by 1) as wishes
    from (select * from (${found}) f where ${after}::uuid is null or f.id > ${after}::uuid order by f.id limit ${PAGE + 1}) p
    order by p.id`.execute(tx)
  return rows
}

async function shown(tx: Tx, asking: Asking, page: readonly OnPage[]): Promise<readonly Skilled[]> {
  const cards = await cardsOf(
    tx,
    page.map(({ id }) => id),
  )
  const rows = page.flatMap(({ id, ...rest }) => {
    const card = cards.get(id)
    return card === undefined ? [] : [{ card, ...rest }]
  })
  const ids = rows.map(({ card }) => card.id)
  await auditRead(tx, asking, { module: 'registration', action: 'read', record: 'individual', ids, reason: 'skills' })
  return rows
}
