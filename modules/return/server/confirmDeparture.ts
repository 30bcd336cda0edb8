import { Refusal } from '@nansen/kernel'
import {
  type Asking,
  type Command,
  changeRecord,
  createRecord,
  defineCommand,
  getRecord,
  moveRecord,
  type Tx,
} from '@nansen/store'
import { VERIFIED } from '../children.ts'
import { voluntaryReturn } from '../index.ts'
import { DAY, ID, INTEGER, list, object, TEXT } from './schemas.ts'
import { travellersOf } from './travellers.ts'

const OUTCOMES = ['left', 'did-not-come', 'changed-mind', 'stopped'] as const

interface Said {
  readonly fileId: string
  readonly individual: string
  readonly outcome: (typeof OUTCOMES)[number]
  readonly knownBy?: (typeof VERIFIED)[number]
  readonly knownBecause?: string
}
interface Input {
  readonly convoyId: string
  readonly departedOn: string
  /** Every family was asked once more today, by who confirms. */
  readonly askedAgain: boolean
  readonly people: readonly Said[]
}

/** Most people of one convoy. */
const MOST = 2000

/**
 * A convoy has left, and this is who was on it: what somebody at the gate ticked off. Families of whom somebody left are *departed*, those of
 * whom nobody did are cleared for another convoy.
 */
export const confirmDeparture: Command = defineCommand<Input, { readonly left: number; readonly stayed: number }>({
  name: 'return.confirmDeparture',
  module: 'return',
  needs: { action: 'change', level: 'personal' },
  input: object({
    convoyId: ID,
    departedOn: DAY,
    askedAgain: { type: 'boolean' },
    people: {
      ...list(
        object(
          {
            fileId: ID,
            individual: ID,
            outcome: { enum: OUTCOMES },
            knownBy: { enum: VERIFIED },
            knownBecause: { ...TEXT, minLength: 1, maxLength: 300 },
          },
          ['knownBy', 'knownBecause'],
        ),
      ),
      minItems: 1,
      maxItems: MOST,
    },
  }),
  output: object({ left: INTEGER, stayed: INTEGER }),
  async run(tx, asking, input) {
    const convoy = await getRecord(tx, asking, voluntaryReturn, 'convoy', input.convoyId)
    if (convoy.status !== 'planned') throw new Refusal('wrong-state', 'this convoy has left, or does not go')
    await refuseUnlessAll(tx, input)
    for (const [fileId, said] of Map.groupBy(input.people, each => each.fileId))
      await confirmFamily(tx, asking, input, fileId, said)
    const left = { status: 'left', leaves_on: input.departedOn }
    await changeRecord(tx, asking, voluntaryReturn, 'convoy', input.convoyId, convoy.version, left)
    const gone = input.people.filter(({ outcome }) => outcome === 'left').length
    return { left: gone, stayed: input.people.length - gone }
  },
})

/** Everybody on the manifest is said something of, and nobody else: whoever came or went meanwhile is not passed over. */
async function refuseUnlessAll(tx: Tx, { convoyId, people }: Input): Promise<void> {
  const key = (each: { readonly fileId: string; readonly individual: string }) => `${each.fileId} ${each.individual}`
  const expected = new Set((await travellersOf(tx, convoyId)).map(key))
  const said = new Set(people.map(key))
  if (expected.size !== said.size || said.size !== people.length || [...said].some(each => !expected.has(each)))
    throw new Refusal('stale', 'the manifest has changed meanwhile: look again')
}

async function confirmFamily(tx: Tx, asking: Asking, input: Input, fileId: string, said: readonly Said[]) {
  for (const { individual, outcome, knownBy, knownBecause } of said)
    await createRecord(tx, asking, voluntaryReturn, 'departure', {
      parent_id: fileId,
      individual,
      outcome,
      known_by: knownBy ?? null,
      known_because: knownBecause ?? null,
    })
  const { version } = await getRecord(tx, asking, voluntaryReturn, 'file', fileId)
  if (said.every(({ outcome }) => outcome !== 'left'))
    return moveRecord(tx, asking, voluntaryReturn, fileId, 'miss', version)
  const again = input.askedAgain ? { reconfirmed_on: input.departedOn } : {}
  return moveRecord(tx, asking, voluntaryReturn, fileId, 'depart', version, { departed_on: input.departedOn, ...again })
}
