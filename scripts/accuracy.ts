/**
 * Measures the fingers' development sets again and fails where an operating point is worse than the one kept in
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

const root = fileURLToPath(new URL('../', import.meta.url))
const file = `${root}packages/biometrics/accuracy.json`
const data = `${root}../shared/data/fingerprint/`
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

function measured(kept: Readonly<Record<string, Kept>>, names: readonly string[]): Readonly<Record<string, Kept>> {
  const folders = names.map(name => `${data}${name}@${kept[name]!.dpi}`)
  const args = [`${root}apps/cli/src/evaluate.ts`, 'fingerprint', '--json', ...folders]
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new Error('the evaluation failed')
  const { sets } = JSON.parse(stdout.toString()) as { sets: readonly (Point & { name: string; travelling: Point })[] }
  const point = ({ eer, fmr1000 }: Point): Point => ({ eer, fmr1000 })
  return Object.fromEntries(
    sets.map(set => [set.name, { dpi: kept[set.name]!.dpi, stored: point(set), travelling: point(set.travelling) }]),
  )
}

if (import.meta.main) {
  const all = JSON.parse(readFileSync(file, 'utf8')) as { fingerprint: Readonly<Record<string, Kept>> }
  const kept = all.fingerprint
  const names = Object.keys(kept).filter(name => existsSync(`${data}${name}`))
  for (const name of Object.keys(kept)) if (!names.includes(name)) console.log(`${name} is not here: not measured`)
  if (names.length > 0) {
    const found = measured(kept, names)
    const worse = names.flatMap(name => worseThan(name, kept[name]!, found[name]!))
    for (const line of worse) console.error(line)
    if (process.argv.includes('--write'))
      writeFileSync(file, `${JSON.stringify({ ...all, fingerprint: { ...kept, ...found } }, null, 2)}\n`)
    else if (worse.length > 0) process.exitCode = 1
    else console.log(`${names.length} sets: no operating point is worse than the one kept`)
  }
}
