import { newId, Refusal } from '@nansen/kernel'
import { type Command, createRecord, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { assistance, DESK_REASONS, TAKERS, VERIFIED } from '../index.ts'
import { ID, object, TEXT } from './schemas.ts'

interface Giving {
  readonly pointId: string
  readonly entry: string
  readonly takenBy: (typeof TAKERS)[number]
  readonly verified: (typeof VERIFIED)[number]
  /** The alternate on the screen, where there can be several. */
  readonly person?: string
  /** Of each item in the order shown; absent: all of it. */
  readonly amounts?: readonly number[]
}

const REFUSED: Readonly<Record<string, string>> = {
  closed: 'this distribution is not open',
  collected: 'this family has collected already',
  'not-proven': 'no finger or eye was compared within the hour',
  'ask-desk': 'the desk decides about this family',
}

/** Writes down that a family got what is due to it. @throws Refusal `wrong-state` with `details.reason` when it has it, is not open, or the desk decides. */
export const give: Command = defineCommand<Giving, { readonly collectionId: string }>({
  name: 'assistance.give',
  module: 'assistance',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      pointId: ID,
      entry: ID,
      takenBy: { enum: TAKERS },
      verified: { enum: VERIFIED },
      person: ID,
      amounts: { type: 'array', maxItems: 50, items: { type: 'number', minimum: 0 } },
    },
    ['amounts', 'person'],
  ),
  output: object({ collectionId: ID }),
  async run(tx, asking, { pointId, entry, takenBy, verified, amounts, person }) {
    const collectionId = newId(asking.now().getTime())
    const { rows } = await sql<{
      said: string
    }>`select assistance.give(${collectionId}, ${pointId}, ${entry}, ${takenBy}, ${verified},
      ${amounts ?? null}::numeric[], ${asking.now().toISOString()}::timestamptz, ${person ?? null}) as said`.execute(tx)
    const said = rows[0]!.said
    if (said !== 'given') throw new Refusal('wrong-state', REFUSED[said] ?? said, { reason: said })
    return { collectionId }
  },
})

/** Takes back what was written down in error; the family can then collect. Done by who approves, and not by whoever gave it. */
export const annul: Command = defineCommand<
  { readonly collectionId: string; readonly because: string },
  { readonly annulled: boolean }
>({
  name: 'assistance.annul',
  module: 'assistance',
  needs: { action: 'approve', level: 'personal' },
  input: object({ collectionId: ID, because: { ...TEXT, minLength: 3, maxLength: 1_000 } }),
  output: object({ annulled: { type: 'boolean' } }),
  async run(tx, _, { collectionId, because }) {
    const { rows } = await sql<{
      annulled: boolean
    }>`select assistance.annul(${collectionId}, ${because}) as annulled`.execute(tx)
    if (rows[0]?.annulled !== true) throw new Refusal('wrong-state', 'this was annulled before')
    return { annulled: true }
  },
})

interface ToDesk {
  readonly pointId: string
  readonly reason: (typeof DESK_REASONS)[number]
  readonly said?: string
  readonly entry?: string
}

/** Sends somebody whom a lane could not serve to the desk, with what the lane knew. */
export const toDesk: Command = defineCommand<ToDesk, { readonly deskId: string }>({
  name: 'assistance.toDesk',
  module: 'assistance',
  needs: { action: 'create', level: 'personal' },
  input: object(
    { pointId: ID, reason: { enum: DESK_REASONS }, said: { ...TEXT, minLength: 1, maxLength: 40 }, entry: ID },
    ['said', 'entry'],
  ),
  output: object({ deskId: ID }),
  async run(tx, asking, { pointId, reason, said, entry }) {
    const waiting = entry === undefined ? null : await alreadyAtDesk(tx, pointId, entry, reason)
    if (waiting !== null) return { deskId: waiting }
    const values = {
      office_id: await officeOf(tx, pointId),
      point: pointId,
      reason,
      ...(said === undefined ? {} : { said }),
      ...(entry === undefined ? {} : { entry }),
    }
    const { id } = await createRecord(tx, asking, assistance, 'desk', values, { commands: true })
    return { deskId: id }
  },
})

/** Whoever waits there for the same reason waits once. */
async function alreadyAtDesk(tx: Tx, pointId: string, entry: string, reason: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from assistance.desk where point = ${pointId} and entry = ${entry} and reason = ${reason} and outcome is null limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

async function officeOf(tx: Tx, pointId: string): Promise<string> {
  const { rows } = await sql<{
    office_id: string
  }>`select office_id from assistance.point where id = ${pointId}`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'there is no such record among those you may see')
  return rows[0].office_id
}
