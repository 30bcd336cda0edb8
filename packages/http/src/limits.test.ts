import type { Auth } from '@nansen/auth'
import { fakeClock } from '@nansen/testing'
import { expect, test } from 'vitest'
import { buckets } from './buckets.ts'
import { OPENINGS_AN_HOUR, openings } from './openings.ts'

test('forty at once, then ten a second', () => {
  const clock = fakeClock()
  const { take } = buckets({ perSecond: 10, burst: 40 }, clock.now)
  const passed = () => Array.from({ length: 100 }, () => take('somebody')).filter(wait => wait === 0).length
  expect(passed()).toBe(40)
  expect(take('somebody')).toBe(1)
  expect(take('somebody else')).toBe(0)
  clock.advance(1_000)
  expect(passed()).toBe(10)
  clock.advance(3_600_000)
  expect(passed()).toBe(40)
})

/** What the database would keep, for as many processes as share it. */
function table(): Auth['shareShown'] {
  const rows: { readonly staffId: string; readonly kind: string; readonly person: string; readonly at: Date }[] = []
  return async ({ staffId, kind, people, now }) => {
    rows.push(...people.map(person => ({ staffId, kind, person, at: now })))
    return rows.filter(row => row.staffId === staffId && row.kind === kind && +row.at > +now - 3_600_000)
  }
}
const CASES = Array.from({ length: 301 }, (_, i) => `case ${i}`)

test('the sixty-first case within an hour is noted once, the three hundred and first refused', async () => {
  const clock = fakeClock()
  const { add } = openings({ kind: 'opened', limits: OPENINGS_AN_HOUR, share: table(), now: clock.now })
  const verdicts = []
  for (const each of CASES) verdicts.push(await add('officer', [each]))
  expect(verdicts.indexOf('note')).toBe(60)
  expect(verdicts.filter(verdict => verdict === 'note')).toHaveLength(1)
  expect(verdicts.indexOf('refuse')).toBe(300)
  expect(await add('officer', ['case 5'])).toBe('fine')
  expect(await add('another', ['case 301'])).toBe('fine')
  clock.advance(3_600_000)
  expect(await add('officer', ['case 301'])).toBe('fine')
})

test('who is shown the same people again, in another list or twice in one, was shown them once', async () => {
  const clock = fakeClock()
  const { add } = openings({ kind: 'listed', limits: { noted: 10, refused: 12 }, share: table(), now: clock.now })
  for (let i = 0; i < 50; i++) expect(await add('officer', [...CASES.slice(0, 10), 'case 3'])).toBe('fine')
  expect(await add('officer', CASES.slice(5, 12))).toBe('note')
  expect(await add('officer', CASES.slice(5, 13))).toBe('refuse')
  expect(await add('officer', CASES.slice(0, 12))).toBe('fine')
})

test('limits are those of the person, not of the server process, and outlive it', async () => {
  const clock = fakeClock()
  const share = table()
  const process = () => openings({ kind: 'opened', limits: OPENINGS_AN_HOUR, share, now: clock.now })
  const processes = [process(), process()]
  let allowed = 0
  for (const [i, each] of CASES.entries()) if ((await processes[i % 2]!.add('officer', [each])) !== 'refuse') allowed++
  for (const [i, each] of CASES.entries())
    if ((await processes[i % 2]!.add('officer', [`${each}b`])) !== 'refuse') allowed++
  expect(allowed).toBeGreaterThanOrEqual(300)
  expect(allowed).toBeLessThanOrEqual(300 + 2 * 5)
  for (const each of processes) await each.flush()
  expect(await process().add('officer', ['one more'])).toBe('refuse')
})
