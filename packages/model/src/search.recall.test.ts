import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { nameKeys } from './search.ts'

/** Romanised spellings of 162 Arabic given names, from public name lists; some spellings are of other names. Beside the repository. */
const FILE = fileURLToPath(
  new URL('../../../../shared/data/linkage/arabic_variants_derived/clean_licence.csv', import.meta.url),
)
const there = existsSync(FILE)
const pairs = there
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.split(',') as [arabic: string, latin: string, sources: string])
  : []

const share = (one: string, other: string): boolean => {
  const keys = new Set(nameKeys(one))
  return nameKeys(other).some(key => keys.has(key))
}

describe.skipIf(!there)('romanised Arabic names (needs the measuring data beside the repository)', () => {
  test('are found by the Arabic spelling: nine in ten of the noisy list, and nearly all that two sources agree on', () => {
    const recall = (of: typeof pairs) => of.filter(([arabic, latin]) => share(arabic, latin)).length / of.length
    const agreed = pairs.filter(([, , sources]) => sources.includes('+'))
    expect(agreed.length).toBeGreaterThan(90)
    expect(recall(pairs)).toBeGreaterThan(0.88)
    expect(recall(agreed)).toBeGreaterThan(0.97)
  })
  test('bring few strangers: under one in a hundred pairs of spellings of different names share a key', () => {
    const spellings = pairs.filter((_, at) => at % 3 === 0)
    let [strangers, alike] = [0, 0]
    for (const [at, [arabic, latin]] of spellings.entries()) {
      for (const [other, spelling] of spellings.slice(at + 1)) {
        if (arabic === other) continue
        strangers++
        if (share(latin, spelling)) alike++
      }
    }
    expect(strangers).toBeGreaterThan(10_000)
    expect(alike / strangers).toBeLessThan(0.01)
  })
})
