import { defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { DAY, ID, object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'

/** UNHCR's age groups: the first completed year of each. domain.md 19. */
export const AGE_GROUPS = ['0-4', '5-11', '12-17', '18-59', '60+', 'unknown'] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]

export interface Pyramid {
  /** The day on which ages are judged. */
  readonly on: string
  /** When this was counted, as known then. */
  readonly as_known_at: string
  readonly bars: readonly {
    readonly age: AgeGroup
    readonly female: number
    readonly male: number
    readonly other: number
  }[]
}

interface Input {
  readonly on?: string
  readonly officeId?: string
}

/**
 * Active people by age and sex, among those the asker may read. A bare year counts as the middle of the year, a bare month as the middle of
 * the month: half of such people are then a few months younger than counted, and half older.
 */
export const pyramid = defineQuery<Input, Pyramid>({
  name: 'registration.pyramid',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ on: DAY, officeId: ID }, ['on', 'officeId']),
  output: object({
    on: DAY,
    as_known_at: { type: 'string' },
    bars: {
      type: 'array',
      items: object({
        age: { enum: AGE_GROUPS },
        female: { type: 'integer' },
        male: { type: 'integer' },
        other: { type: 'integer' },
      }),
    },
  }),
  async run(tx, asking, { on = today(asking), officeId }) {
    const { rows } = await sql<Pyramid['bars'][number]>`select age,
        count(*) filter (where sex = 'female') as female, count(*) filter (where sex = 'male') as male,
        count(*) filter (where sex not in ('female', 'male')) as other
      from (
        select sex, case when years is null then 'unknown' when years < 5 then '0-4' when years < 12 then '5-11'
          when years < 18 then '12-17' when years < 60 then '18-59' else '60+' end as age
        from (
          select sex, extract(year from age(${on}::date, rpad(born, 10, case length(born) when 4 then '-07-01' else '-15' end)::date)) as years
          from registration.individual
          where process_status in ('active', 'hold') and (${officeId ?? null}::uuid is null or office_id = ${officeId ?? null}::uuid)
        ) counted
      ) grouped group by age`.execute(tx)
    const none = { female: 0, male: 0, other: 0 }
    return {
      on,
      as_known_at: asking.now().toISOString(),
      bars: AGE_GROUPS.map(age => ({ ...none, ...rows.find(row => row.age === age), age })),
    }
  },
})
