import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeAnsiFinger } from './ansi378.ts'
import { readFingerRecord } from './fingerRecord.ts'
import { writeIsoFinger } from './iso19794.ts'
import { writeIsoFingerOf2011 } from './iso19794of2011.ts'
import { strewn } from './match/strewnFinger.fixture.ts'
import { EXTRACTOR_VERSION } from './parameters.ts'

const template = { ...strewn(7, 40), extractorVersion: EXTRACTOR_VERSION, area: 0, clarity: 0, ridges: null }
const finger = { position: 2 as const, template }
const records = {
  'ISO 2005': writeIsoFinger(finger, 80),
  'ISO 2011': writeIsoFingerOf2011(finger, 80, new Date('2026-11-22T10:00:00Z')),
  'ANSI 2004': writeAnsiFinger(finger, 80),
}

describe('a record of minutiae', () => {
  test.each(Object.entries(records))('%s is told by what it holds and comes back as it was written', (name, bytes) => {
    const [found, ...others] = readFingerRecord(bytes)
    expect(others).toEqual([])
    expect(found?.position).toBe(2)
    expect(found?.template.minutiae.length).toBe(40)
    const place = ({ x, y }: { x: number; y: number }) => y * 1024 + x
    const wanted = [...template.minutiae].sort((a, b) => place(a) - place(b))
    const read = [...(found?.template.minutiae ?? [])].sort((a, b) => place(a) - place(b))
    read.forEach((minutia, i) => {
      const turn = Math.abs(minutia.angle - wanted[i]!.angle)
      expect({ ...minutia, angle: 0 }).toEqual({ ...wanted[i]!, angle: 0 })
      // ANSI's steps are of two degrees: the direction may be one off, and one of ours.
      expect(Math.min(turn, 2 * Math.PI - turn)).toBeLessThan(name === 'ANSI 2004' ? 0.031 : 1e-9)
    })
  })

  test.each(Object.entries(records))('%s cut short anywhere is refused', (_, bytes) => {
    for (let length = 0; length < bytes.length - 2; length++)
      expect(() => readFingerRecord(bytes.slice(0, length))).toThrow(Refusal)
  })

  test.each(Object.entries(records))('%s with bytes written over is fingers or a refusal', (_, whole) => {
    const writes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    let refused = 0
    fc.assert(
      fc.property(writes, fc.boolean(), (changes, early) => {
        const bytes = whole.slice()
        for (const [at, value] of changes) bytes[at % (early ? 40 : bytes.length)] = value
        try {
          for (const { template: read } of readFingerRecord(bytes))
            expect(read.minutiae.length).toBeLessThanOrEqual(110)
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem
          refused++
        }
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(0)
  })

  test('of ANSI with a direction of more than a turn is refused: somebody counted otherwise', () => {
    const bytes = records['ANSI 2004'].slice()
    bytes[30 + 4] = 200
    expect(() => readFingerRecord(bytes)).toThrow(Refusal)
  })
})

const folder = fileURLToPath(new URL('../../../../../shared/data/fingerprint/', import.meta.url))

describe.skipIf(!existsSync(folder))('records of others (skipped where the samples are not lent)', () => {
  const read = (name: string) => readFingerRecord(new Uint8Array(readFileSync(`${folder}${name}`)))

  test('the same finger says the same by ISO and by ANSI', () => {
    const [iso] = read('records/libbiomeval_fmr.iso2005')
    const ansi = read('records/libbiomeval_fmr.ansi2004')
    expect(ansi.length).toBe(3)
    const places = (minutiae: readonly { x: number; y: number; angle: number }[]) =>
      minutiae.map(({ x, y }) => `${x} ${y}`).sort()
    expect(places(ansi[0]!.template.minutiae)).toEqual(places(iso!.template.minutiae))
    for (const mine of iso!.template.minutiae) {
      const same = ansi[0]!.template.minutiae.find(({ x, y }) => x === mine.x && y === mine.y)!
      const turn = Math.abs(same.angle - mine.angle)
      expect(Math.min(turn, 2 * Math.PI - turn)).toBeLessThan(0.05)
    }
  })

  test('one of 2009 that begins as ISO’s of 2011 is refused', () => {
    expect(() => read('records/libbiomeval_fmr.ansi2007')).toThrow(Refusal)
  })

  test('records of the MINEX test are read', () => {
    const names = readdirSync(`${folder}minex`).filter(name => name.endsWith('.ist'))
    for (const name of names) {
      const [found] = read(`minex/${name}`)
      expect(found!.template.minutiae.length, name).toBeGreaterThan(20)
      for (const { x, y } of found!.template.minutiae)
        expect(x <= found!.template.width && y <= found!.template.height).toBe(true)
    }
  })
})
