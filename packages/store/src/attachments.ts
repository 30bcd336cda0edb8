import { createHash } from 'node:crypto'
import { type Id, newId, Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import { auditRead } from './audit/auditRead.ts'
import type { Asking, Tx } from './command.ts'
import { dataKey, newDataKey } from './dataKey.ts'
import { decrypt, encrypt } from './keyFile.ts'
import { type FileUse, mediaTypeOf } from './mediaType.ts'

/** The most a stored file may hold. Bytes. */
export const LARGEST_ATTACHMENT = 20 * 1024 * 1024

const KEPT: Readonly<Record<FileUse, string>> = {
  document: 'JPEG, PNG, WebP or PDF',
  recording: 'WAV, MP3, M4A, Ogg or WebM',
}

/**
 * Stores a file, encrypted under a key of its own; until a record takes it up only its sender sees it. The same content sent twice by the
 * same person before it is taken up is stored once.
 * @throws Refusal `too-large`; `unreadable-image` when the bytes are of no type we keep (what the browser says about them is not asked).
 */
export async function putAttachment(
  tx: Tx,
  asking: Asking,
  bytes: Uint8Array,
  use: FileUse = 'document',
): Promise<Id<'attachment'>> {
  if (bytes.length > LARGEST_ATTACHMENT) throw new Refusal('too-large', 'a file may hold 20 MB at most')
  const mediaType = mediaTypeOf(bytes, use)
  if (mediaType === null) throw new Refusal('unreadable-image', `this kind of file is not kept: use ${KEPT[use]}`)
  const sha256 = createHash('sha256').update(bytes).digest()
  const same = await sql<{ id: Id<'attachment'> }>`select id from store.attachment
    where root_id is null and created_by = ${asking.session.staffId} and sha256 = ${sha256}`.execute(tx)
  if (same.rows[0]) return same.rows[0].id
  const id = newId<'attachment'>(asking.now().getTime())
  const key = await newDataKey(tx, asking, id, 'attachment')
  await sql`insert into store.attachment (id, media_type, size, sha256, content)
    values (${id}, ${mediaType}, ${bytes.length}, ${sha256}, ${encrypt(key, bytes, id)})`.execute(tx)
  return id
}

export interface Attachment {
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Opens a stored file; the opening is audited. @throws Refusal `not-found` when there is none, it is erased, or the asker may not see it. */
export async function getAttachment(tx: Tx, asking: Asking, id: string): Promise<Attachment> {
  const { rows } =
    await sql<Stored>`select media_type, content, sha256, module, record, root_id from store.attachment where id = ${id}`.execute(
      tx,
    )
  const [stored] = rows
  const key = stored?.content ? await dataKey(tx, asking, id, 'attachment') : null
  if (!stored?.content || key === null) throw new Refusal('not-found', 'there is no such file among those you may see')
  const bytes = decrypt(key, stored.content, id)
  if (!createHash('sha256').update(bytes).digest().equals(stored.sha256))
    throw new Error('a stored file is not what was stored')
  await auditRead(tx, asking, {
    module: stored.module ?? 'store',
    action: 'read',
    record: stored.record ?? 'attachment',
    ids: stored.root_id === null ? [id] : [id, stored.root_id],
    fields: ['attachment'],
  })
  return { mediaType: stored.media_type, bytes }
}

interface Stored {
  readonly media_type: string
  readonly content: Buffer | null
  readonly sha256: Buffer
  readonly module: string | null
  readonly record: string | null
  readonly root_id: string | null
}
