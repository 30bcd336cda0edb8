import { newId, Refusal } from '@nansen/kernel'
import { defineCommand, happened, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type GroupId, today } from '../household/households.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence } from './consequences.ts'
import { ID, object, TEXT } from './schemas.ts'

/** What the database's own functions answer, in words for whoever asked. */
const REFUSALS: Readonly<Record<string, string>> = {
  'same-office': 'this family is at that office already',
  empty: 'nobody is in this group any more',
  'other-organisation': 'that office belongs to another organisation: refer the people, with their consent',
  waiting: 'a transfer of this family waits for an answer already',
  answered: 'this transfer was answered already',
  own: 'somebody else must accept what you asked for',
  moved: 'the family is at another office now',
}

function refuseUnless(done: string, outcome: string | undefined): void {
  if (outcome === done) return
  const words = REFUSALS[outcome ?? '']
  throw words === undefined
    ? new Refusal('not-found', 'there is no such family or transfer among those you may hand over')
    : wrongState(`transfer-${outcome}`, words)
}

interface Ask {
  readonly groupId: GroupId
  readonly officeId: string
  readonly because: string
}

/** Asks another office to take over a family. Nothing passes until somebody there accepts. */
export const askTransfer = defineCommand<Ask, { id: string }>({
  name: 'registration.askTransfer',
  module: 'registration',
  needs: { action: 'transfer', level: 'personal' },
  stepUp: true,
  input: object({ groupId: ID, officeId: ID, because: TEXT }),
  output: object({ id: ID }),
  async run(tx, asking, input) {
    return { id: await ask(tx, input, asking.now()) }
  },
  async preview(tx, asking, input) {
    // Nothing of a preview stays: what would be refused is refused here already.
    await ask(tx, input, asking.now())
    const { rows } = await sql<{ office_id: string }>`
      select office_id from registration.registration_group where id = ${input.groupId}::uuid`.execute(tx)
    return [
      consequence('transfer-waits'),
      ...(await whoSees(tx, rows[0]?.office_id ?? input.officeId, input.officeId)),
      consequence('transfer-summary'),
    ]
  },
})

async function ask(tx: Tx, { groupId, officeId, because }: Ask, now: Date): Promise<string> {
  const id = newId(now.getTime())
  const { rows } = await sql<{ outcome: string }>`
    select registration.ask_transfer(${id}::uuid, ${groupId}::uuid, ${officeId}::uuid, ${because}) as outcome`.execute(
    tx,
  )
  refuseUnless('asked', rows[0]?.outcome)
  return id
}

interface Answer {
  readonly transferId: string
  readonly answer: 'accepted' | 'refused' | 'withdrawn'
  readonly because: string
}

/** Accepts a family, or refuses it, at the office that was asked; withdraws the request at the one that asked. */
export const answerTransfer = defineCommand<Answer, { answer: string }>({
  name: 'registration.answerTransfer',
  module: 'registration',
  needs: { action: 'transfer', level: 'personal' },
  stepUp: true,
  input: object({ transferId: ID, answer: { enum: ['accepted', 'refused', 'withdrawn'] }, because: TEXT }),
  output: object({ answer: { type: 'string' } }),
  async run(tx, asking, input) {
    const { rows } = await sql<{ individual: string }>`
      select individual from registration.transfer_members(${input.transferId}::uuid)`.execute(tx)
    await answer(tx, input)
    const ids = rows.map(({ individual }) => individual)
    if (input.answer === 'accepted')
      await happened(tx, asking, { name: 'registration.transfer', ids, on: today(asking) })
    return { answer: input.answer }
  },
  async preview(tx, _asking, input) {
    const { rows } = await sql<{ from_office: string; to_office: string; size: number }>`
      select from_office, to_office, size from registration.transfers_waiting() where id = ${input.transferId}::uuid`.execute(
      tx,
    )
    await answer(tx, input)
    if (input.answer !== 'accepted') return [consequence('transfer-stays')]
    const { from_office, to_office, size } = rows[0]!
    return [
      consequence('transfer-passes', 'info', { size }),
      ...(await whoSees(tx, from_office, to_office)),
      consequence('transfer-open-corrections'),
    ]
  },
})

async function answer(tx: Tx, input: Answer): Promise<void> {
  const { rows } = await sql<{ outcome: string }>`
    select registration.answer_transfer(${input.transferId}::uuid, ${input.answer}, ${input.because}) as outcome`.execute(
    tx,
  )
  refuseUnless('done', rows[0]?.outcome)
}

/** Who will no longer open these records, and who will: numbers, not names. */
async function whoSees(tx: Tx, from: string, to: string) {
  const { rows } = await sql<{ losing: number; gaining: number }>`
    select losing, gaining from registration.sight_after(${from}::uuid, ${to}::uuid)`.execute(tx)
  const { losing = 0, gaining = 0 } = rows[0] ?? {}
  return [consequence('transfer-losing', 'warning', { losing }), consequence('transfer-gaining', 'info', { gaining })]
}
