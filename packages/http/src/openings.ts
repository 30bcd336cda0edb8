import { Refusal } from '@nansen/kernel'
import { type Asking, auditRead, type Looked, type Tx } from '@nansen/store'

/** Cases one person may open in an hour before it is noted for the auditor, and before the next is refused. sync-and-security.md 4.4. */
export const OPENINGS_AN_HOUR = { noted: 60, refused: 300 } as const

/** Rows of lists are read less closely, and still are people: a thousand is a day of paging; five thousand carries an office away. Ours. */
export const LISTED_AN_HOUR = { noted: 1000, refused: 5000 } as const

const HOUR = 3_600_000

interface Limits {
  readonly noted: number
  readonly refused: number
}
export type Verdict = 'fine' | 'note' | 'refuse'

/**
 * Counts different cases opened in the last hour, by person. Opening the same one again is not another. `note` is said once, at the
 * first opening past the limit. Counted in this process: a restart forgives.
 */
export interface Openings {
  readonly limits: Limits
  readonly count: (staffId: string, caseId: string) => Verdict
}

export function openings(now: () => Date, limits: Limits = OPENINGS_AN_HOUR): Openings {
  const opened = new Map<string, Map<string, number>>()
  return {
    limits,
    count: (staffId, caseId) => {
      const at = now().getTime()
      const mine = opened.get(staffId) ?? new Map<string, number>()
      opened.set(staffId, mine)
      for (const [id, when] of mine) {
        if (when > at - HOUR) break // in the order in which they were opened
        mine.delete(id)
      }
      if (mine.has(caseId)) return 'fine'
      if (mine.size >= limits.refused) return 'refuse'
      mine.set(caseId, at)
      return mine.size === limits.noted + 1 ? 'note' : 'fine'
    },
  }
}

/** Counts what was just opened, in its own transaction. @throws Refusal `too-many` when it is more than an hour's work needs. */
export async function countOpened(openings: Openings, tx: Tx, asking: Asking, looked: Looked): Promise<void> {
  const verdicts = looked.ids.map(id => openings.count(asking.session.staffId, id))
  if (verdicts.includes('refuse')) {
    throw new Refusal('too-many', 'that is more cases than an hour needs; ask your supervisor')
  }
  if (verdicts.includes('note'))
    await auditRead(tx, asking, { ...looked, reason: `more than ${openings.limits.noted} cases within an hour` })
}
