import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@nansen/kernel'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { evaluate } from '../evaluate.ts'
import { agreementOf } from './agreement.ts'
import { readCsv } from './readCsv.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-linkage-'))
mkdirSync(join(folder, 'rldata'))
/** Two hundred people of whom forty come twice, the second time with another day of birth. */
const random = seededRandom('rows')
const people = Array.from({ length: 200 }, () => {
  const [given, family] = [40, 90].map(many => String.fromCharCode(65 + random.below(26)) + random.below(many))
  return {
    name: `GIVEN${given},,FAMILY${family},`,
    year: 1940 + random.below(60),
    month: 1 + random.below(12),
    day: 1 + random.below(28),
  }
})
const rows = Array.from({ length: 240 }, (_, at) => {
  const { name, year, month, day } = people[at % 200]!
  return `${at},${name},${year},${month},${at < 200 ? day : 1 + (day % 28)},${at % 200}`
})
writeFileSync(
  join(folder, 'rldata', 'RLdata500.csv'),
  ['rec_id,fname_c1,fname_c2,lname_c1,lname_c2,by,bm,bd,identity', ...rows].join('\n'),
)
afterAll(() => rmSync(folder, { recursive: true }))

let [said, warned] = ['', '']
beforeEach(() => {
  ;[said, warned] = ['', '']
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    said += text
  })
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    warned += text
  })
})
afterEach(() => vi.restoreAllMocks())

test('prints figures as fractions, at the model’s own threshold and at the best', async () => {
  expect(await evaluate(['linkage', folder, '--only', 'RLdata500', '--json'])).toBe(0)
  const { sets, arabic, practice, absent } = JSON.parse(said)
  expect([arabic, practice, absent]).toEqual([null, null, []])
  expect(sets[0]).toMatchObject({ name: 'RLdata500', records: 240, truePairs: 40, blockingRecall: 1 })
  expect(Object.keys(sets[0].own)).toEqual(['f1', 'precision', 'recall'])
  expect(sets[0].best.f1).toBeGreaterThanOrEqual(sets[0].own.f1)
  expect(sets[0].own.f1).toBeGreaterThan(0.8)
})

test('sets that are not there are left out and named', async () => {
  expect(await evaluate(['linkage', folder, '--only', 'febrl3,arabic,RLdata500'])).toBe(0)
  expect(warned).toContain('left out: febrl3, arabic')
  expect(said).toMatch(/^set +F1 own/)
  expect(said).toMatch(/RLdata500 +\.[89]/)
})

test('in a practice world nearly everybody who came twice is among the best ten', async () => {
  expect(await evaluate(['linkage', folder, '--only', 'practice', '--people', '400', '--json'])).toBe(0)
  expect(JSON.parse(said).practice).toMatchObject({ planted: 3, topTen: 1 })
}, 120_000)

test.each([
  [['--only', 'nowhere'], 'there is no set "nowhere"'],
  [['--people', '7'], 'at least 100 people'],
  [['--wrong'], 'Unknown option'],
])('asked %j says what is wrong and ends with 2', async (args, words) => {
  expect(await evaluate(['linkage', folder, ...args])).toBe(2)
  expect(warned).toContain(words)
})

test('F1 counts true pairs that were never compared as missed', () => {
  const judged = [0.99, 0.9, 0.4, 0.3].map((chance, at) => ({ chance, same: at !== 1 && at !== 3 }))
  const { own, best, calibration } = agreementOf(judged, 4)
  expect(own).toEqual({ f1: 2 / 6, precision: 1 / 2, recall: 1 / 4 })
  expect(best).toEqual({ f1: 4 / 7, precision: 2 / 3, recall: 1 / 2, chance: 0.4 })
  expect(calibration.map(({ pairs, true: share }) => [pairs, share])).toEqual([
    [2, 0.5],
    [1, 0],
    [1, 1],
  ])
})

test('quoted cells keep their commas', () => {
  expect(readCsv('a, b\n1,"x, ""y"""\n,z\n')).toEqual([
    { a: '1', b: 'x, "y"' },
    { a: '', b: 'z' },
  ])
})
