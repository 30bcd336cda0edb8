import { Refusal } from '@nansen/kernel'
import { type Asking, auditRead, defineQuery, type JsonSchema, type ServerModule, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { csvOf, type Figures } from '../figures.ts'

interface Asked {
  readonly year: number
  readonly quarter: number
}

const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const TEXT: JsonSchema = { type: 'string' }
const COUNT: JsonSchema = { type: ['integer', 'null'] }
const TOLD = list(object({ value: TEXT, count: COUNT }))
const INPUT = object({
  year: { type: 'integer', minimum: 2000, maximum: 2100 },
  quarter: { type: 'integer', minimum: 1, maximum: 4 },
})
const FIGURES = object({
  module: TEXT,
  record: TEXT,
  open: COUNT,
  waiting: COUNT,
  opened: COUNT,
  closed: COUNT,
  states: TOLD,
  outcomes: TOLD,
  told_by: { type: ['string', 'null'] },
  times: list(object({ state: TEXT, stays: COUNT, half: { type: 'number' }, slowest: { type: 'number' } })),
})

/** Every kind of cases that the asker may be told of in numbers, in a quarter that is over. What is small the database leaves out: cases.figures. */
async function figuresOf(tx: Tx, asking: Asking, { year, quarter }: Asked, action: 'read' | 'export') {
  const { rows } = await sql<{ module: string; figures: Omit<Figures, 'module'> | null }>`
    select m as module, cases.figures(m, ${year}, ${quarter}) as figures from cases.told_in_numbers() m`.execute(tx)
  await auditRead(tx, asking, { module: 'reports', action, record: 'figures', ids: [], reason: `${year}-${quarter}` })
  return rows.flatMap(({ module, figures }) => (figures === null ? [] : [{ ...figures, module }]))
}

/** Cases in numbers, for who holds reports at all. */
const cases = defineQuery<Asked, { readonly modules: readonly Figures[] }>({
  name: 'reports.cases',
  module: 'reports',
  needs: { action: 'see', level: 'summary' },
  input: INPUT,
  output: object({ modules: list(FIGURES) }),
  showsPeople: false,
  run: async (tx, asking, asked) => ({ modules: await figuresOf(tx, asking, asked, 'read') }),
})

/** The same as a table, where the asker's reports may leave the system. */
const table = defineQuery<Asked, { readonly csv: string }>({
  name: 'reports.table',
  module: 'reports',
  // to take it along is asked below, of whichever level: an analyst's is a summary
  needs: { action: 'see', level: 'summary' },
  input: INPUT,
  output: object({ csv: TEXT }),
  showsPeople: false,
  run: async (tx, asking, asked) => {
    const mayExport = (asking.session.grants.reports ?? []).some(({ action }) => action === 'export')
    if (!mayExport) throw new Refusal('not-allowed', 'this is not among what you may do')
    return { csv: csvOf(await figuresOf(tx, asking, asked, 'export')) }
  },
})

export const server: ServerModule = { name: 'reports', commands: [], queries: [cases, table] }
