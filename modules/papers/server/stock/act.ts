import { createRecord, defineCommand } from '@nansen/store'
import { BLANKS, type Blank, papers, STOCK_REASONS, type StockAct } from '../../index.ts'
import { ID, object, REMARKS, TEXT } from '../schemas.ts'

/** What people say of blanks. The rest the program says: `used` when a paper is printed, `assigned` and `released` of a run. */
const SAID = [
  'received',
  'sent',
  'arrived',
  'spoiled',
  'destroyed',
  'lost',
  'found',
] as const satisfies readonly StockAct[]

interface Input {
  readonly act: (typeof SAID)[number]
  readonly officeId: string
  readonly blank: Blank
  readonly series: string
  readonly first: number
  readonly count: number
  /** Of what is sent. */
  readonly toOffice?: string
  readonly reason?: (typeof STOCK_REASONS)[number]
  readonly remarks?: string
}

/** The most blanks of one act: a pallet. Also the database's. */
const MOST = 100_000

/**
 * Writes down what happened to some blanks. The database applies it, or refuses: what is not there cannot be moved, what spoiled is destroyed
 * by a second person, and nothing is ever counted twice.
 */
export const stockActs = defineCommand<Input, { id: string }>({
  name: 'papers.stockAct',
  module: 'papers',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      act: { enum: SAID },
      officeId: ID,
      blank: { enum: BLANKS },
      series: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9-]{0,19}$' },
      first: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
      count: { type: 'integer', minimum: 1, maximum: MOST },
      toOffice: ID,
      reason: { enum: STOCK_REASONS },
      remarks: REMARKS,
    },
    ['toOffice', 'reason', 'remarks'],
  ),
  output: object({ id: TEXT }),
  async run(
    tx,
    asking,
    { act, officeId, blank, series, first, count, toOffice = null, reason = null, remarks = null },
  ) {
    const values = { office_id: officeId, act, blank, series, first, count, to_office: toOffice, reason, remarks }
    const { id } = await createRecord(tx, asking, papers, 'stock_act', values, { commands: true })
    return { id }
  },
})
