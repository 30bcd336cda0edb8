import { believable, together } from '../evidence.ts'
import { eachPair, type Sample, type Scores } from './compareAll.ts'
import { ratesOf } from './rates.ts'

/** How well people are told apart by both eyes: the n-th left and the n-th right capture of a person together are one coming. */
export interface TwoEyes {
  readonly comings: number
  readonly genuine: number
  readonly impostor: number
  readonly eer: number
  /** Evidence of the least alike pair of one person, and of the most alike pair of two: apart, where the first is the greater. */
  readonly lowestGenuine: number
  readonly highestImpostor: number
}

/** `001L`, `01_left`, `12/right`: who, and which eye. */
const EYE = /^(?<person>.*?)[_/]?(?<eye>L|R|left|right)$/i

/** Fuses evidence of both eyes, from the scores of single ones. Null where the groups do not name eyes, or nobody came twice with both. */
export function twoEyes(samples: readonly Sample<unknown>[], scores: Scores): TwoEyes | null {
  const comings = comingsOf(samples)
  const size = samples.length
  const table = new Float64Array(size * size)
  eachPair(samples, scores, (a, b, score) => {
    table[a * size + b] = score
  })
  const said = (a: number, b: number) => believable(table[Math.min(a, b) * size + Math.max(a, b)]!)
  const [genuine, impostor]: [number[], number[]] = [[], []]
  for (const [i, one] of comings.entries())
    for (const other of comings.slice(i + 1)) {
      const fused = together([said(one.left, other.left), said(one.right, other.right)])
      ;(one.person === other.person ? genuine : impostor).push(fused)
    }
  if (genuine.length === 0 || impostor.length === 0) return null
  return {
    comings: comings.length,
    genuine: genuine.length,
    impostor: impostor.length,
    eer: ratesOf(Float64Array.from(genuine), Float64Array.from(impostor)).eer,
    lowestGenuine: genuine.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY),
    highestImpostor: impostor.reduce((high, each) => Math.max(high, each), 0),
  }
}

interface Coming {
  readonly person: string
  /** Numbers of samples. */
  readonly left: number
  readonly right: number
}

function comingsOf(samples: readonly Sample<unknown>[]): readonly Coming[] {
  const people = new Map<string, { readonly l: number[]; readonly r: number[] }>()
  for (const [i, { group }] of samples.entries()) {
    const { person, eye } = EYE.exec(group)?.groups ?? {}
    if (person === undefined || eye === undefined) continue
    const eyes = people.get(person) ?? { l: [], r: [] }
    people.set(person, eyes)
    eyes[eye[0]!.toLowerCase() as 'l' | 'r'].push(i)
  }
  return [...people].flatMap(([person, { l, r }]) =>
    l.slice(0, r.length).map((left, i) => ({ person, left, right: r[i]! })),
  )
}
