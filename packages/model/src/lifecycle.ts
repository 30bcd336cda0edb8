import { Refusal } from '@nansen/kernel'
import type { Action } from './access.ts'

export interface Move<State extends string, FieldName extends string> {
  readonly from: readonly State[]
  readonly to: State
  /**
   * The action in this module that a mover must hold for the record: see `access.ts`. `system`: the database's own functions make the
   * move, when what they ask for is there; no person can.
   */
  readonly by: Action | 'system'
  /** Fields that must be filled before the move. */
  readonly needs?: readonly FieldName[]
  /** Fields naming users who may NOT make this move: the four-eyes rule. */
  readonly otherThan?: readonly FieldName[]
  /** The command that makes this move, having asked what it needs; no bare move does, and derived screens leave its button to the module. */
  readonly command?: string
}

/** States and moves as a table: it is read by the server, the buttons, the manual and the diagram alike. */
export interface Lifecycle<State extends string, FieldName extends string> {
  readonly initial: State
  readonly states: readonly State[]
  readonly moves: Readonly<Record<string, Move<State, FieldName>>>
}

export function defineLifecycle<FieldName extends string>() {
  return <const State extends string, const L extends Lifecycle<State, FieldName>>(
    lifecycle: L & Lifecycle<State, FieldName>,
  ): L => lifecycle
}

/** Who would make the move, and what they may do with this very record. */
export interface Mover {
  readonly staffId: string
  readonly actions: readonly Action[]
}

/**
 * Why `mover` cannot make the move `name` now, or null when they can. Screens show it; `move` throws it.
 * `wrong-state`: the record is elsewhere. `not-allowed`: the mover lacks the action, or is one of the people the
 * move excludes. `invalid`: fields the move needs, or whose person it excludes, are empty: see `details.missing`.
 * A record that lacks a field the move must look at is a bug, and throws: what is not seen is never a yes.
 */
export function whyNot<State extends string>(
  lifecycle: Lifecycle<State, string>,
  name: string,
  record: { readonly state: State },
  mover: Mover,
): Refusal | null {
  const { from, by, otherThan = [], needs = [] } = find(lifecycle, name)
  const seen = new Map<string, unknown>(Object.entries(record))
  const looksAt = [...otherThan, ...needs]
  const blind = looksAt.filter(field => !seen.has(field))
  if (blind.length > 0) throw new Error(`to judge ${name}, also select ${blind.join(', ')}`)
  const excluded = otherThan.some(field => seen.get(field) === mover.staffId)
  const missing = looksAt.filter(field => seen.get(field) === null)
  if (!from.includes(record.state)) return new Refusal('wrong-state', `not possible while ${record.state}`)
  if (by === 'system' || !mover.actions.includes(by)) return new Refusal('not-allowed', `needs ${by}`)
  if (excluded) return new Refusal('not-allowed', 'a second person must do this')
  if (missing.length > 0) return new Refusal('invalid', 'some answers are missing', { missing })
  return null
}

/** The state the record enters. @throws Refusal whatever `whyNot` says. */
export function move<State extends string>(
  lifecycle: Lifecycle<State, string>,
  name: string,
  record: { readonly state: State },
  mover: Mover,
): State {
  const refusal = whyNot(lifecycle, name, record, mover)
  if (refusal !== null) throw refusal
  return find(lifecycle, name).to
}

function find<State extends string>(lifecycle: Lifecycle<State, string>, name: string): Move<State, string> {
  const found = lifecycle.moves[name]
  if (found === undefined) throw new Error(`no move is called ${name}`)
  return found
}
