import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { Kind } from '../settings.ts'

/** What a backup says of itself. It holds everything but the keys. */
export interface Manifest {
  readonly version: 1
  readonly kind: Kind
  /** ISO 8601. */
  readonly at: string
  /** Which key file opens what is protected in it: see `fingerprint`. */
  readonly keys: string
  /** Major version of the PostgreSQL that wrote it. */
  readonly postgres: number
  /** Path below the backup -> size and SHA-256 of the file. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>
}

const NAME = 'backup.json'

export async function writeManifest(folder: string, about: Omit<Manifest, 'version' | 'files'>): Promise<Manifest> {
  const files: Record<string, { size: number; sha256: string }> = {}
  for (const path of filesIn(folder)) {
    const file = join(folder, path)
    files[path] = { size: statSync(file).size, sha256: await sha256Of(file) }
  }
  const manifest: Manifest = { version: 1, ...about, files }
  writeFileSync(join(folder, NAME), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  return manifest
}

/** Reads every byte of the backup. @throws CannotGoOn naming the first file that is missing, added or changed */
export async function verifiedManifest(folder: string): Promise<Manifest> {
  if (!existsSync(join(folder, NAME)))
    throw new CannotGoOn(`${folder} is not a backup, or its writing was interrupted: it has no ${NAME}`)
  const manifest = JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Manifest
  if (manifest.version !== 1) throw new CannotGoOn(`${folder} was written by a newer Nansen`)
  const there = new Set(filesIn(folder))
  const added = [...there].find(path => !manifest.files[path])
  if (added) throw new CannotGoOn(`the backup is damaged: ${added} does not belong to it`)
  for (const [path, { size, sha256 }] of Object.entries(manifest.files)) {
    const good =
      there.has(path) && statSync(join(folder, path)).size === size && (await sha256Of(join(folder, path))) === sha256
    if (!good) throw new CannotGoOn(`the backup is damaged: ${path} is not what was written`)
  }
  return manifest
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => path !== NAME)
    .sort()
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
