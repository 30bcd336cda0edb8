import { invalid, Refusal } from '@nansen/kernel'
import { type Action, move as judge, type Module, problemsIn } from '@nansen/model'
import { sql } from 'kysely'
import { about } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { mayRow, type Place, placeOf, type StoredRow } from './place.ts'
import { readRow } from './readRecords.ts'
import type { Values } from './split.ts'
import { lockRow, update, type Writing } from './writeRecords.ts'

/**
 * Moves the module's lifecycle record, writing `patch` on the way. Who may not make the move is judged by the row as it was, and what must
 * be filled by the row as it will be; the database judges both once more.
 * @throws Refusal `wrong-state`, `not-allowed`, `invalid` (`details.missing`), `stale`, `not-found`.
 */
export async function moveRecord(
  tx: Tx,
  asking: Asking,
  module: Module,
  id: string,
  move: string,
  baseVersion: number,
  patch: Values = {},
  writing: Writing = {},
): Promise<StoredRow> {
  const { lifecycle } = module
  if (lifecycle === null || !Object.hasOwn(lifecycle.table.moves, move))
    throw new Refusal('not-found', 'there is no such move')
  const place = placeOf(module, lifecycle.record)
  const problems = problemsIn(module, lifecycle.record, patch, { mode: 'change', ...writing })
  if (problems.length > 0) throw invalid(problems)
  const before = await lockRow(tx, place, id, baseVersion, patch)
  const { by, otherThan = [], command } = lifecycle.table.moves[move]!
  if (command !== undefined && writing.commands !== true)
    throw new Refusal('invalid', `this move is made by ${command}`)
  const asItWas = Object.fromEntries(otherThan.map(name => [name, before[name] ?? null]))
  const judged = { ...before, ...patch, ...asItWas, state: String(before.state) }
  const mover = { staffId: asking.session.staffId, actions: by === 'system' ? [] : await actionsOn(tx, place, id, by) }
  const state = refusing(place, id, by === 'system' ? 'change' : by, () => judge(lifecycle.table, move, judged, mover))
  await update(tx, asking, place, before, patch, { state })
  return (await readRow(tx, place, id)) ?? { id, version: before.version + 1, state }
}

async function actionsOn(tx: Tx, place: Place, id: string, by: Action): Promise<readonly Action[]> {
  const { rows } = await sql<{
    may: boolean
  }>`select ${mayRow(place, by, 'personal')} as may from ${place.table} r where r.id = ${id}`.execute(tx)
  return rows[0]?.may === true ? [by] : []
}

function refusing<T>({ module, name }: Place, id: string, action: Action, judgement: () => T): T {
  try {
    return judgement()
  } catch (error) {
    if (error instanceof Refusal)
      about(error, { module: module.name, action, record: name, ids: [id], reason: error.code })
    throw error
  }
}
