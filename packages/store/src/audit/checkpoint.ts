import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** A signed statement of how long the log is and what its root is. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly at: string
}

/** Type byte of Ed25519 in C2SP signed notes. */
const ED25519 = 0x01

/** The 32 bytes of an Ed25519 public key: the end of its SubjectPublicKeyInfo. */
const rawPublic = (key: KeyObject): Buffer =>
  (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'der', type: 'spki' }).subarray(-32)

/** C2SP signed-note key identifier: the first four bytes of SHA-256(name, newline, type, key). */
const keyId = (name: string, publicKey: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]))
    .digest()
    .subarray(0, 4)

/** As C2SP tlog-checkpoint in a C2SP signed note; the extension line carries the time. */
export function writeCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const { origin, size, root, at } = checkpoint
  const text = `${origin}\n${size}\n${root.toString('base64')}\nat ${at}\n`
  const signature = Buffer.concat([keyId(origin, rawPublic(privateKey)), sign(null, Buffer.from(text), privateKey)])
  return `${text}\n— ${origin} ${signature.toString('base64')}\n`
}

/** The checkpoint a note holds, or null when it was not signed with this key, or says something else than a checkpoint. */
export function readCheckpoint(note: string, publicKey: KeyObject): Checkpoint | null {
  const [text, signatures] = [note.slice(0, note.indexOf('\n\n') + 1), note.slice(note.indexOf('\n\n') + 2)]
  const [origin, size, root, ...more] = text.trimEnd().split('\n')
  if (origin === undefined || root === undefined || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return null
  const ours = signatures.split('\n').some(line => {
    const bytes = Buffer.from(line.startsWith(`— ${origin} `) ? line.slice(origin.length + 3) : '', 'base64')
    if (bytes.length !== 68 || !bytes.subarray(0, 4).equals(keyId(origin, rawPublic(publicKey)))) return false
    return verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
  })
  const at = more.find(line => line.startsWith('at '))?.slice(3) ?? ''
  return ours ? { origin, size: Number(size), root: Buffer.from(root, 'base64'), at } : null
}
