import { SPAN_UNITS } from '@nansen/model'
import { type Command, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { act, fields, nullable, text } from './act.ts'

const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' }
export const NAME = { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,59}$' }
const SPAN = fields({
  amount: { type: 'integer', minimum: 1, maximum: 9_999 },
  unit: { enum: SPAN_UNITS },
})
/** One period, or one for each answer to a field of the case. */
export const SPANS = {
  anyOf: [SPAN, fields({ by: NAME, of: { type: 'object', additionalProperties: SPAN, maxProperties: 40 } })],
}

interface Asked {
  readonly country: string
  readonly module: string
  readonly clock: string
  readonly spans: object | null
  readonly because: string
}

/** How long something may take in a country: one asks, another agrees by `admin.answer-calendar`; it holds for what starts from then on. */
export const askPeriod: Command = act<Asked>({
  name: 'ask-period',
  action: 'approve',
  input: fields({
    country: COUNTRY,
    module: NAME,
    clock: NAME,
    spans: nullable(SPANS),
    because: text(1000, 10),
  }),
  call: i => sql`cases.ask_period(${i.country}, ${i.module}, ${i.clock},
    ${i.spans === null ? null : JSON.stringify(i.spans)}::jsonb, ${i.because})`,
})

/** Every period of every module: its own, and the country's where it has one. */
export const periods: Query = defineQuery<{ country: string }, object>({
  name: 'admin.periods',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({ country: COUNTRY }),
  output: fields({
    periods: {
      type: 'array',
      items: fields({ module: NAME, record: NAME, clock: NAME, own: SPANS, spans: nullable(SPANS) }),
    },
  }),
  showsPeople: false,
  run: async (tx, _asking, { country }) => {
    const { rows } = await sql`select module, record, clock, own, spans from cases.periods(${country})`.execute(tx)
    return { periods: rows }
  },
})
