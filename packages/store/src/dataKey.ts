import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Asking, Tx } from './command.ts'
import { decrypt, encrypt, type Keys } from './keyFile.ts'
import { storeOf } from './storeOf.ts'

/** What a key opens. Each class of a subject's data has its own, so that one can be destroyed and the others stay. */
export type KeyClass = 'protected' | 'attachment' | 'template'

function keysOf(asking: Asking): Keys {
  const { keys } = storeOf(asking)
  if (keys === null) throw new Error('this process has no key file: it cannot read or write protected values')
  return keys
}
export const about = (subject: string, kind: KeyClass): string => `data key ${kind} ${subject}`

/** The subject's key, or null when there is none or it was destroyed. 32 bytes. */
export async function dataKey(tx: Tx, asking: Asking, subject: string, kind: KeyClass): Promise<Buffer | null> {
  const { rows } = await sql<{ wrapped: Buffer | null; kek: string }>`select wrapped, kek from store.data_key
    where subject_id = ${subject} and class = ${kind}`.execute(tx)
  const [row] = rows
  if (!row?.wrapped) return null
  const kek = keysOf(asking).keks.get(row.kek)
  if (kek === undefined) throw new Error(`the key file lacks the key-encryption key ${row.kek}`)
  return decrypt(kek, row.wrapped, about(subject, kind))
}

/** Makes the subject's key. Two makers at once end with the same one. */
export async function newDataKey(tx: Tx, asking: Asking, subject: string, kind: KeyClass): Promise<Buffer> {
  const { keks, currentKek } = keysOf(asking)
  const key = randomBytes(32)
  const wrapped = encrypt(keks.get(currentKek)!, key, about(subject, kind))
  const made = await sql`insert into store.data_key (subject_id, class, wrapped, kek)
    values (${subject}, ${kind}, ${wrapped}, ${currentKek}) on conflict do nothing`.execute(tx)
  if (made.numAffectedRows === 1n) return key
  const theirs = await dataKey(tx, asking, subject, kind)
  if (theirs === null) throw new Error('the key of an erased subject is not made again')
  return theirs
}

/** The subject's key, made when there is none. */
export const ensureDataKey = async (tx: Tx, asking: Asking, subject: string, kind: KeyClass): Promise<Buffer> =>
  (await dataKey(tx, asking, subject, kind)) ?? newDataKey(tx, asking, subject, kind)
