import { createHash } from 'node:crypto'

/** One audit row as it is committed to, in the order in which its leaf names them. Bytes in hexadecimal, instants in microseconds. */
export interface AuditRow {
  readonly id: string
  readonly at: string
  readonly staff_id: string | null
  readonly session_id: string | null
  readonly command_id: string | null
  readonly purpose: string | null
  readonly module: string
  readonly action: string
  readonly record: string
  readonly ids: readonly string[]
  readonly fields: readonly string[]
  readonly outcome: string
  readonly reason: string | null
  readonly content: string | null
}

const COLUMNS: readonly (keyof AuditRow)[] = [
  'id',
  'at',
  'staff_id',
  'session_id',
  'command_id',
  'purpose',
  'module',
  'action',
  'record',
  'ids',
  'fields',
  'outcome',
  'reason',
  'content',
]

/** Selects an `AuditRow` from `audit.entry`, by names. */
export const AUDIT_COLUMNS = COLUMNS.map(name => {
  if (name === 'at') return `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
  return name === 'content' ? `encode(content, 'hex') as content` : name
}).join(', ')

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/** What a row's leaf commits to: a JSON array of its columns, so that no two rows read the same. */
export const leafData = (row: AuditRow): Buffer => Buffer.from(JSON.stringify(COLUMNS.map(name => row[name] ?? null)))

/** RFC 9162, 2.1.1: leaves and nodes are hashed apart, so that neither can pass for the other. */
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data)
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)
/** The root of a tree with nothing in it. */
export const EMPTY_ROOT: Buffer = sha256()
