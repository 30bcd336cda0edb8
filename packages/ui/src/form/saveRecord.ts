import type { Module, RecordDefinition } from '@nansen/model'
import { type Answers, api, type StoredColumns } from '../client/api.ts'
import { type Answering, type ChildRow, changed, childrenOf, isEmpty, type Values } from './answers.ts'

/** A row as the server has it. */
export interface Before {
  readonly id: string
  readonly version: number
  readonly values: Values
  /** Withdrawn, and saved as such. */
  readonly gone?: true
}

export interface Saving {
  readonly module: Module
  readonly record: string
  /** What is stored already, by the key of the root (`commandId`) and of each child row. Grows while saving. */
  readonly stored: Map<string, Before>
  /** Minted when the form was opened: the root is made once, however often it is sent. A child row's key serves the same end. */
  readonly commandId: string
}

type AnyAnswers = Answers<Module, string>

/**
 * Stores the record and then its children, each an act of its own that is done once: after a lost connection or a refusal, saving again
 * goes on where it stopped, because what was stored is remembered in `stored`. Resolves with the root's id.
 * @throws Refusal; problems of children have the path `child.0.field`.
 */
export async function saveRecord({ module, record, stored, commandId }: Saving, now: Answering): Promise<string> {
  const definition = module.records[record]!
  const root = await saveRow({ module, record, definition, stored }, { key: commandId, values: now.values }, {})
  for (const [child, childDefinition] of childrenOf(module, record)) {
    const sheet = { module, record: child, definition: childDefinition, stored }
    for (const [index, row] of (now.children[child] ?? []).entries()) {
      await saveRow(sheet, row, { parent_id: root.id }).catch(error => rethrowAt(`${child}.${index}.`, error))
    }
  }
  return root.id
}

interface Sheet {
  readonly module: Module
  readonly record: string
  readonly definition: RecordDefinition
  readonly stored: Map<string, Before>
}

async function saveRow({ module, record, definition, stored }: Sheet, row: ChildRow, above: Values): Promise<Before> {
  const before = stored.get(row.key)
  const patch = before === undefined ? {} : changed(definition.fields, before.values, row.values)
  if (row.withdrawn === true) return withdraw({ module, record, definition, stored }, row)
  if (before !== undefined && Object.keys(patch).length === 0) return before
  const answer: StoredColumns = await (before === undefined
    ? api.create(module, record, { ...above, ...filled(definition, row.values) } as AnyAnswers, row.key)
    : api.change(module, record, before.id, before.version, patch as AnyAnswers)
  ).catch(error => rethrowOf(row.key, error))
  const after = { id: answer.id, version: answer.version, values: row.values }
  stored.set(row.key, after)
  return after
}

async function withdraw({ module, record, stored }: Sheet, row: ChildRow): Promise<Before> {
  const before = stored.get(row.key)!
  if (before.gone === true) return before
  const patch = { withdrawn_at: new Date().toISOString() } as AnyAnswers
  const { id, version } = await api
    .change(module, record, before.id, before.version, patch)
    .catch(error => rethrowOf(row.key, error))
  const after = { ...before, id, version, gone: true as const }
  stored.set(row.key, after)
  return after
}

/** Says which row of the form was refused. */
function rethrowOf(row: string, error: unknown): never {
  const details = (error as { details?: Record<string, unknown> }).details
  if (details !== undefined) details.row = row
  throw error
}

const filled = (definition: RecordDefinition, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => name in definition.fields && !isEmpty(value)))

/** The server knows a child row by itself; the form knows it by its place. */
function rethrowAt(prefix: string, error: unknown): never {
  const details = (error as { details?: { problems?: { path: string }[] } }).details
  for (const problem of details?.problems ?? []) problem.path = prefix + problem.path
  throw error
}
