import { auditRead, defineQuery, type JsonSchema, type Query } from '@nansen/store'
import { sql } from 'kysely'

interface Asked {
  readonly year: number
  readonly quarter: number
}

interface Sum {
  /** `all`, `type`, `survivor_age`, `survivor_sex`, `context`, `service` or `feedback`. */
  readonly dimension: string
  readonly value: string
  /** Null: hidden, because it or one beside it is small. */
  readonly count: number | null
}

const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const WORD: JsonSchema = { type: 'string', maxLength: 60 }

/** Sums of a quarter that is over. What is small is left out by the database itself: see `gbv.figures`. */
export const figures: Query = defineQuery<Asked, { readonly sums: readonly Sum[] }>({
  name: 'gbv.figures',
  module: 'gbv',
  needs: { action: 'export', level: 'summary' },
  input: object({
    year: { type: 'integer', minimum: 2000, maximum: 2100 },
    quarter: { type: 'integer', minimum: 1, maximum: 4 },
  }),
  output: object({
    sums: {
      type: 'array',
      items: object({ dimension: WORD, value: WORD, count: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }),
    },
  }),
  showsPeople: false,
  run: async (tx, asking, { year, quarter }) => {
    const { rows } = await sql<Sum>`select dimension, value, count from gbv.figures(${year}, ${quarter})`.execute(tx)
    await auditRead(tx, asking, { module: 'gbv', action: 'export', record: 'incident', ids: [], reason: 'figures' })
    return { sums: rows }
  },
})
