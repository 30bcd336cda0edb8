import { createHash } from 'node:crypto'
import { isId, Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import { asSession } from './asSession.ts'
import { auditRead } from './audit/auditRead.ts'
import type { Asking, Command, Consequence, Tx } from './command.ts'
import { needRight } from './needRight.ts'
import type { Store } from './store.ts'

/** JSON with sorted keys: the same content gives the same text. @throws Refusal `invalid` for what is nested deeper than the stack. */
function canonical(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part
  try {
    return JSON.stringify(value, sorted)
  } catch (error) {
    throw error instanceof RangeError ? new Refusal('invalid', 'that is nested too deeply', { problems: [] }) : error
  }
}

/**
 * Does `work` once for `asking.commandId`: asked again with the same content, it answers what it answered then; two at the same moment wait
 * for each other. Nothing is remembered when `work` throws.
 * @throws Refusal `command-reused` when the identifier came before with another content, or from somebody else.
 */
export async function once<T>(
  tx: Tx,
  asking: Asking,
  name: string,
  input: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const { commandId, session } = asking
  const hash = createHash('sha256').update(canonical({ name, input })).digest()
  const first =
    await sql`insert into change.command (id, staff_id, name, input_hash) values (${commandId}, ${session.staffId}, ${name}, ${hash})
    on conflict (id) do nothing`.execute(tx)
  if (first.numAffectedRows === 0n) return await answeredBefore(tx, commandId, hash)
  const result = await work()
  await sql`update change.command set result = ${JSON.stringify(result ?? null)} where id = ${commandId}`.execute(tx)
  return result
}

async function answeredBefore<T>(tx: Tx, commandId: string, hash: Buffer): Promise<T> {
  const { rows } = await sql<{
    input_hash: Buffer
    result: T
  }>`select input_hash, result from change.command where id = ${commandId}`.execute(tx)
  const [before] = rows
  if (before?.input_hash.equals(hash)) return before.result
  throw new Refusal('command-reused', 'this was sent before with another content')
}

/** A second factor counts as fresh for five minutes. sync-and-security.md 4.4. Milliseconds. */
const FRESH = 5 * 60_000

/** @throws Refusal `step-up-needed` unless a second factor was given within five minutes. */
export function needStepUp({ session, now }: Asking): void {
  const at = session.steppedUpAt === null ? Number.NEGATIVE_INFINITY : Date.parse(session.steppedUpAt)
  if (now().getTime() - at > FRESH) throw new Refusal('step-up-needed', 'please confirm with your second factor')
}

interface Request<I> {
  readonly commandId: string
  readonly input: I
  readonly purpose?: string
  readonly now?: () => Date
}

/** What was made outside the transaction is of something that has changed since: it is made again, a few times. */
export class ChangedMeanwhile extends Refusal {
  constructor() {
    super('stale', 'somebody changed this while it was being made: please try again')
  }
}
const MOST_TRIES = 3

/** Runs a command as whoever holds the token, once for its identifier. Its input has been checked against `command.input` already. */
export async function runCommand<I, O>(
  store: Store,
  token: string,
  command: Command,
  { input, ...options }: Request<I>,
): Promise<O> {
  const within = <T>(work: (tx: Tx, asking: Asking) => Promise<T>): Promise<T> =>
    asSession(store, token, options, (tx, asking) => {
      needRight(asking, command)
      if (command.stepUp) needStepUp(asking)
      return work(tx, asking)
    })
  for (let left = MOST_TRIES - 1; ; left--) {
    const work = command.outside && (await within((tx, asking) => workOf(command, tx, asking, input)))
    const made = await work?.()
    try {
      return await within((tx, asking) =>
        once(
          tx,
          asking,
          command.name,
          input,
          () => command.run(tx, asking, input as never, made as never) as Promise<O>,
        ),
      )
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || left === 0) throw error
    }
  }
}

/** Nothing is made for what was done before: `once` has the answer. */
async function workOf(command: Command, tx: Tx, asking: Asking, input: unknown) {
  const { rows } = await sql`select from change.command where id = ${asking.commandId}`.execute(tx)
  return rows.length > 0 ? undefined : command.outside?.(tx, asking, input as never)
}

class Previewed extends Error {
  readonly consequences: readonly Consequence[]
  constructor(consequences: readonly Consequence[]) {
    super('previewed')
    this.consequences = consequences
  }
}

/** Every identifier in an input, however deep: whom a preview was about. */
const idsIn = (input: unknown): readonly string[] => {
  if (isId(input)) return [input]
  return typeof input === 'object' && input !== null ? [...new Set(Object.values(input).flatMap(idsIn))] : []
}

/** What the command would do. Nothing of it stays but that it was looked at: the transaction is rolled back, the audit is not. */
export function previewCommand<I>(
  store: Store,
  token: string,
  command: Command,
  { input, ...options }: Request<I>,
): Promise<readonly Consequence[]> {
  return asSession(store, token, options, async (tx, asking) => {
    needRight(asking, command)
    throw new Previewed((await command.preview?.(tx, asking, input as never)) ?? [])
  }).catch(async error => {
    if (!(error instanceof Previewed)) throw error
    const { module, name } = command
    const looked = { module, action: 'read', record: name, ids: idsIn(input), reason: 'preview' } as const
    if (error.consequences.length > 0)
      await asSession(store, token, options, (tx, asking) => auditRead(tx, asking, looked))
    return error.consequences
  })
}
