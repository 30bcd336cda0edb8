import { describe, expect, test } from 'vitest'
import { growthPicture } from './growthPicture.ts'

const measured = (people: number, ms: number) => ({ people, p50Ms: ms, p95Ms: 10 * ms, cpuMs: 2 * ms })

describe('the picture of growth', () => {
  test('draws ten times the people as far apart as ten times the time, whatever order they were measured in', () => {
    const picture = growthPicture('eyes & more', [measured(1e7, 100), measured(1e5, 1), measured(1e6, 10)])
    // Half of the searches: 1, 10 and 100 ms among 100,000, a million and ten million.
    expect(picture).toContain('d="M194.0 400.0L304.0 310.0L414.0 220.0" fill="none" stroke="#0b5394"')
    expect(picture).toContain('>eyes &amp; more<')
  })

  test('draws at the edge what lies beyond it', () => {
    expect(growthPicture('', [measured(10, 0.001)])).toContain('d="M84.0 400.0" fill="none" stroke="#38761d"')
  })
})
