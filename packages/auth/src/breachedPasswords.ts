import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { WasBreached } from './password.ts'

/**
 * A file of leaked passwords: a line that says what it is, then the first six bytes of the SHA-1 of each, in ascending order. Of a
 * thousand million entries one in 280,000 innocent passwords is taken for leaked; 6 GB, a search reads thirty blocks and keeps none.
 */
export const BREACH_FILE = { begins: Buffer.from('nansen breach 1\n'), record: 6 } as const

/** What stands in the file for a password. */
export const breachRecord = (password: string): Buffer =>
  createHash('sha1').update(password).digest().subarray(0, BREACH_FILE.record)

export type BreachFile = WasBreached & { readonly close: () => void }

/** Opens the file and keeps it open. @throws Error when there is no such file, or it is none of ours. */
export function openBreachFile(path: string): BreachFile {
  const file = openSync(path, 'r')
  const begins = Buffer.alloc(BREACH_FILE.begins.length)
  readSync(file, begins, 0, begins.length, 0)
  const bytes = fstatSync(file).size - begins.length
  if (!begins.equals(BREACH_FILE.begins) || bytes % BREACH_FILE.record !== 0) {
    closeSync(file)
    throw new Error(`${path} was not made by nansen breached-passwords, or was cut off`)
  }
  const wasBreached = (password: string) => holds(file, bytes / BREACH_FILE.record, breachRecord(password))
  return Object.assign(wasBreached, { close: () => closeSync(file) })
}

function holds(file: number, count: number, wanted: Buffer): boolean {
  const found = Buffer.alloc(BREACH_FILE.record)
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    readSync(file, found, 0, found.length, BREACH_FILE.begins.length + middle * BREACH_FILE.record)
    const order = found.compare(wanted)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}
