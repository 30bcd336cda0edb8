import { defineQuery, type JsonSchema } from '@nansen/store'
import { sql } from 'kysely'
import { REGISTRATION_LEVELS } from '../../index.ts'
import type { Levels } from '../../levels.ts'
import { ID, object } from '../commands/schemas.ts'
import { levelsOf } from '../levels/levelsOf.ts'

const QUESTIONS = { type: 'array', items: { type: 'string' } } as const
const LEVELS: JsonSchema = object(Object.fromEntries(REGISTRATION_LEVELS.map(level => [level, QUESTIONS])))

interface LevelsAnswer {
  /** Of the office: ISO 3166-1 alpha-3; null where there is no such office. */
  readonly country: string | null
  readonly levels: Levels
}

/** Which questions the levels of registration ask at an office. */
export const levels = defineQuery<{ readonly officeId: string }, LevelsAnswer>({
  name: 'registration.levels',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: false,
  input: object({ officeId: ID }),
  output: object({ country: { type: ['string', 'null'] }, levels: LEVELS }),
  async run(tx, _asking, { officeId }) {
    const { rows } = await sql<{
      country: string
    }>`select country from auth.office where id = ${officeId}::uuid`.execute(tx)
    const country = rows[0]?.country ?? null
    return { country, levels: (await levelsOf(tx, country)).levels }
  },
})

/** The same for each country with an office, for who administers it. `own`: the levels where the country says other than usual. */
export interface CountryLevels {
  readonly country: string
  readonly name: Readonly<Record<string, string>>
  readonly levels: Levels
  readonly own: readonly string[]
}

export const countryLevels = defineQuery<
  Readonly<Record<string, never>>,
  { readonly countries: readonly CountryLevels[] }
>({
  name: 'registration.countryLevels',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({
    countries: {
      type: 'array',
      items: object({
        country: { type: 'string' },
        name: { type: 'object', additionalProperties: { type: 'string' } },
        levels: LEVELS,
        own: QUESTIONS,
      }),
    },
  }),
  async run(tx) {
    const { rows } = await sql<
      Pick<CountryLevels, 'country' | 'name'>
    >`select c.code as country, c.name from auth.country c
      where exists (select from auth.office o where o.country = c.code) order by c.code`.execute(tx)
    const countries: CountryLevels[] = []
    for (const row of rows) countries.push({ ...row, ...(await levelsOf(tx, row.country)) })
    return { countries }
  },
})
