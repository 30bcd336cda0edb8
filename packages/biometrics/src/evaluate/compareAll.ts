/** One capture of a set. `prepared` is null where its extraction failed: it scores 0 against everything, and counts. */
export interface Sample<Prepared> {
  readonly group: string
  readonly prepared: Prepared | null
}

/** All scores of a set, with the group numbers of both captures, in the order of comparison. */
export interface Scores {
  readonly groups: number
  readonly genuine: Float64Array
  /** Group of each genuine pair. */
  readonly genuineGroup: Uint16Array
  readonly impostor: Float64Array
  /** Groups of each impostor pair. */
  readonly impostorGroups: readonly [Uint16Array, Uint16Array]
}

/** Compares every pair of captures once: those of one group are genuine, all others impostors. */
export function compareAll<Prepared>(
  samples: readonly Sample<Prepared>[],
  match: (a: Prepared, b: Prepared) => number,
): Scores {
  const names = [...new Set(samples.map(({ group }) => group))]
  const groupOf = samples.map(({ group }) => names.indexOf(group))
  const sizes = names.map(name => samples.filter(({ group }) => group === name).length)
  const pairs = (size: number) => (size * (size - 1)) / 2
  const genuineCount = sizes.reduce((sum, size) => sum + pairs(size), 0)
  const impostorCount = pairs(samples.length) - genuineCount
  const genuine = new Float64Array(genuineCount)
  const genuineGroup = new Uint16Array(genuineCount)
  const impostor = new Float64Array(impostorCount)
  const impostorGroups = [new Uint16Array(impostorCount), new Uint16Array(impostorCount)] as const
  let same = 0
  let other = 0
  for (let i = 0; i < samples.length; i++) {
    const a = samples[i]!.prepared
    for (let j = i + 1; j < samples.length; j++) {
      const b = samples[j]!.prepared
      const score = a === null || b === null ? 0 : match(a, b)
      if (groupOf[i] === groupOf[j]) {
        genuine[same] = score
        genuineGroup[same++] = groupOf[i]!
      } else {
        impostor[other] = score
        impostorGroups[0][other] = groupOf[i]!
        impostorGroups[1][other++] = groupOf[j]!
      }
    }
  }
  return { groups: names.length, genuine, genuineGroup, impostor, impostorGroups }
}

/** Tells every pair again with its score, in the order in which `compareAll` compared them. */
export function eachPair(
  samples: readonly Pick<Sample<unknown>, 'group'>[],
  { genuine, impostor }: Pick<Scores, 'genuine' | 'impostor'>,
  tell: (a: number, b: number, score: number) => void,
): void {
  let [same, other] = [0, 0]
  for (let a = 0; a < samples.length; a++)
    for (let b = a + 1; b < samples.length; b++)
      tell(a, b, samples[a]!.group === samples[b]!.group ? genuine[same++]! : impostor[other++]!)
}
