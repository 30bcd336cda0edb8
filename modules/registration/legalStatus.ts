/** What of a legal status says who may write it down. */
interface Status {
  readonly status: string
  readonly basis?: string | null | undefined
  readonly category?: string | null | undefined
}

/** Statuses that somebody decided on; the others follow from what a person is or asks for. domain.md 1.9. */
const DECIDED = ['refugee', 'stateless', 'other-international-protection', 'not-of-concern']
/** Of those, the ones that rest on a basis in law. */
const WITH_BASIS = ['refugee', 'other-international-protection']

/**
 * A decision comes with its basis and with who decided, and how (domain.md 21.1, 3). One taken for a whole group is an officer's to write down
 * of each of its people; one on a single person is written down by who approves, until the module that determines status does it.
 */
export function neededForLegalStatus({ status, basis, category }: Status): {
  readonly needed: 'change' | 'approve'
  readonly missing: readonly ('basis' | 'category')[]
} {
  if (!DECIDED.includes(status)) return { needed: 'change', missing: [] }
  return {
    needed: category?.endsWith('-as-group') ? 'change' : 'approve',
    missing: [
      ...(WITH_BASIS.includes(status) && !basis ? (['basis'] as const) : []),
      ...(category ? [] : (['category'] as const)),
    ],
  }
}
