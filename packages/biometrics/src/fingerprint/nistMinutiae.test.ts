import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFingerRecord } from './fingerRecord.ts'
import { strewn } from './match/strewnFinger.fixture.ts'
import type { Minutia } from './template.ts'

const { minutiae, width, height } = strewn(7, 40)
const digits = (value: number, count: number) => String(Math.round(value)).padStart(count, '0')
const degreesOf = ({ angle }: Minutia) => (angle / (2 * Math.PI)) * 360

/** The standard's own fields: hundredths of a millimetre from the lower left corner; quality 2 is the best. */
const standard = minutiae.map((each, i) => {
  const [x, y] = [each.x * 5.08, (height - each.y) * 5.08]
  const place = `${digits(x, 4)}${digits(y, 4)}${digits(degreesOf(each) % 359.5, 3)}`
  return [digits(i + 1, 3), place, '2', each.type === 'fork' ? 'B' : 'A'].join('\x1f')
})
/** The block that follows INCITS 378, at 500 dpi. */
const block = minutiae.map((each, i) =>
  [i + 1, each.x, each.y, Math.floor(degreesOf(each) / 2), each.type === 'fork' ? 2 : 1, 100].join('\x1f'),
)

function transaction(fields: readonly string[]): Uint8Array {
  const tagged = (type: number, rest: readonly string[]) => {
    const body = (length: number) => `${[`${type}.001:${String(length).padStart(6, '0')}`, ...rest].join('\x1d')}\x1c`
    return body(body(0).length)
  }
  const contents = ['1.002:0500', '1.003:1\x1f2\x1e2\x1f0\x1e9\x1f1']
  return new TextEncoder().encode(tagged(1, contents) + tagged(2, ['2.002:00']) + tagged(9, ['9.002:1', ...fields]))
}

const records = {
  'its own fields': transaction(['9.004:S', '9.006:2', '9.010:40', `9.012:${standard.join('\x1e')}`]),
  'the block of INCITS 378': transaction([
    ...['9.004:U', `9.128:${width}`, `9.129:${height}`, '9.130:1', '9.131:500', '9.132:500', '9.134:2', '9.136:40'],
    `9.137:${block.join('\x1e')}`,
  ]),
}

describe('minutiae of an ANSI/NIST transaction', () => {
  test.each(Object.entries(records))('in %s are where they were found, and run as they ran', (_, bytes) => {
    const [finger, ...others] = readFingerRecord(bytes)
    expect(others).toEqual([])
    expect(finger).toMatchObject({ position: 2, template: { ridges: null } })
    const found = finger!.template.minutiae
    expect(found).toHaveLength(40)
    // a record has no edge above its highest minutia
    const down = Math.min(...minutiae.map(({ y }) => y)) - Math.min(...found.map(({ y }) => y))
    for (const wanted of minutiae) {
      const same = found.filter(each => Math.abs(each.x - wanted.x) <= 1 && Math.abs(each.y + down - wanted.y) <= 1)
      const turns = same.map(({ angle }) =>
        Math.abs(Math.atan2(Math.sin(angle - wanted.angle), Math.cos(angle - wanted.angle))),
      )
      expect(Math.min(...turns)).toBeLessThan(0.06)
      expect(same.some(({ type, quality }) => type === wanted.type && quality === 7)).toBe(true)
    }
  })

  test.each(Object.entries(records))(
    'in %s cut short, or with bytes written over, are fingers or a refusal',
    (_, whole) => {
      for (let length = 0; length < whole.length; length += 3)
        expect(() => readFingerRecord(whole.slice(0, length)), `${length} of ${whole.length}`).toThrow(Refusal)
      const writes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      let refused = 0
      fc.assert(
        fc.property(writes, changes => {
          const bytes = whole.slice()
          for (const [at, value] of changes) bytes[at] = value
          try {
            for (const { template } of readFingerRecord(bytes))
              expect(template.minutiae.length).toBeLessThanOrEqual(110)
          } catch (problem) {
            if (!(problem instanceof Refusal)) throw problem
            refused++
          }
        }),
        { numRuns: 500 },
      )
      expect(refused).toBeGreaterThan(0)
    },
  )
})
