import { createRecord, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection, FIGURES } from '../index.ts'
import { ID, list, object, REASON, TEXT } from './schemas.ts'

interface Figure {
  readonly country: string
  readonly figure: (typeof FIGURES)[number]
  readonly amount: number
  readonly unit: 'days' | 'months'
  readonly because: string
}

/** An operation decides a figure it works with. The older ones stay, so that it is seen by what a day was counted. */
export const setFigure = defineCommand<Figure & { officeId: string }, object>({
  name: 'data_protection.setFigure',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({
    officeId: ID,
    country: { type: 'string', pattern: '^[A-Z]{3}$' },
    figure: { enum: FIGURES },
    amount: { type: 'integer', minimum: 1, maximum: 1_200 },
    unit: { enum: ['days', 'months'] },
    because: REASON,
  }),
  output: object({}),
  async run(tx, asking, { officeId, ...figure }) {
    const values = { ...figure, office_id: officeId }
    await createRecord(tx, asking, dataProtection, 'figure', values, { commands: true })
    return {}
  },
})

interface Worked {
  readonly country: string
  readonly officeId: string
  readonly figure: string
  readonly amount: number
  readonly unit: string
  readonly starts: string
  readonly decided: boolean
}

/** What each operation works with now: its own figure, or the default. Shows nobody. */
export const figures = defineQuery<object, { figures: readonly Worked[] }>({
  name: 'data_protection.figures',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({}),
  output: object({
    figures: list(
      object({
        country: TEXT,
        officeId: TEXT,
        figure: TEXT,
        amount: { type: 'integer' },
        unit: TEXT,
        starts: TEXT,
        decided: { type: 'boolean' },
      }),
    ),
  }),
  showsPeople: false,
  run: async tx => {
    const { rows } = await sql<Worked>`
      select o.country, o.id as "officeId", d.figure, coalesce(x.amount, d.amount) as amount, coalesce(x.unit, d.unit) as unit, d.starts,
        x.amount is not null as decided
      from (select distinct on (country) id, country from auth.office
        where id = any (auth.reach('data_protection', 'approve', 'personal')) order by country, id) o
      cross join data_protection.default_figure d
      left join lateral (select f.amount, f.unit from data_protection.figure f
        where f.country = o.country and f.figure = d.figure order by f.created_at desc limit 1) x on true
      order by o.country, d.figure`.execute(tx)
    return { figures: rows }
  },
})
