import { invalid } from '@nansen/kernel'
import { chainFault, type Epoch, type Half, keysAreWhole, type Lock, type PublicKeys } from '@nansen/sealed'
import { type Command, defineCommand, type JsonSchema, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { epochsOf } from './epochs.ts'
import { EPOCH, HALF, ID, KEYS, LOCK, shape, text } from './shapes.ts'

interface Act<I> {
  readonly name: string
  readonly input: Readonly<Record<string, JsonSchema>>
  readonly stepUp?: true
  /** Throws when the browser sent what no browser of ours makes. The database judges who may. */
  readonly check?: (tx: Tx, input: I) => Promise<void>
  readonly call: (input: I) => RawBuilder<unknown>
}

/** One act is one database function, which asks who may; keys and chains are looked at here as every browser will look at them. */
const act = <I>({ name, input, stepUp, check, call }: Act<I>): Command =>
  defineCommand<I, object>({
    name: `sealing.${name}`,
    module: 'sealing',
    needs: null,
    input: shape(input),
    output: shape({}),
    ...(stepUp && { stepUp }),
    run: async (tx, _, sent) => {
      await check?.(tx, sent)
      await sql`select ${call(sent)}`.execute(tx)
      return {}
    },
  })

async function wholeChain(epochs: readonly Epoch[]): Promise<void> {
  const fault = await chainFault(epochs, null)
  if (fault) throw invalid([{ path: 'epoch', problem: `problem.sealing.${fault.fault}` }])
}

export const acts: readonly Command[] = [
  act<{ keys: PublicKeys; id: string; lock: Lock }>({
    name: 'make-keys',
    input: { keys: KEYS, id: ID, lock: LOCK },
    stepUp: true,
    check: async (_, { keys }) => {
      if (!(await keysAreWhole(keys))) throw invalid([{ path: 'keys', problem: 'problem.sealing.keys' }])
    },
    call: i => sql`sealed.make_keys(${JSON.stringify(i.keys)}::jsonb, ${i.id}, ${JSON.stringify(i.lock)}::jsonb)`,
  }),
  act<{ id: string; lock: Lock }>({
    name: 'add-lock',
    input: { id: ID, lock: LOCK },
    stepUp: true,
    call: i => sql`sealed.add_lock(${i.id}, ${JSON.stringify(i.lock)}::jsonb)`,
  }),
  act<{ id: string }>({
    name: 'end-lock',
    input: { id: ID },
    stepUp: true,
    call: i => sql`sealed.end_lock(${i.id})`,
  }),
  act<{ id: string; module: string; officeId: string; name: string; epoch: Epoch }>({
    name: 'found',
    input: { id: ID, module: text(60), officeId: ID, name: text(120), epoch: EPOCH },
    stepUp: true,
    check: (_, { epoch }) => wholeChain([epoch]),
    call: i => sql`sealed.found(${i.id}, ${i.module}, ${i.officeId}, ${i.name}, ${JSON.stringify(i.epoch)}::jsonb)`,
  }),
  act<{ id: string; epoch: Epoch }>({
    name: 'change',
    input: { id: ID, epoch: EPOCH },
    stepUp: true,
    check: async (tx, { id, epoch }) => wholeChain([...(await epochsOf(tx, [id])).get(id)!, epoch]),
    call: i => sql`sealed.change_group(${i.id}, ${JSON.stringify(i.epoch)}::jsonb)`,
  }),
  act<{ id: string; groupId: string; forStaff: string; reason: string }>({
    name: 'ask-recovery',
    input: { id: ID, groupId: ID, forStaff: ID, reason: text(500) },
    stepUp: true,
    call: i => sql`sealed.ask_recovery(${i.id}, ${i.groupId}, ${i.forStaff}, ${i.reason})`,
  }),
  act<{ recoveryId: string; half: Half }>({
    name: 'give-half',
    input: { recoveryId: ID, half: HALF },
    stepUp: true,
    call: i => sql`sealed.give_half(${i.recoveryId}, ${JSON.stringify(i.half)}::jsonb)`,
  }),
  act<{ recoveryId: string }>({
    name: 'end-recovery',
    input: { recoveryId: ID },
    call: i => sql`sealed.end_recovery(${i.recoveryId})`,
  }),
]
