import type { Level, Module } from '@nansen/model'
import { type Planting, plantRow } from './plantRow.ts'

/** No word of any language, and no part of an identifier. */
const WORD = 'KANARI5C2B'
const CANARY = new RegExp(`${WORD}-([a-z_]+)-(summary|personal|protected)`, 'g')

/** Where canaries of a module lie. */
export interface Canaries {
  readonly module: string
  /** By record: the row, its root, and what it can be searched for. */
  readonly rows: Readonly<
    Record<string, { readonly id: string; readonly root: string; readonly sought: readonly string[] }>
  >
  /** `record.field` of every text that holds one. */
  readonly fields: readonly string[]
  /** Records of which the database took no invented row: what they hold hangs together. */
  readonly refused: readonly string[]
}

/** A row of each record of a module, and a canary in every text of it that takes one: which says its module, and from which level on it may be met. */
export async function plantCanaries(planting: Planting, module: Module): Promise<Canaries> {
  const rows: Record<string, Canaries['rows'][string]> = {}
  const fields: string[] = []
  const refused: string[] = []
  for (const record of Object.keys(module.records)) {
    const made = await plantRow(planting, module, record).catch(() => null)
    if (made === null) {
      refused.push(`${module.name}.${record}`)
      continue
    }
    const { id, root, planted } = made
    rows[record] = { id, root, sought: Object.values(planted) }
    for (const each of placesIn(module, record))
      if (await put(planting, each, id)) fields.push(`${record}.${each.field}`)
  }
  return { module: module.name, rows, fields, refused }
}

interface Text {
  readonly table: string
  readonly field: string
  readonly word: string
}

/** Texts of a record. What stands in a list is met by whoever sees a summary. */
function placesIn({ name, records }: Module, record: string): readonly Text[] {
  const { title, listed, fields } = records[record]!
  const levelOf = (field: string) => ([...title, ...listed].includes(field) ? 'summary' : 'personal')
  return Object.entries(fields).flatMap(([field, { kind, sensitivity }]) => {
    if (kind !== 'text' && kind !== 'note') return []
    const apart = sensitivity === 'protected' || sensitivity === 'sealed'
    const table = `"${name}"."${apart ? `${record}_${sensitivity}` : record}"`
    return [{ table, field, word: `${WORD}-${name}-${apart ? 'protected' : levelOf(field)}` }]
  })
}

/** Whether the column takes it: some hold a code or a number in words. */
async function put({ owner }: Planting, { table, field, word }: Text, id: string): Promise<boolean> {
  const client = await owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    const { rowCount } = await client.query(`update ${table} set "${field}" = $1 where id = $2`, [word, id])
    return rowCount === 1
  } catch {
    return false
  } finally {
    await client.query('set session_replication_role = origin')
    client.release()
  }
}

/** Canaries in a text: of which module each is, and of which level. */
export const canariesIn = (text: string): readonly { readonly module: string; readonly level: Level }[] =>
  [...text.matchAll(CANARY)].map(([, module, level]) => ({ module: module!, level: level as Level }))
