import type { Calibration } from '@nansen/linkage'
import type { VariantFigures } from './arabicVariants.ts'
import type { LinkageReport } from './evaluateLinkage.ts'
import type { SetFigures } from './measureSet.ts'

/**
 * What a Fellegi-Sunter model of eighty lines reached on the same sets, its threshold chosen with the answers: the project's first
 * measurement, before this engine.
 */
const BEFORE: Readonly<Record<string, string>> = { febrl3: '.993', RLdata10000: '.973', historical50k: '.821' }

const fraction = (value: number): string => value.toFixed(3).replace(/^0/, '')

/** What people read: F1 at the model's own threshold, at the best one, and what was reached before. */
export function linkageTable({ sets, arabic, practice }: LinkageReport): string {
  const lines = sets.length === 0 ? [] : [HEAD, ...sets.map(rowOf)]
  if (sets.length > 0) lines.push(SURE, ...sets.flatMap(sureRows))
  if (arabic !== null) {
    lines.push(
      ['Arabic names', 'spellings', 'recall', 'false/million'],
      variantRow('Latin, keys as stored', arabic.stored),
      variantRow('Latin, asked otherwise too', arabic.asked),
      variantRow('record in both scripts', arabic.bothScripts),
    )
  }
  if (practice !== null) {
    const { people, planted, topTen, first, likely, precision, precisionWithoutNamesakes } = practice
    lines.push(
      ['practice world', 'planted', 'in top ten', 'first', 'over half', 'right', 'no namesakes'],
      [String(people), String(planted), ...[topTen, first, likely, precision, precisionWithoutNamesakes].map(fraction)],
    )
  }
  return lines.map(line => line.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(11))).join('')).join('\n')
}

const SURE = [
  'how sure, how right',
  'answers',
  '.05 said',
  'true',
  '.5 said',
  'true',
  '.95 said',
  'true',
  '.999 said',
  'true',
]

/** Chances given and the share that was true, band by band: told by nobody, and of the other pairs when some hundred were answered. */
function sureRows({ name, calibration, afterAnswers }: SetFigures): string[][] {
  const row = (answers: string, bands: readonly Calibration[]): string[] => [
    name,
    answers,
    ...[0.05, 0.5, 0.95, 0.999].flatMap(from => {
      const band = bands.find(each => each.from === from)
      return band === undefined ? ['', ''] : [fraction(band.said), fraction(band.true)]
    }),
  ]
  return [row('none', calibration), ...(afterAnswers === null ? [] : [row('some', afterAnswers)])]
}

const HEAD = ['set', 'F1 own', 'P', 'R', 'F1 best', 'at chance', 'before', 'blocked', 'compared', 'true', 'believed']

function rowOf({ name, own, best, blockingRecall, candidates, truePairs, believed }: SetFigures): string[] {
  const rates = [own.f1, own.precision, own.recall, best.f1, best.chance].map(fraction)
  const counts = [candidates, truePairs, believed].map(String)
  return [name, ...rates, BEFORE[name] ?? '', fraction(blockingRecall), ...counts]
}

const variantRow = (name: string, { spellings, recall, falsePerMillion }: VariantFigures): string[] => [
  name,
  String(spellings),
  fraction(recall),
  String(falsePerMillion),
]
