import type { Contradiction, SummaryCard } from '@nansen/identity/web'

interface Captured {
  readonly image: string
  readonly site: string
  readonly quality: number
  readonly capturedAt: string
}
export interface Relative {
  readonly id: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly sex: string
  readonly year_of_birth: number | null
  readonly relationship: string
}
export interface Side {
  readonly individual: string
  readonly card: SummaryCard | null
  readonly captures: readonly Captured[]
  readonly family: readonly Relative[]
  /** Null where the record is not this adjudicator's to read. */
  readonly facts: Facts | null
  readonly flight: readonly Step[]
}
export interface Facts {
  readonly born: string | null
  readonly bornEstimated: boolean
  readonly birthTown: string | null
  readonly countryOfBirth: string | null
  readonly fatherName: string | null
  readonly motherName: string | null
  readonly fledOn: string | null
  readonly arrivedOn: string | null
}
/** A flight or a part of one, in the order of the way. */
export interface Step {
  readonly kind: 'left' | 'leg' | 'arrived'
  readonly on: string | null
  readonly country: string | null
  readonly place: string | null
  readonly means: string | null
}
export interface ReviewOnDesk {
  readonly id: string
  readonly state: string
  readonly outcome: string | null
  readonly first: Side
  readonly second: Side
  readonly opinions: readonly {
    readonly id: string
    readonly verdict: string
    readonly seen: readonly string[]
    readonly reasons: string
  }[]
  readonly likeness: { readonly evidence: number; readonly sites: Readonly<Record<string, number>> } | null
  /** Of sittings of either person that do not hang together. */
  readonly contradictions: readonly (Contradiction & { readonly sitting: string; readonly capturedAt: string })[]
  readonly link: { readonly id: string; readonly linkedAt: string; readonly unlinkedAt: string | null } | null
  readonly withdrawnBecause?: string | null
  /** What people said of this pair before, newest first. */
  readonly earlier: readonly {
    readonly id: string
    readonly outcome: string | null
    readonly decidedAt: string | null
    readonly reasons: readonly string[]
  }[]
  readonly likeTwins: boolean
  readonly reasons: readonly { readonly code: string; readonly years?: number; readonly weight?: string }[]
  readonly mayJudge: boolean
  /** Whether images are this reader's to open: not of a pair that another adjudicator must judge. */
  readonly mayLook: boolean
  readonly spoken: boolean
}

/** Fingers and eyes that both have, in the order of the hands; then those only one has. */
export function sitesToCompare({ first, second }: Pick<ReviewOnDesk, 'first' | 'second'>): readonly string[] {
  const [a, b] = [first, second].map(side => new Set(side.captures.map(({ site }) => site)))
  const both = [...a!].filter(site => b!.has(site))
  const one = [...a!, ...b!].filter(site => !(a!.has(site) && b!.has(site)))
  return [...both.toSorted(inOrder), ...new Set(one.toSorted(inOrder))]
}

const place = (site: string) => (site.startsWith('finger-') ? Number(site.slice(7)) : site === 'iris-right' ? 11 : 12)
const inOrder = (a: string, b: string) => place(a) - place(b)
