import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  DISCARDS,
  decodeFinger,
  detOf,
  detPicture,
  engineFor,
  errorsWhenDiscarding,
  fusedPeople,
  RULE_OF_30,
  rankCorrelation,
  type Site,
  strictThreshold,
  wilson,
} from '@nansen/biometrics'
import { peersOf } from './evaluatePeers.ts'
import type { MeasuredCapture, MeasuredSet } from './evaluateSet.ts'

const percent = (fraction: number) => (fraction * 100).toFixed(2)

/** What the table's figures do not say of themselves: failures to enrol with their interval, and where there are too few errors to trust. */
export function evaluationNotes(sets: readonly MeasuredSet[]): readonly string[] {
  const images = sets.reduce((sum, { result }) => sum + result.images, 0)
  const failed = sets.reduce((sum, { result }) => sum + result.failed, 0)
  const [low, high] = wilson(failed, images)
  const few = sets.filter(({ result }) => result.fmr1000 * result.genuine < RULE_OF_30).map(({ result }) => result.name)
  const least = Math.min(...sets.map(({ result }) => result.impostor))
  return [
    `failure to enrol: ${failed} of ${images} images, ${percent(failed / images)} % (95 %: ${percent(low)}-${percent(high)}, Wilson)`,
    `rule of 30: fewer than ${RULE_OF_30} misses at FMR 0.1 % in ${few.length} of ${sets.length} sets (${few.join(', ')}): not sure to within 30 %`,
    `rule of 3: with ${least} pairs of strangers, no false match seen means an FMR below ${percent(3 / least)} % (95 %)`,
  ]
}

/** Writes a picture of each set's trade-off, and one of all sets, beside what others reached. */
export function writeDets(folder: string, sets: readonly MeasuredSet[]): void {
  mkdirSync(folder, { recursive: true })
  const form = (name: string, { scores }: Pick<MeasuredSet, 'scores'>) => ({ name, points: detOf(scores) })
  for (const set of sets) {
    const curves = [form('Nansen', set), ...(set.travelling ? [form('its travelling form', set.travelling)] : [])]
    const marks = peersOf(set.result.name).flatMap(({ system, eer, fmr1000 }) => [
      { name: system, fmr: eer / 100, fnmr: eer / 100 },
      { name: system, fmr: 0.001, fnmr: fmr1000 / 100 },
    ])
    writeFileSync(join(folder, `${set.result.name}.svg`), detPicture(set.result.name, curves, marks))
  }
  const all = sets.map(set => form(set.result.name, set))
  writeFileSync(join(folder, 'all.svg'), detPicture('all sets', all, []))
}

/** One finger alone is dealt once: all deals are the same. */
const DEALS = 10

/** Fingers of all sets dealt out four by four to invented people. */
export function fusedLines(sets: readonly MeasuredSet[], site: Site): readonly string[] {
  const engine = engineFor(site)
  const samples = sets.flatMap(({ result, captures }) =>
    captures.map(({ group, prepared }) => ({ group: `${result.name} ${group}`, prepared })),
  )
  return [1, 2, 4].flatMap(fingers => {
    const found = fusedPeople(samples, engine.match, fingers, fingers === 1 ? 1 : DEALS)
    if (found === null) return []
    const { people, deals, genuine, impostor, probes, notFirst, eer, fmr1000 } = found
    const [, most] = wilson(notFirst, probes)
    return `${fingers} finger${fingers === 1 ? ' ' : 's'} of ${people} invented people, ${deals} deals: EER ${percent(eer)} %, FNMR at FMR 0.1 % ${percent(fmr1000)} % (${genuine} and ${impostor} pairs); found first ${probes - notFirst} of ${probes} (missed at most ${percent(most)} %, were they independent)`
  })
}

/** How far quality foretells misses: of all sets, each at its own threshold of so many false matches. */
export function qualityLines(sets: readonly MeasuredSet[], fmr = 0.001): readonly string[] {
  const lines = [
    `share of genuine pairs discarded, poorest first: ${DISCARDS.map(percent).join(', ')} %; FNMR at FMR ${percent(fmr)} %:`,
  ]
  const reference = new Map(sets.map(set => [set, referenceScores(set)]))
  const kinds: [string, (capture: MeasuredCapture, set: MeasuredSet) => number | undefined][] = [
    ['our quality', ({ quality }) => quality],
    ['number of minutiae', ({ template }) => (template === null ? 0 : decodeFinger(template).minutiae.length)],
    ['NFIQ 2.2', ({ path }, set) => reference.get(set)?.get(nameOf(path))],
  ]
  for (const [name, of] of kinds) {
    const curves = sets.flatMap(set => {
      const qualities = set.captures.map(capture => of(capture, set))
      return qualities.some(quality => quality === undefined) ? [] : [curveOf(set, qualities as number[], fmr)]
    })
    if (curves.length < sets.length) continue
    const mean = DISCARDS.map((_, i) => curves.reduce((sum, curve) => sum + curve[i]!, 0) / curves.length)
    lines.push(`  ${name.padEnd(20)} ${mean.map(percent).join('  ')}`)
  }
  const both = sets.flatMap(set =>
    set.captures.flatMap(({ path, quality }) => {
      const theirs = reference.get(set)?.get(nameOf(path))
      return theirs === undefined ? [] : [[quality, theirs] as const]
    }),
  )
  if (both.length > 0) {
    const rho = rankCorrelation(
      both.map(([ours]) => ours),
      both.map(([, theirs]) => theirs),
    )
    lines.push(`rank correlation (Spearman) of our quality with NFIQ 2.2 over ${both.length} images: ${rho.toFixed(3)}`)
  }
  return lines
}

function curveOf({ captures, scores }: MeasuredSet, qualities: readonly number[], fmr: number): readonly number[] {
  const threshold = strictThreshold(scores.impostor.toSorted(), fmr)
  const pairs: { score: number; quality: number }[] = []
  captures.forEach(({ group }, i) => {
    for (let j = i + 1; j < captures.length; j++)
      if (captures[j]!.group === group)
        pairs.push({ score: scores.genuine[pairs.length]!, quality: Math.min(qualities[i]!, qualities[j]!) })
  })
  return errorsWhenDiscarding(
    pairs.map(({ score, quality }) => ({ score: score > threshold ? 1 : 0, quality })),
    1,
  )
}

/** Scores of the reference implementation of ISO/IEC 29794-4, where a table of them lies beside the set: `nfiq2_reference/nfiq2_NAME.csv`. */
function referenceScores({ folder, result }: MeasuredSet): ReadonlyMap<string, number> {
  const file = join(dirname(resolve(folder)), 'nfiq2_reference', `nfiq2_${result.name}.csv`)
  if (!existsSync(file)) return new Map()
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  return new Map(
    rows.map(row => {
      const [name = '', score] = row.split(',')
      return [nameOf(name), Number(score)]
    }),
  )
}

const nameOf = (path: string) => basename(path).replace(/\.[^.]+$/, '')
