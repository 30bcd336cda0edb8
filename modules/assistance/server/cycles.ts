import { Refusal } from '@nansen/kernel'
import { type Command, defineCommand, getRecord, moveRecord } from '@nansen/store'
import { sql } from 'kysely'
import { assistance } from '../index.ts'
import { ID, INTEGER, object, TEXT } from './schemas.ts'

interface OfCycle {
  readonly cycleId: string
}
interface Frozen {
  readonly families: number
  readonly people: number
  readonly sha256: string
}

/** Writes the list of a planned cycle from who was there on its cut-off day. @throws Refusal `wrong-state` for a day to come, or frozen before. */
export const freeze: Command = defineCommand<OfCycle, Frozen>({
  name: 'assistance.freeze',
  module: 'assistance',
  needs: { action: 'change', level: 'personal' },
  input: object({ cycleId: ID }),
  output: object({ families: INTEGER, people: INTEGER, sha256: TEXT }),
  async run(tx, asking, { cycleId }) {
    const cycle = await getRecord(tx, asking, assistance, 'cycle', cycleId)
    if (cycle.state !== 'planned') throw new Refusal('wrong-state', 'this list was frozen before')
    if (String(cycle.cut_off) > asking.now().toISOString().slice(0, 10))
      throw new Refusal('wrong-state', 'the cut-off day is still to come')
    const { rows } = await sql<Frozen>`select * from assistance.freeze(${cycleId})`.execute(tx)
    const frozen = rows[0]!
    if (frozen.families === 0)
      throw new Refusal('wrong-state', 'nobody is entitled: look at the rules of the programme')
    const patch = { ...frozen, frozen_by: asking.session.staffId }
    await moveRecord(tx, asking, assistance, cycleId, 'freeze', cycle.version, patch, { commands: true })
    return frozen
  },
})
