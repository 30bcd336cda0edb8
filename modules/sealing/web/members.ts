import type { Member, PublicKeys } from '@nansen/sealed'

/** Somebody whom a group could name. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly office: string
  readonly mayRead: boolean
  readonly keys: PublicKeys | null
}

/** Who is in a group as the form holds it. */
export interface Chosen {
  readonly readers: readonly string[]
  readonly officers: readonly [string | null, string | null]
  /** Colleague -> last day. */
  readonly until: Readonly<Record<string, string | null>>
}

/** What is lacking before an epoch can be made, as the last part of a label; null when nothing is. */
export function lacking({ readers, officers }: Chosen): 'readers' | 'officers' | 'officer-reads' | null {
  if (readers.length === 0) return 'readers'
  const [a, b] = officers
  if (a === null || b === null || a === b) return 'officers'
  return readers.includes(a) || readers.includes(b) ? 'officer-reads' : null
}

/** @throws Error when a chosen colleague has no keys: the form offers none such. */
export function membersOf({ readers, officers, until }: Chosen, candidates: readonly Candidate[]): Member[] {
  const keysOf = (staff: string): PublicKeys => {
    const keys = candidates.find(({ id }) => id === staff)?.keys
    if (!keys) throw new Error('a colleague without keys was chosen')
    return keys
  }
  return [
    ...readers.map((staff): Member => ({ keys: keysOf(staff), role: 'reader', until: until[staff] ?? null })),
    ...officers.map((staff): Member => ({ keys: keysOf(staff!), role: 'recovery', until: null })),
  ]
}
