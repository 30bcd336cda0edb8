import { closeSync, createReadStream, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { BREACH_FILE, breachRecord } from './breachedPasswords.ts'

/** `5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10434004`, as the lists of Have I Been Pwned have it; the count may be missing. */
const HASHED = /^([0-9A-F]{40})(:\d+)?$/i

/** Records written at once: 6 MB. */
const AT_ONCE = 1_000_000

/**
 * Makes the file that `openBreachFile` reads from a list, one a line: SHA-1 hashes in ascending order, of any number; or passwords as they
 * are, which are sorted in memory. Returns how many entries it wrote. @throws Error when hashes are out of order.
 */
export async function makeBreachFile(from: string, to: string): Promise<number> {
  const partial = `${to}.part`
  const file = openSync(partial, 'w')
  let count = 0
  try {
    writeSync(file, BREACH_FILE.begins)
    for await (const records of inOrder(from)) {
      writeSync(file, records)
      count += records.length / BREACH_FILE.record
    }
    closeSync(file)
    renameSync(partial, to)
    return count
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

async function* inOrder(from: string): AsyncGenerator<Buffer> {
  const plain: Buffer[] = []
  let waiting: Buffer[] = []
  let last: Buffer = Buffer.alloc(0)
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue
    const hash = HASHED.exec(line)?.[1]
    if (hash === undefined) {
      plain.push(breachRecord(line))
      continue
    }
    const record = Buffer.from(hash.slice(0, 2 * BREACH_FILE.record), 'hex')
    if (record.compare(last) < 0) throw new Error('the hashes are not in ascending order: sort the list first')
    last = record
    waiting.push(record)
    if (waiting.length === AT_ONCE) {
      yield Buffer.concat(waiting)
      waiting = []
    }
  }
  if (plain.length > 0 && last.length > 0) throw new Error('the list has hashes and passwords: it is one or the other')
  yield Buffer.concat(plain.length > 0 ? plain.toSorted(Buffer.compare) : waiting)
}
