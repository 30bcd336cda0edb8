/** What another open system reached on a set, in percent: equal error rate, and misses at one false match in a thousand. */
export interface Peer {
  readonly system: string
  readonly eer: number
  readonly fmr1000: number
}

const FINGERPRINT_SYSTEMS = [
  'NBIS mindtct + bozorth3',
  'SourceAFIS 3.18.1',
  'FingerJetFX + SourceAFIS',
  'FingerJetFX + MCC16b',
] as const

/** Same protocol, all pairs, measured side by side on one machine; see docs on accuracy. EER and FMR1000 of the four systems in turn. */
const FINGERPRINT: Readonly<Record<string, readonly number[]>> = {
  fvc2002_db1_b: [4.17, 11.07, 3.2, 8.21, 2.22, 2.86, 0.7, 2.14],
  fvc2002_db2_b: [2.58, 5.71, 1.43, 3.93, 2.85, 3.57, 0.7, 1.43],
  fvc2002_db3_b: [7.87, 28.21, 7.5, 20, 11.06, 31.07, 8.2, 22.14],
  fvc2002_db4_b: [5.19, 20, 7.17, 19.29, 7.13, 14.64, 1.06, 2.5],
  fvc2004_db1_b: [10.59, 41.07, 7.99, 23.93, 11.06, 23.57, 2.85, 17.86],
  fvc2004_db2_b: [14.14, 38.21, 16.43, 31.79, 15.02, 35, 11.06, 31.07],
  fvc2004_db3_b: [4.44, 15, 8.2, 13.21, 9.28, 16.07, 3.2, 10.71],
  fvc2004_db4_b: [5.73, 14.29, 4.28, 8.57, 7.85, 11.43, 2.64, 6.07],
}

/** Whole sets, where ours may be a part; misses leave out failed enrolments, where ours count them. */
const IRIS: readonly { readonly of: RegExp; readonly peers: readonly Peer[] }[] = [
  {
    of: /interval/i,
    peers: [
      { system: 'OSIRIS 4.1 (whole set)', eer: 0.94, fmr1000: 1.14 },
      { system: 'USIT WAHET + lg (whole set)', eer: 1.83, fmr1000: 3.2 },
      { system: 'open-iris code on OSIRIS contours (whole set)', eer: 0.157, fmr1000: 0.157 },
    ],
  },
  {
    of: /mmu1/i,
    peers: [
      { system: 'OSIRIS 4.1 (whole set)', eer: 5, fmr1000: 12.2 },
      { system: 'USIT WAHET + qsw (whole set)', eer: 3.55, fmr1000: 12.2 },
      { system: 'open-iris code on OSIRIS contours (whole set)', eer: 3.78, fmr1000: 8.3 },
    ],
  },
]

/** What others reached on the set of this name, or nothing. */
export function peersOf(set: string): readonly Peer[] {
  const figures = FINGERPRINT[set]
  if (figures === undefined) return IRIS.find(({ of }) => of.test(set))?.peers ?? []
  return FINGERPRINT_SYSTEMS.map((system, i) => ({ system, eer: figures[2 * i]!, fmr1000: figures[2 * i + 1]! }))
}
