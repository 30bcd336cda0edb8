import { defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { INTEGER, list, NAME, object, TEXT } from './schemas.ts'

/** Stays that ended within so many days count. Ours. */
const WITHIN_DAYS = 365
/** A median of fewer stays would be somebody's story. Ours. */
const LEAST = 5

interface Times {
  /** How long cases stayed in each state, in days: half of them less, one in ten more than the second number. */
  readonly states: readonly {
    readonly state: string
    readonly stays: number
    readonly half: number
    readonly slowest: number
  }[]
}

/** How long the cases of a module that the asker reads stayed in each state, of stays that ended within a year. */
export const timesInState = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string }, Times>({
    name: 'cases.timesInState',
    module: 'cases',
    needs: null,
    input: object({ module: NAME }),
    output: object({
      states: list(object({ state: TEXT, stays: INTEGER, half: { type: 'number' }, slowest: { type: 'number' } })),
    }),
    showsPeople: false,
    run: async (tx, asking, { module }) => {
      const { module: definition, table } = caseModuleFor(all, asking.session, module)
      const until = asking.now()
      const since = new Date(until.getTime() - WITHIN_DAYS * 86_400_000)
      const { rows } = await sql<Times['states'][number]>`
        with stay as (
          select to_state as state, entered_at, lead(entered_at) over (partition by root_id order by entered_at, id) as left_at
          from ${table('stage')}),
        long as (
          select state, extract(epoch from left_at - entered_at)::float8 / 86400 as days from stay
          where left_at > ${since} and left_at <= ${until})
        select state, count(*)::int as stays, round((percentile_cont(0.5) within group (order by days))::numeric, 1)::float8 as half,
          round((percentile_cont(0.9) within group (order by days))::numeric, 1)::float8 as slowest
        from long group by state having count(*) >= ${sql.lit(LEAST)}`.execute(tx)
      const { states = [] } = definition.lifecycle?.table ?? {}
      return { states: rows.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state)) }
    },
  })
