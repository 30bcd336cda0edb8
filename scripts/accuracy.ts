/**
 * Measures the development sets of fingers and eyes again and fails where an operating point is worse than the one kept in
 * packages/biometrics/accuracy.json. Sets that are absent are skipped, and told. `--write` keeps the new points.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Point {
  readonly eer: number
  readonly fmr1000: number
}

interface Kept {
  readonly dpi: number
  readonly stored: Point
  readonly travelling: Point
}

/** Eyes: one form, failures counted; both eyes of a person together. */
export interface KeptEyes {
  readonly stored: { readonly eer: number; readonly fmr10000: number; readonly failed: number }
  readonly twoEyes: { readonly eer: number }
}

const root = fileURLToPath(new URL('../', import.meta.url))
const file = `${root}packages/biometrics/accuracy.json`
const data = `${root}../shared/data/`
/** Rates are quotients of whole numbers: nothing that differs by less differs. */
const SAME = 1e-9

/** What is worse, in words. */
export function worseThan(name: string, kept: Kept, found: Omit<Kept, 'dpi'>): readonly string[] {
  return (['stored', 'travelling'] as const).flatMap(form =>
    (['eer', 'fmr1000'] as const).flatMap(rate => {
      const [before, now] = [kept[form][rate], found[form][rate]]
      if (now <= before + SAME) return []
      return [`${name}, ${form} form: ${rate} ${(100 * now).toFixed(2)} % instead of ${(100 * before).toFixed(2)} %`]
    }),
  )
}

/** The same of eyes. Failures are counted, not rates. */
export function worseEyes(name: string, kept: KeptEyes, found: KeptEyes): readonly string[] {
  const rates = [
    ['eer', kept.stored.eer, found.stored.eer],
    ['fmr10000', kept.stored.fmr10000, found.stored.fmr10000],
    ['both eyes, eer', kept.twoEyes.eer, found.twoEyes.eer],
  ] as const
  const worse = rates.flatMap(([rate, before, now]) =>
    now <= before + SAME
      ? []
      : [`${name}: ${rate} ${(100 * now).toFixed(2)} % instead of ${(100 * before).toFixed(2)} %`],
  )
  const [before, now] = [kept.stored.failed, found.stored.failed]
  return now <= before ? worse : [...worse, `${name}: ${now} images failed instead of ${before}`]
}

interface Said extends Point {
  readonly name: string
  readonly fmr10000: number
  readonly failed: number
  readonly travelling: Point
  readonly twoEyes: { readonly eer: number }
}

function evaluated(modality: 'fingerprint' | 'iris', folders: readonly string[]): readonly Said[] {
  const args = [`${root}apps/cli/src/evaluate.ts`, modality, '--json', ...folders]
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new Error('the evaluation failed')
  return (JSON.parse(stdout.toString()) as { sets: readonly Said[] }).sets
}

const pointOf = ({ eer, fmr1000 }: Point): Point => ({ eer, fmr1000 })

/** What is kept of one kind of capture, how it is measured again, and when it is worse. */
interface Watched<K> {
  readonly kept: Readonly<Record<string, K>>
  readonly folder: string
  readonly measure: (folders: readonly string[]) => readonly (readonly [name: string, found: K])[]
  readonly worse: (name: string, kept: K, found: K) => readonly string[]
}

/** Measures what is here. @returns what was found, by name, and what is worse */
function look<K>({ kept, folder, measure, worse }: Watched<K>, dpiOf: (kept: K) => string) {
  const here = Object.keys(kept).filter(name => existsSync(`${data}${folder}/${name}`))
  for (const name of Object.keys(kept)) if (!here.includes(name)) console.log(`${name} is not here: not measured`)
  const found = here.length === 0 ? [] : measure(here.map(name => `${data}${folder}/${name}${dpiOf(kept[name]!)}`))
  return {
    sets: here.length,
    found: { ...kept, ...Object.fromEntries(found) },
    worse: found.flatMap(([name, now]) => worse(name, kept[name]!, now)),
  }
}

if (import.meta.main) {
  const all = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly fingerprint: Readonly<Record<string, Kept>>
    readonly iris: Readonly<Record<string, KeptEyes>>
  }
  const fingers = look<Kept>(
    {
      kept: all.fingerprint,
      folder: 'fingerprint',
      measure: folders =>
        evaluated('fingerprint', folders).map(set => {
          const { dpi } = all.fingerprint[set.name]!
          return [set.name, { dpi, stored: pointOf(set), travelling: pointOf(set.travelling) }]
        }),
      worse: worseThan,
    },
    ({ dpi }) => `@${dpi}`,
  )
  const eyes = look<KeptEyes>(
    {
      kept: all.iris,
      folder: 'iris',
      measure: folders =>
        evaluated('iris', folders).map(({ name, eer, fmr10000, failed, twoEyes }) => [
          name,
          { stored: { eer, fmr10000, failed }, twoEyes: { eer: twoEyes.eer } },
        ]),
      worse: worseEyes,
    },
    () => '',
  )
  const worse = [...fingers.worse, ...eyes.worse]
  for (const line of worse) console.error(line)
  if (process.argv.includes('--write'))
    writeFileSync(file, `${JSON.stringify({ ...all, fingerprint: fingers.found, iris: eyes.found }, null, 2)}\n`)
  else if (worse.length > 0) process.exitCode = 1
  else console.log(`${fingers.sets + eyes.sets} sets: no operating point is worse than the one kept`)
}
