import type { Module, RecordDefinition } from '@nansen/model'
import { type Answering, api, type Before, type ListedRow } from '@nansen/ui'

/** A record and its children as they are stored, ready for the form. The root's key is its own identifier, and so is each child's. */
export async function readForEditing(
  module: Module,
  record: string,
  id: string,
  children: readonly (readonly [string, RecordDefinition])[],
  signal: AbortSignal,
): Promise<{ readonly answering: Answering; readonly stored: ReadonlyMap<string, Before> }> {
  const root = (await api.get(module, record, id, signal)) as ListedRow
  const rows = await Promise.all(
    children.map(async ([child]) => {
      const page = await api.list(module, child, { where: { parent_id: id }, limit: 100, whole: true }, signal)
      return [child, page.rows as readonly ListedRow[]] as const
    }),
  )
  const all = [root, ...rows.flatMap(([, each]) => each)]
  return {
    answering: {
      values: root,
      children: Object.fromEntries(
        rows.map(([child, each]) => [
          child,
          each.map(row => ({ key: row.id, id: row.id, version: row.version, values: row })),
        ]),
      ),
    },
    stored: new Map(all.map(row => [row.id, { id: row.id, version: row.version, values: row }])),
  }
}
