import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Refusal } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { decodeWsq } from './decode.ts'
import { subbands } from './subbands.ts'

/** Real prints: read where they lie, never copied. */
const folder = new URL('../../../../../../shared/data/fingerprint/wsq/', import.meta.url)
const absent = !existsSync(folder)
const inFolder = (sub: string, decoded: string) =>
  absent
    ? []
    : readdirSync(new URL(sub, folder))
        .filter(name => name.endsWith('.wsq'))
        .map(name => [`${sub}${name}`, `${sub}${name.replace('.wsq', decoded)}`])
const pairs = [...inFolder('./', '.nbisdec'), ...inFolder('./generated/', '.decoded.raw')]

describe.skipIf(absent)('a WSQ print (left out where ../shared/data is absent)', () => {
  test.each(pairs)('%s has the pixels that NIST decodes, every one', (wsq, raw) => {
    const image = decodeWsq(new Uint8Array(readFileSync(new URL(wsq!, folder))))
    const expected = readFileSync(new URL(raw!, folder))
    expect(image.dpi).toBe(500)
    expect(image.pixels.length).toBe(expected.length)
    expect(image.pixels.findIndex((value, i) => value !== expected[i])).toBe(-1)
  })

  test('that ends in the middle is refused', () => {
    const bytes = new Uint8Array(readFileSync(new URL(pairs[0]![0]!, folder)))
    expect(() => decodeWsq(bytes.subarray(0, bytes.length / 2))).toThrow(Refusal)
  })
})

describe('the tree of bands', () => {
  test.each([
    [256, 256],
    [545, 622],
    [33, 1],
  ])('covers a plane of %d x %d once', (width, height) => {
    const covered = new Uint8Array(width * height)
    for (const band of subbands(width, height).bands) {
      for (let y = 0; y < band.height; y++)
        for (let x = 0; x < band.width; x++) covered[(band.y + y) * width + band.x + x]!++
    }
    expect(covered.every(times => times === 1)).toBe(true)
  })
  test('has 64 leaves from 20 splits', () => {
    const tree = subbands(388, 374)
    expect([tree.bands.length, tree.joins.length]).toEqual([64, 20])
  })
})
