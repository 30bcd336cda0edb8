import { readFile } from 'node:fs/promises'
import { defineQuery } from '@nansen/store'
import { list, object } from './schemas.ts'

/** More certificates than this are no list that somebody keeps. */
const MOST = 200
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g

/** Told once by the program that serves; nothing until then. */
let file: string | null = null

/** Scanners, or their makers, of this file (PEM) are trusted. It is read anew each time: no restart when one is added or taken out. */
export function trustScannersOf(path: string): void {
  file = path
}

/** Whose captures a browser may accept: it checks signatures before it seals an image, because nobody can afterwards. */
export const scannerTrust = defineQuery<Record<string, never>, { certificates: readonly string[] }>({
  name: 'identity.scannerTrust',
  module: 'identity',
  needs: { action: 'create', level: 'personal' },
  input: object({}),
  output: object({ certificates: list({ type: 'string' }, MOST) }),
  showsPeople: false,
  async run() {
    const text = file === null ? '' : await readFile(file, 'utf8').catch(() => '')
    const certificates = Array.from(text.matchAll(PEM), ([, base64]) => base64!.replaceAll(/\s/g, ''))
    return { certificates: certificates.slice(0, MOST) }
  },
})
