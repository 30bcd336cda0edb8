/**
 * How much a likeness says, as -log10 of the chance that two different people's captures are so alike or more (the false match
 * rate at this likeness, ISO/IEC 19795-1). 0 says nothing; 4: one pair of strangers in ten thousand is so alike. Never negative.
 */
export type Evidence = number

/**
 * One site alone never counts for more: the largest published test of irises compared 2 * 10^11 pairs (United Arab Emirates,
 * Daugman 2006), so nobody has measured rarer accidents, and two badly segmented eyes may look more alike than chance allows.
 */
export const HIGHEST_OF_ONE_SITE: Evidence = 11

/** What may be believed of what one site says. */
export function believable(evidence: Evidence): Evidence {
  return Math.max(0, Math.min(HIGHEST_OF_ONE_SITE, evidence))
}

/** The false match rate, 0 to 1, at which this evidence stands. */
export function falseMatchRateAt(evidence: Evidence): number {
  return 10 ** -evidence
}

/**
 * Evidence of several sites of one person together, by Fisher's method: among strangers each site's evidence is exponential,
 * so the sum of `count` of them follows a gamma law, and the answer is again -log10 of a chance. Ten fingers that each say
 * almost nothing do not become a match merely because there are ten.
 *
 * Assumes that sites of strangers are independent; between the fingers of one hand they nearly are.
 */
export function together(evidences: readonly Evidence[]): Evidence {
  return ofSum(
    evidences.reduce((total, each) => total + Math.max(0, each), 0),
    evidences.length,
  )
}

/** The same of their sum. */
export function ofSum(sum: Evidence, count: number): Evidence {
  const natural = sum * Math.LN10
  let term = 1
  let series = 1
  for (let i = 1; i < count; i++) {
    term *= natural / i
    series += term
  }
  return Math.max(0, sum - Math.log10(series))
}

/** What the best of `tries` comparisons says: each further try was another chance to be alike by accident (Bonferroni). */
export function bestOf(tries: number, evidence: Evidence): Evidence {
  return Math.max(0, evidence - Math.log10(Math.max(1, tries)))
}
