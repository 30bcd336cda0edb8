import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { intervals, reportOf, type Site } from '@nansen/biometrics'
import { evaluationNotes, fusedLines, qualityLines, writeDets } from './evaluateMore.ts'
import { evaluateSet, type MeasuredSet } from './evaluateSet.ts'
import { evaluationTable } from './evaluateTable.ts'

const USAGE = `nansen evaluate tracing [--people N] [--json]
nansen evaluate linkage [DIR] [--only NAME…] [--people N] [--json]
nansen evaluate fingerprint|iris DIR[@DPI]… [--json] [--label RULE] [--form stored|travelling] [--det DIR] [--fused] [--quality]

Extracts every capture of each folder, compares all pairs, and prints error rates (ISO/IEC 19795-1, FVC's equal error rate).
A failed extraction scores 0 and counts.

  DIR@569   every image of DIR has 569 dpi; without it the files are believed, else 500
  --label   how a path names class and sample: a regular expression with the groups (?<class>…) and (?<sample>…);
            without it FVC, CASIA-Interval and MMU1 names are known
  --form    which form is compared: what the centre keeps (stored, the default) or what field sites carry (travelling)
  --det     writes the trade-off of each set, and of all, to DIR as SVG pictures beside what others reached
  --fused   fingers: deals them out to invented people of one, two and four, and compares these
  --quality fingers: misses that are left when the poorest captures are taken again, by our quality and others'
  --json    machine-readable, rates as fractions; with 95 % intervals, the rates without failed extractions (apart),
            both eyes together, and the travelling form of fingers`

/** Two threads extract where there are two: the third would only wait. */
const THREADS = Math.min(2, availableParallelism())

const SITES: Readonly<Record<string, Site>> = { fingerprint: 'finger-1', iris: 'iris-left' }

/** Runs `nansen evaluate`. @returns the exit code: 0 done, 2 asked wrongly. */
export async function evaluate(args: string[]): Promise<number> {
  if (args[0] === 'linkage') return (await import('./linkage/evaluateLinkage.ts')).evaluateLinkage(args.slice(1))
  if (args[0] === 'tracing') return (await import('./tracing/evaluateTracing.ts')).evaluateTracing(args.slice(1))
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${USAGE}`)
    return 2
  }
  const { json, det, fused, quality, ...ask } = asked
  const progress = (text: string) => console.error(text)
  const sets: MeasuredSet[] = []
  for (const { folder, dpi } of asked.folders) {
    const measured = await evaluateSet({ ...ask, folder, dpi, threads: THREADS, progress })
    if (typeof measured === 'string') {
      console.error(`${folder}: ${measured}`)
      return 2
    }
    sets.push(measured)
  }
  const report = reportOf(sets.map(({ result }) => result))
  if (det !== undefined) writeDets(det, sets)
  const more = [...(fused ? fusedLines(sets, ask.site) : []), ...(quality ? qualityLines(sets) : [])]
  const text = () => [evaluationTable(sets, report.mean), '', ...evaluationNotes(sets), ...more].join('\n')
  console.log(json ? JSON.stringify({ ...report, sets: sets.map(wholeOf) }, null, 2) : text())
  return 0
}

const wholeOf = ({ result, scores, apart, twoEyes, travelling }: MeasuredSet) => ({
  ...result,
  intervals: intervals(scores),
  apart,
  twoEyes,
  travelling: travelling?.result ?? null,
})

interface Asked {
  readonly site: Site
  readonly form: 'stored' | 'travelling'
  readonly json: boolean
  readonly det: string | undefined
  readonly fused: boolean
  readonly quality: boolean
  readonly rule: RegExp | undefined
  readonly folders: readonly { readonly folder: string; readonly dpi: number | null }[]
}

/** What was asked, or what is wrong with it in words. */
function readArgs(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        label: { type: 'string' },
        form: { type: 'string' },
        det: { type: 'string' },
        fused: { type: 'boolean' },
        quality: { type: 'boolean' },
      },
    })
    const [modality, ...names] = positionals
    const site = SITES[modality ?? '']
    const form = values.form ?? 'stored'
    if (site === undefined) return 'say what to evaluate: fingerprint, iris, linkage or tracing'
    if (names.length === 0) return 'say which folders to evaluate'
    if (form !== 'stored' && form !== 'travelling') return 'the form is stored or travelling'
    const { json = false, fused = false, quality = false, det } = values
    if ((fused || quality) && site !== 'finger-1') return 'fused people and quality are of fingers'
    const folders = names.map(folderOf)
    const absent = folders.find(({ folder }) => !existsSync(folder) || !statSync(folder).isDirectory())
    if (absent !== undefined) return `${absent.folder} is not a folder`
    return {
      site,
      form,
      json,
      det,
      fused,
      quality,
      rule: values.label === undefined ? undefined : new RegExp(values.label),
      folders,
    }
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem)
  }
}

function folderOf(name: string): { readonly folder: string; readonly dpi: number | null } {
  const { folder, dpi } = /^(?<folder>.+)@(?<dpi>\d{2,4})$/.exec(name)?.groups ?? {}
  return folder === undefined || dpi === undefined ? { folder: name, dpi: null } : { folder, dpi: Number(dpi) }
}

if (import.meta.main) process.exitCode = await evaluate(process.argv.slice(2))
