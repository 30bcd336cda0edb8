import { type KeyObject, verify } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { FILES, hashOfFile, type Manifest, signedOf } from './manifest.ts'
import { type OpenWith, opener, openSealing, type SealHeader, type Sealing } from './sealing.ts'

export interface OpenOptions {
  /** What opens it; null for one that was not sealed. */
  readonly openWith: OpenWith | null
  /** Ed25519 public key of the installation whose backup this must be; null takes anybody's, also what carries no signature. */
  readonly trusted: KeyObject | null
}

/** A backup of which every file is what was written. */
export interface OpenBackup {
  readonly manifest: Manifest
  /** Rows of one table, as COPY takes them. An error of the file reaches whoever reads. */
  readonly rowsOf: (file: string) => Readable
}

/** Names of tables' files: nothing outside the folder is ever opened. */
const NAME = /^[a-z_]+\.[a-zA-Z_0-9]+\.copy\.gz(\.sealed)?$/

/** Whether a folder's backup needs a key, before anything is opened. @throws Error when it is no backup. */
export function isSealed(dir: string): boolean {
  return headerOf(dir) !== null
}

/** Reads and checks a backup's files. @throws Error naming the first file that is not what was written, or is of another backup. */
export async function openBackup(dir: string, { openWith, trusted }: OpenOptions): Promise<OpenBackup> {
  const header = headerOf(dir)
  if (header !== null && openWith === null) throw new Error('this backup is sealed: bring what opens it')
  const name = header === null ? FILES.manifest : FILES.sealedManifest
  if (trusted !== null) refuseForeign(dir, name, trusted)
  const sealing = header === null ? null : await openSealing(header, openWith!)
  const manifest = JSON.parse((await bytesOf(dir, name, sealing)).toString()) as Manifest
  if (manifest.format !== 1 && manifest.format !== 2)
    throw new Error(`this backup is of format ${manifest.format}, which this version cannot read`)
  for (const { file, sha256 } of manifest.tables) {
    if (!NAME.test(file)) throw new Error('the backup is damaged: its list of files')
    if (!existsSync(join(dir, file))) throw new Error(`the backup is incomplete: ${file} is missing`)
    if ((await hashOfFile(join(dir, file))) !== sha256) throw new Error(await whatHappened(dir, file, sealing))
  }
  return { manifest, rowsOf: file => opened(dir, file, sealing, createGunzip()) }
}

function headerOf(dir: string): SealHeader | null {
  if (!existsSync(join(dir, FILES.header))) {
    if (existsSync(join(dir, FILES.manifest))) return null // format 1
    throw new Error(`${dir} is not a backup, or its writing was interrupted`)
  }
  const header = JSON.parse(readFileSync(join(dir, FILES.header), 'utf8')) as Partial<SealHeader>
  if (header.format !== 2) throw new Error(`this backup is of format ${header.format}, which this version cannot read`)
  return header.sealedTo === undefined ? null : (header as SealHeader)
}

function refuseForeign(dir: string, manifest: string, trusted: KeyObject): void {
  const path = join(dir, FILES.signature)
  if (!existsSync(path))
    throw new Error('the backup carries no signature: its writing was interrupted, or it is an old one')
  if (!existsSync(join(dir, manifest))) throw new Error(`the backup is incomplete: ${manifest} is missing`)
  const signature = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (!verify(null, signedOf(dir, manifest), trusted, signature))
    throw new Error(`the backup is not of this installation, or was changed: ${manifest}`)
}

function opened(dir: string, file: string, sealing: Sealing | null, through: NodeJS.ReadWriteStream): Readable {
  const out = new PassThrough()
  const from = createReadStream(join(dir, file))
  const flowing = sealing === null ? pipeline(from, through, out) : pipeline(from, opener(sealing, file), through, out)
  flowing.catch((error: Error) => out.destroy(error))
  return out
}

async function bytesOf(dir: string, file: string, sealing: Sealing | null): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of opened(dir, file, sealing, new PassThrough())) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A sealed file says itself what is wrong with it; any other is damaged. */
async function whatHappened(dir: string, file: string, sealing: Sealing | null): Promise<string> {
  if (sealing === null) return `the backup is damaged: ${file}`
  try {
    await bytesOf(dir, file, sealing)
    return `the backup is damaged: ${file}`
  } catch (error) {
    return (error as Error).message
  }
}
