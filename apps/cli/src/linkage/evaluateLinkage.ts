import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureVariants, type VariantReport } from './arabicVariants.ts'
import { measureSet, type SetFigures } from './measureSet.ts'
import { measurePractice, type PracticeFigures, type PracticeWeights } from './practice.ts'
import { LINKAGE_SETS } from './sets.ts'
import { linkageTable } from './table.ts'

const USAGE = `nansen evaluate linkage [DIR] [--only NAME,NAME…] [--people N] [--weights FILE] [--json]

Learns who is one person without being told, on public sets of records, and compares with the answers only then.
Sets that are not in DIR (default: shared/data/linkage beside this repository) are left out, and said to be.

  --only    some sets of: ${[...LINKAGE_SETS.map(({ name }) => name), 'arabic', 'practice'].join(', ')}
  --people  people of the practice world (default 10000)
  --weights FILE  keeps what the practice world taught; modules/registration/server/alike/weights.json is made so
  --json    machine-readable, rates as fractions`

/** Where the measuring data lie beside a checkout. */
const BESIDE = fileURLToPath(new URL('../../../../../shared/data/linkage', import.meta.url))
const PEOPLE = 10_000

export interface LinkageReport {
  readonly sets: readonly SetFigures[]
  readonly arabic: VariantReport | null
  readonly practice: PracticeFigures | null
  /** Asked for, and not there. */
  readonly absent: readonly string[]
}

/** Runs `nansen evaluate linkage`. @returns the exit code: 0 done, 2 asked wrongly. */
export function evaluateLinkage(args: string[]): number {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${USAGE}`)
    return 2
  }
  const { folder, wants, people, json } = asked
  const sets = LINKAGE_SETS.filter(({ name }) => wants(name))
  const there = sets.filter(({ files }) => files.every(file => existsSync(join(folder, file))))
  const arabicThere = existsSync(join(folder, 'arabic_variants_derived'))
  const absent = [
    ...sets.filter(set => !there.includes(set)).map(({ name }) => name),
    ...(wants('arabic') && !arabicThere ? ['arabic'] : []),
  ]
  if (absent.length > 0) console.error(`not in ${folder}, left out: ${absent.join(', ')}`)
  const report: LinkageReport = {
    sets: there.map(set => measureSet(folder, set)),
    arabic: wants('arabic') && arabicThere ? measureVariants(folder) : null,
    practice: wants('practice') ? measurePractice(people, weights => keepWeights(asked.weights, weights)) : null,
    absent,
  }
  console.log(json ? JSON.stringify(report, null, 2) : linkageTable(report))
  return 0
}

/** Four digits, so that the file says what matters and stays the same. */
function keepWeights(file: string | undefined, weights: PracticeWeights): void {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(weights, rounded, 1)}\n`)
}

interface Asked {
  readonly weights: string | undefined
  readonly folder: string
  readonly wants: (name: string) => boolean
  readonly people: number
  readonly json: boolean
}

/** What was asked, or what is wrong with it in words. */
function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        only: { type: 'string' },
        people: { type: 'string' },
        weights: { type: 'string' },
      },
    })
    const only = values.only?.split(',')
    const known = [...LINKAGE_SETS.map(({ name }) => name), 'arabic', 'practice']
    const unknown = only?.find(name => !known.includes(name))
    if (unknown !== undefined) return `there is no set "${unknown}"`
    const people = Number(values.people ?? PEOPLE)
    if (!Number.isInteger(people) || people < 100) return 'the practice world has at least 100 people'
    return {
      folder: positionals[0] ?? BESIDE,
      wants: name => only === undefined || only.includes(name),
      people,
      weights: values.weights,
      json: values.json ?? false,
    }
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem)
  }
}
