import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyFile, type Keys, readKeyFile } from '@nansen/store'

/** Keys that nothing else has. */
export function testKeys(origin = 'nansen.test/1'): Keys {
  const folder = mkdtempSync(join(tmpdir(), 'nansen-keys-'))
  try {
    createKeyFile(join(folder, 'server.key'), origin)
    return readKeyFile(join(folder, 'server.key'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
