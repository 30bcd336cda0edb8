import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { asSessionOf, type SessionOptions } from './asSession.ts'
import { about, auditRead } from './audit/auditRead.ts'
import { notFound } from './records/place.ts'
import type { Store } from './store.ts'

export interface SealedImage {
  readonly id: string
  readonly modality: string
  /** As the browser sealed it; only the holder of the centre's private key can open it. */
  readonly sealed: Buffer
}
interface Stored extends SealedImage {
  readonly module: string
  readonly record: string
  readonly root_id: string
}

/**
 * Takes sealed images out of the image store, as the login `nansen_images`, for somebody who may `reveal` them. Every image taken out is in the
 * audit with the reason, before anyone has it.
 * @throws Refusal `not-found` when one of them is not there, erased, or not this asker's to open: then none is given.
 */
export function openSealedImages(
  store: Store,
  token: string,
  ids: readonly string[],
  reason: string,
  options: SessionOptions = {},
): Promise<readonly SealedImage[]> {
  return asSessionOf(
    store,
    'nansen_images',
    token,
    { commandId: newId<'command'>(), ...options },
    async (tx, asking) => {
      const { rows } = await sql<Stored>`select id, modality, sealed, module, record, root_id from images.sealed
      where id = any (${ids}::uuid[]) and sealed is not null`.execute(tx)
      if (rows.length !== new Set(ids).size)
        throw about(notFound(), { module: 'images', action: 'reveal', record: 'image', ids, reason })
      for (const { module, record, id, root_id } of rows) {
        await auditRead(tx, asking, { module, action: 'reveal', record, ids: [id, root_id], fields: ['image'], reason })
      }
      return rows.map(({ id, modality, sealed }) => ({ id, modality, sealed }))
    },
  )
}
