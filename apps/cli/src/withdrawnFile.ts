import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type Withdrawn, withdrawnIn } from '@nansen/store'
import { CannotGoOn } from './cannotGoOn.ts'
import { withOwner } from './openDatabase.ts'
import type { Settings } from './settings.ts'

/** Beside the keys, which outlive a database: who was disabled and what was erased, by identifier, so that no older backup gives it back. */
const fileOf = ({ keysFile }: Settings): string => `${keysFile}.withdrawn`

/** Written whole or not at all; the database is right, and what the file said before is replaced. */
export async function writeWithdrawn(settings: Settings, ownerUrl: string, now = new Date()): Promise<void> {
  const withdrawn = await withOwner(ownerUrl, client => withdrawnIn(client, now))
  const file = fileOf(settings)
  writeFileSync(`${file}.new`, `${JSON.stringify(withdrawn, null, 1)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** @throws CannotGoOn when the file is there and cannot be read: to go on would give back what was taken. */
export function readWithdrawn(settings: Settings): Withdrawn | null {
  const file = fileOf(settings)
  if (!existsSync(file)) return null
  try {
    const { asOf, disabledStaff, endedAssignments, destroyedKeys } = JSON.parse(readFileSync(file, 'utf8')) as Withdrawn
    const lists = [disabledStaff, endedAssignments, destroyedKeys]
    if (!lists.every(list => Array.isArray(list) && list.every(each => typeof each === 'string')))
      throw new Error('other')
    return { asOf, disabledStaff, endedAssignments, destroyedKeys }
  } catch {
    throw new CannotGoOn(
      `${file} is damaged: it says whom a restore must keep out. Bring it back, or take it away to go on without`,
    )
  }
}
