import { defineQuery, type JsonSchema, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { fields, nullable, text } from './act.ts'
import {
  type Check,
  type Facts,
  type Holder,
  LISTS,
  type PlacedOffice,
  type Reach,
  readiness,
} from './readinessRules.ts'

/** Days after which the last backup, or the last checkpoint taken out of the house, is too old. Ours: a week without either is an accident. */
const CARE_DAYS = 7
/** Founders: with fewer administrators nothing can be agreed to. */
const ADMINISTRATORS = 3

const CHECK: JsonSchema = fields({
  name: text(60),
  state: { type: 'string', enum: ['good', 'lacking', 'chosen', 'waived'] },
  about: { type: 'array', items: text(200) },
  many: { type: 'integer' },
})
const CHECKS: JsonSchema = { type: 'array', items: CHECK }

/** What two people said of its going live, last; nulls before anybody asked. */
interface Live {
  readonly state: string | null
  readonly askedBy: string | null
  readonly mine: boolean
  readonly askedAt: string | null
  readonly answeredBy: string | null
  readonly answeredAt: string | null
  readonly because: string | null
  readonly mayAsk: boolean
  readonly mayAgree: boolean
}
const LIVE: JsonSchema = fields({
  state: nullable(text(20)),
  askedBy: nullable(text(200)),
  mine: { type: 'boolean' },
  askedAt: nullable(text(40)),
  answeredBy: nullable(text(200)),
  answeredAt: nullable(text(40)),
  because: nullable(text(1000)),
  mayAsk: { type: 'boolean' },
  mayAgree: { type: 'boolean' },
})

interface Readiness {
  readonly operations: readonly {
    readonly country: string
    readonly name: Readonly<Record<string, string>>
    readonly checks: readonly Check[]
    readonly live: Live | null
  }[]
  readonly installation: readonly Check[]
}

/** What each operation, and the whole installation, still lacks before people are registered: derived from what is there, at each question. */
export const readinessOf: Query = defineQuery<object, Readiness>({
  name: 'admin.readiness',
  module: 'admin',
  // heads of office too: of the operations where their offices are, and the whole of each, so that none looks emptier than it is
  needs: { action: 'read', level: 'personal' },
  input: fields({}),
  output: fields({
    operations: {
      type: 'array',
      items: fields({ country: text(3), name: { type: 'object' }, checks: CHECKS, live: nullable(LIVE) }),
    },
    installation: CHECKS,
  }),
  showsPeople: false,
  run: async (tx: Tx, asking) => {
    const common = await commonFacts(tx)
    const { countries, isWhole } = await askersCountries(tx)
    const lives = await livesIn(tx)
    const operations = (await operationsIn(tx)).filter(({ country }) => isWhole || countries.includes(country))
    return {
      operations: operations.map(({ country, name, ...own }) => ({
        country,
        name,
        checks: readiness({ ...common, ...own, country, countryNames: name, isLive: isLive(lives, country) }),
        live: lives.get(country) ?? null,
      })),
      installation: isWhole ? await installation(tx, common.holders, asking.now()) : [],
    }
  },
})

/** The checklist of one operation as it stands now; empty for a country that is none. */
export async function checksOf(tx: Tx, of: string): Promise<readonly Check[]> {
  const operation = (await operationsIn(tx)).find(({ country }) => country === of)
  if (operation === undefined) return []
  const { country, name, ...own } = operation
  return readiness({
    ...(await commonFacts(tx)),
    ...own,
    country,
    countryNames: name,
    isLive: isLive(await livesIn(tx), country),
  })
}

const isLive = (lives: ReadonlyMap<string, Live>, country: string): boolean => lives.get(country)?.state === 'agreed'

async function livesIn(tx: Tx): Promise<ReadonlyMap<string, Live>> {
  const { rows } = await sql<Live & { readonly country: string }>`
    select country, state, asked_by as "askedBy", coalesce(mine, false) as mine, to_json(asked_at) #>> '{}' as "askedAt", answered_by as "answeredBy",
      to_json(answered_at) #>> '{}' as "answeredAt", because, may_ask as "mayAsk", may_agree as "mayAgree" from oversight.lives()`.execute(
    tx,
  )
  return new Map(rows.map(({ country, ...live }) => [country, live]))
}

/** Operations where the asker reads staff; all of them, with the installation, for who may open one. */
async function askersCountries(tx: Tx): Promise<{ readonly countries: readonly string[]; readonly isWhole: boolean }> {
  const { rows } = await sql<{ countries: readonly string[]; isWhole: boolean }>`
    select array(select distinct o.country::text from auth.office o
        where o.id = any ((select auth.reach('admin', 'read', 'personal'))::uuid[])) as countries,
      auth.can('admin', 'create', 'personal') as "isWhole"`.execute(tx)
  return rows[0]!
}

async function commonFacts(tx: Tx): Promise<Pick<Facts, 'offices' | 'holders' | 'reaches' | 'emptyLists'>> {
  const offices =
    await sql<PlacedOffice>`select o.id, o.name, o.country, o.parent_id as "parentId", o.number_prefix as "numberPrefix", g.name as organisation
    from auth.office o join auth.organisation g on g.id = o.organisation_id order by o.number_prefix`.execute(tx)
  const holders =
    await sql<Holder>`select staff_id as "staffId", role, office_id as "officeId" from auth.holders()`.execute(tx)
  const reaches = await sql<Reach>`select role, module, action, scope from auth.role_grant
    where module in ('admin', 'adjudication') and action in ('create', 'approve') and level = 'personal'`.execute(tx)
  const empty = await sql<{ list: string }>`select l as list from unnest(${LISTS}::text[]) l
    where not exists (select from ref.code c where c.list = l) order by 1`.execute(tx)
  return {
    offices: offices.rows,
    holders: holders.rows,
    reaches: reaches.rows,
    emptyLists: empty.rows.map(({ list }) => list),
  }
}

async function operationsIn(tx: Tx) {
  const { rows } = await sql<{
    country: string
    name: Readonly<Record<string, string>>
    places: number
    ownLevels: number
    holidays: number | null
    devices: number
    codesWaiting: number
    calendarsWaiting: number
  }>`
    with recursive place (country, code) as (
      select c.code, p.code from auth.country c join ref.code k on k.list = 'country' and k.code = c.code
      join ref.code p on p.list = 'place' and p.code = k.external ->> 'iso2'
      union all
      select a.country, p.code from place a join ref.code p on p.list = 'place' and p.parent = a.code
    )
    select c.code as country, c.name,
      (select greatest(count(*) - 1, 0)::int from place p where p.country = c.code) as places,
      (select count(*)::int from registration.level_question q where q.country = c.code) as "ownLevels",
      (select count(h.day)::int from cases.calendar k left join cases.holiday h
          on h.country = k.country and h.day between cases.now()::date and cases.now()::date + 365
        where k.country = c.code group by k.country) as holidays,
      (select d.devices::int from auth.devices_of(c.code) d) as devices,
      coalesce(w.codes, 0) as "codesWaiting", coalesce(w.calendars, 0) as "calendarsWaiting"
    from auth.country c left join lateral oversight.waiting_in(c.code) w on true order by c.code`.execute(tx)
  return rows
}

/** Of the whole installation. A demo holds nobody, and is asked for neither backup nor checkpoint. */
async function installation(tx: Tx, holders: readonly Holder[], now: Date): Promise<readonly Check[]> {
  const care = await sql<{ act: string; at: Date | string | null }>`select act, at from auth.last_care()`.execute(tx)
  const demo = await sql<{ demo: boolean }>`select auth.is_demo() as demo`.execute(tx)
  const administrators = new Set(
    holders.filter(({ role }) => role === 'system_administrator').map(({ staffId }) => staffId),
  ).size
  const days = (act: string) => {
    const at = care.rows.find(each => each.act === act)?.at
    return at == null ? null : Math.floor((now.getTime() - new Date(at).getTime()) / 86_400_000)
  }
  const cared = (name: string, act: string): Check => {
    const ago = days(act)
    const isFresh = ago !== null && ago <= CARE_DAYS
    const state = isFresh ? 'good' : demo.rows[0]?.demo === true ? 'waived' : 'lacking'
    return { name, state, about: [], many: ago ?? -1 }
  }
  return [
    {
      name: 'administrators',
      state: administrators >= ADMINISTRATORS ? 'good' : 'lacking',
      about: [],
      many: administrators,
    },
    cared('backup', 'backup'),
    cared('checkpoint', 'take-out'),
  ]
}
