import { createHash, randomBytes } from 'node:crypto'
import { about } from './dataKey.ts'
import { encrypt, type Keys } from './keyFile.ts'

/** The columns of a file and of its key that only this server can make; the rest is the loader's. */
export interface LoadedAttachment {
  readonly file: { readonly id: string; readonly size: number; readonly sha256: Buffer; readonly content: Buffer }
  readonly key: {
    readonly subject_id: string
    readonly class: 'attachment'
    readonly wrapped: Buffer
    readonly kek: string
  }
}

/** A file of a load (invented people, records of an older system), encrypted as `putAttachment` would have. */
export function loadedAttachment(keys: Keys, id: string, bytes: Uint8Array): LoadedAttachment {
  const key = randomBytes(32)
  const wrapped = encrypt(keys.keks.get(keys.currentKek)!, key, about(id, 'attachment'))
  const sha256 = createHash('sha256').update(bytes).digest()
  return {
    file: { id, size: bytes.length, sha256, content: encrypt(key, bytes, id) },
    key: { subject_id: id, class: 'attachment', wrapped, kek: keys.currentKek },
  }
}
