import { existsSync, readFileSync, statSync } from 'node:fs'
import { type OpenWith, readX25519, type SealTo } from '@nansen/store'
import { CannotGoOn } from './cannotGoOn.ts'
import type { CliInput } from './command.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Options of a backup. None of them is a secret: who lists the processes of this machine reads them. */
export const SEALING_OPTIONS = { to: 'value', 'passphrase-file': 'value', plain: 'flag' } as const
export const OPENING_OPTIONS = { key: 'value', 'passphrase-file': 'value' } as const

/** Who can open a backup; null: everybody. @throws CannotGoOn when nothing, or more than one thing, was said. */
export function sealToOf({ values, flags }: CliInput, environment: Environment = process.env): SealTo | null {
  const key = values.get('to') ?? (environment.NANSEN_BACKUP_TO || undefined)
  const passphrase = passphraseOf(values, environment)
  const said = [key, passphrase, flags.has('plain') || undefined].filter(each => each !== undefined)
  if (said.length > 1)
    throw new CannotGoOn('say one of --to, --passphrase-file and --plain, and look at NANSEN_BACKUP_TO')
  if (passphrase !== undefined) return { passphrase }
  if (key !== undefined) return { publicKey: halfOf(key, 'public') }
  if (flags.has('plain')) return null
  throw new CannotGoOn(
    `say who can open it: --to FILE with a public key ("nansen backup key FILE" makes a pair), --passphrase-file FILE, or --plain, which leaves every name in it readable`,
  )
}

/** What opens a sealed backup; null when nothing was said. */
export function openWithOf({ values }: CliInput, environment: Environment = process.env): OpenWith | null {
  const key = values.get('key')
  if (key !== undefined) return { privateKey: halfOf(key, 'private') }
  const passphrase = passphraseOf(values, environment)
  return passphrase === undefined ? null : { passphrase }
}

/** From a file's first line, or the environment; never from the command line. */
function passphraseOf(values: CliInput['values'], environment: Environment): string | undefined {
  const file = values.get('passphrase-file')
  if (file === undefined) return environment.NANSEN_BACKUP_PASSPHRASE || undefined
  return readSecret(file).split(/\r?\n/)[0]
}

function halfOf(file: string, half: 'public' | 'private'): Uint8Array {
  const pem = readThere(file)
  let found: ReturnType<typeof readX25519>
  try {
    found = readX25519(pem)
  } catch {
    throw new CannotGoOn(`${file} is not a key of "nansen backup key"`)
  }
  if (found.half !== half)
    throw new CannotGoOn(
      half === 'public'
        ? `${file} is the private half, which opens backups: seal to ${file}.pub, and keep this one away from here`
        : `${file} is the public half, which only seals: bring the private one`,
    )
  if (half === 'private') refuseReadable(file)
  return found.raw
}

function readSecret(file: string): string {
  const text = readThere(file)
  refuseReadable(file)
  return text
}

function refuseReadable(file: string): void {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new CannotGoOn(`others can read ${file}: run "chmod 600 ${file}"`)
}

function readThere(file: string): string {
  if (!existsSync(file)) throw new CannotGoOn(`there is no file ${file}`)
  return readFileSync(file, 'utf8')
}
