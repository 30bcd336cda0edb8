import type { Action } from '@nansen/model'
import { sql } from 'kysely'
import type { Asking, Tx } from '../command.ts'
import { sendAlong } from '../kyselyOn.ts'
import type { Store } from '../store.ts'

/** What was looked at. `ids` are the rows actually shown, and their roots where they hang on one. */
export interface Looked {
  readonly module: string
  readonly action: Action
  readonly record: string
  readonly ids: readonly string[]
  readonly fields?: readonly string[]
  /** The roots among `ids`, for limits on how many people somebody is shown. Default: all of them. */
  readonly people?: readonly string[]
  /** Never a searched name or another personal datum. */
  readonly reason?: string
}

const shown = new WeakMap<Asking, Set<string>>()
/** Everybody that this request was shown so far, each once. */
export const peopleShown = (asking: Asking): readonly string[] => [...(shown.get(asking) ?? [])]

/** Notes a read in the reader's own transaction, before that ends: what is not in the audit was not shown. */
export async function auditRead(tx: Tx, asking: Asking, looked: Looked): Promise<void> {
  shown.set(asking, new Set([...peopleShown(asking), ...(looked.people ?? looked.ids)]))
  await auditNote(tx, asking, looked)
}

/** Notes something else that happened while reading, by a word of its own. */
export async function auditNote(
  tx: Tx,
  _asking: Asking,
  { module, action, record, ids, fields = [], reason }: Omit<Looked, 'action'> & { readonly action: string },
): Promise<void> {
  const note = sql`select audit.read(${module}, ${action}, ${record}, ${ids}::uuid[], ${fields}::text[], ${reason ?? null})`
  await sendAlong(tx, note.execute(tx))
}

/** Notes a refusal in a transaction of its own, which outlives the refused one. Whose it was follows from the token. */
export async function auditDenial(
  store: Store,
  token: string,
  { module, action, record, ids, reason }: Looked,
): Promise<void> {
  await store
    .pool('nansen_audit')
    .query('select audit.denial($1, $2, $3, $4, $5::uuid[], $6)', [token, module, action, record, ids, reason ?? null])
}

const denials = new WeakMap<object, Looked>()

/** Says what a refusal was about, for the audit and not for the caller. */
export function about<E extends object>(refusal: E, looked: Looked): E {
  denials.set(refusal, looked)
  return refusal
}
export const whatWasRefused = (refusal: object): Looked | null => denials.get(refusal) ?? null
