import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second wherever one asks in `/proc` (USER_HZ, proc(5)). */
const TICK_MS = 10

/**
 * Processor time in milliseconds of a PostgreSQL and all that it started, living or over, since it began.
 * @param pid of the postmaster. @returns null where there is no `/proc`
 */
export function databaseCpu(pid: number): number | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const found = statOf(name)
    if (found === null || (found.parent !== pid && Number(name) !== pid)) continue
    // what its children took is known to the postmaster when they are over
    ticks += found.own + (Number(name) === pid ? found.ofTheEnded : 0)
  }
  return ticks * TICK_MS
}

function statOf(pid: string): { readonly parent: number; readonly own: number; readonly ofTheEnded: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // after the name in brackets, which may hold anything: state, parent, …, utime, stime, cutime, cstime (fields 14 to 17)
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (field: number) => Number(fields[field - 3])
    return { parent: at(4), own: at(14) + at(15), ofTheEnded: at(16) + at(17) }
  } catch {
    return null // over since the folder was listed
  }
}
