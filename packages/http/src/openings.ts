import { type Auth, shortOf } from '@nansen/auth'
import { Refusal } from '@nansen/kernel'
import { type Asking, auditNote, type Looked, type Tx } from '@nansen/store'

/** Different people within an hour, before it is noted for the auditor, and before the next is refused. */
interface Limits {
  readonly noted: number
  readonly refused: number
}
/** Cases one person may open. sync-and-security.md 4.4. */
export const OPENINGS_AN_HOUR: Limits = { noted: 60, refused: 300 }
/**
 * People one may be shown as lines: of lists, searches, queues and families, each counted once however often it comes. One weighs a
 * seventeenth of an opened case: a search that shows twenty is about one. A thousand is a day at a desk; five thousand carries an office away. Ours.
 */
export const LISTED_AN_HOUR: Limits = { noted: 1000, refused: 5000 }

const HOUR = 3_600_000
/** What is not yet told to the other server processes when an answer leaves: at most so many … */
const UNTOLD = { opened: 5, listed: 100 } as const
/** … and for so long, milliseconds. Others may let through so much more, times the processes. */
const UNTOLD_FOR = 1_000
/** Colleagues remembered at most; who was quiet longest is asked of the database again. */
const REMEMBERED = 5_000

export type Verdict = 'fine' | 'note' | 'refuse'
export type Kind = keyof typeof UNTOLD

/**
 * Counts different people shown within the last hour, by who was shown them. `note` is said at the first past the limit. The count is kept in
 * this process, and shared with the others and with the time after a restart through the database: `login.shown`.
 */
export interface Openings {
  readonly limits: Limits
  readonly add: (staffId: string, ids: readonly string[]) => Promise<Verdict>
  /** Tells the database what it has not heard. */
  readonly flush: () => Promise<void>
}

interface Seen {
  /** When first, in milliseconds, oldest first. */
  readonly people: Map<string, number>
  untold: string[]
}

interface OpeningsParts {
  readonly kind: Kind
  readonly limits: Limits
  readonly share: Auth['shareShown']
  readonly now: () => Date
}

export function openings(parts: OpeningsParts): Openings {
  const { kind, limits, now } = parts
  const known = new Map<string, Seen>()
  const flush = async () => {
    for (const [staffId, seen] of known) if (seen.untold.length > 0) await tell(parts, staffId, seen)
  }
  const soon = once(UNTOLD_FOR, flush)
  const seenBy = async (staffId: string): Promise<Seen> => {
    const before = known.get(staffId)
    const seen = before ?? { people: new Map(), untold: [] }
    known.delete(staffId) // and to the end: the first in a map is who was quiet longest
    known.set(staffId, seen)
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!)
    if (before === undefined) await tell(parts, staffId, seen)
    return seen
  }
  const add = async (staffId: string, ids: readonly string[]): Promise<Verdict> => {
    const seen = await seenBy(staffId)
    const at = now().getTime()
    forget(seen.people, at - HOUR)
    const before = seen.people.size
    const fresh = [...new Set(ids.map(shortOf))].filter(id => !seen.people.has(id))
    if (fresh.length > 0 && before + fresh.length > limits.refused) return 'refuse'
    for (const id of fresh) seen.people.set(id, at)
    seen.untold.push(...fresh)
    if (seen.untold.length > UNTOLD[kind]) await tell(parts, staffId, seen)
    else soon()
    if (seen.people.size > limits.refused) return 'refuse' // what other processes showed meanwhile
    return before <= limits.noted && seen.people.size > limits.noted ? 'note' : 'fine'
  }
  return { limits, add, flush }
}

/** Tells the database whom it has not heard of, and hears of the others. */
async function tell({ kind, share, now }: OpeningsParts, staffId: string, seen: Seen): Promise<void> {
  const people = seen.untold
  seen.untold = []
  const heard = await share({ staffId, kind, people, now: now() }).catch(error => {
    seen.untold = [...people, ...seen.untold]
    throw error
  })
  merge(seen.people, heard)
}

/** Does it once, so many milliseconds after it was asked for, however often it is asked for meanwhile; again when it failed. */
function once(delay: number, work: () => Promise<void>): () => void {
  let waits = false
  const ask = () => {
    if (waits) return
    waits = true
    const timer = setTimeout(() => {
      waits = false
      work().catch(ask) // the database is away; whoever asks next is told so by their own question
    }, delay)
    timer.unref()
  }
  return ask
}

function forget(people: Map<string, number>, until: number): void {
  for (const [id, when] of people) {
    if (when > until) return
    people.delete(id)
  }
}

/** What this process had not heard of goes in where its time is. */
function merge(people: Map<string, number>, heard: Awaited<ReturnType<Auth['shareShown']>>): void {
  const unheard = heard.filter(({ person }) => !people.has(person))
  if (unheard.length === 0) return
  const all = [...people, ...unheard.map(({ person, at }) => [person, at.getTime()] as const)]
  people.clear()
  for (const [id, when] of all.toSorted(([, a], [, b]) => a - b)) people.set(id, when)
}

/** Counts who was just shown, in the same transaction. @throws Refusal `too-many` when it is more than an hour's work needs. */
export async function countOpened(openings: Openings, tx: Tx, asking: Asking, looked: Looked): Promise<void> {
  if (looked.ids.length === 0) return
  const verdict = await openings.add(asking.session.staffId, looked.ids)
  if (verdict === 'refuse') {
    throw new Refusal('too-many', 'that is more cases than an hour needs; ask your supervisor', { manyOpened: true })
  }
  if (verdict === 'note') {
    const reason = `more than ${openings.limits.noted} cases within an hour`
    await auditNote(tx, asking, { ...looked, action: 'many-opened', ids: [], reason })
  }
}
