import { existsSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

/** Linux keeps what is here in memory. */
const IN_MEMORY = '/dev/shm'
/** Bytes. A whole run of all tests held at most about four thousand million bytes in its databases, worlds and browsers' folders. */
const ROOM = 8e9

/**
 * Where a run puts what it makes for itself: a new database is some 1,300 files and a journey's world 5,600, which a disk takes ten times
 * as long to copy as memory does. Where memory is short it is the machine's usual place.
 */
export function scratchFolder(): string {
  if (process.env.TMPDIR || !existsSync(IN_MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize >= ROOM && freemem() >= ROOM + ROOM / 2 ? IN_MEMORY : tmpdir()
}
