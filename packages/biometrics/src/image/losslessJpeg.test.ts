import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'

const WIDTH = 23
const HEIGHT = 17
const at = (x: number, y: number, depth: number) =>
  Math.round((2 ** depth - 1) * (0.5 + 0.45 * Math.sin(x / 3) * Math.cos(y / 4))) ^ ((x * 7 + y * 3) & 1)

/** One grey scan whose differences have codes of five bits: category by category, 0 to 16. */
function lossless(predictor: number, depth = 8, o: { restart?: number; colour?: boolean } = {}): Uint8Array {
  const segment = (code: number, body: readonly number[]) => [0xff, code, 0, body.length + 2, ...body]
  const counts = [0, 0, 0, 0, 17, ...Array.from({ length: 11 }, () => 0)]
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 2, 1, 500 >> 8, 500 & 255, 500 >> 8, 500 & 255, 0, 0]),
    ...segment(0xc3, [depth, 0, HEIGHT, 0, WIDTH, o.colour ? 3 : 1, 1, 0x11, 0]),
    ...segment(0xc4, [0, ...counts, ...Array.from({ length: 17 }, (_, i) => i)]),
    ...(o.restart ? segment(0xdd, [0, o.restart * WIDTH]) : []),
    ...segment(0xda, [1, 1, 0, predictor, 0, 0]),
    ...scan(predictor, depth, o.restart ?? HEIGHT),
    ...[0xff, 0xd9],
  ])
}

function guesses(x: number, y: number, depth: number): readonly number[] {
  const [left, above, corner] = [at(x - 1, y, depth), at(x, y - 1, depth), at(x - 1, y - 1, depth)]
  const inside = [left + ((above - corner) >> 1), above + ((left - corner) >> 1), (left + above) >> 1]
  return [left, above, corner, left + above - corner, ...inside]
}

function coded(difference: number): string {
  if (difference === 0) return '00000'
  const length = Math.floor(Math.log2(Math.abs(difference))) + 1
  const low = difference < 0 ? difference + 2 ** length - 1 : difference
  return length.toString(2).padStart(5, '0') + low.toString(2).padStart(length, '0')
}

function scan(predictor: number, depth: number, rows: number): readonly number[] {
  const out: number[] = []
  let bits = ''
  const flush = () => {
    for (let i = 0; i < bits.length; i += 8) {
      const byte = Number.parseInt(bits.slice(i, i + 8).padEnd(8, '1'), 2)
      out.push(byte, ...(byte === 255 ? [0] : []))
    }
    bits = ''
  }
  for (let y = 0; y < HEIGHT; y++) {
    if (y > 0 && y % rows === 0) {
      flush()
      out.push(0xff, 0xd0 + ((y / rows - 1) % 8))
    }
    for (let x = 0; x < WIDTH; x++) {
      const rule = y % rows === 0 ? 1 : x === 0 ? 2 : predictor
      const guess = y % rows === 0 && x === 0 ? 2 ** (depth - 1) : guesses(x, y, depth)[rule - 1]!
      const difference = at(x, y, depth) - guess
      bits += coded(difference)
    }
  }
  flush()
  return out
}

const wanted = (depth = 8) =>
  Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => at(i % WIDTH, Math.floor(i / WIDTH), depth) >> (depth - 8))

describe('a lossless JPEG', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])('gives back every pixel, predicted by rule %i', predictor => {
    expect(decodeImage(lossless(predictor))).toEqual({ width: WIDTH, height: HEIGHT, dpi: 500, pixels: wanted() })
  })

  test('of twelve bits keeps the upper eight; restarts begin anew', () => {
    expect(decodeImage(lossless(4, 12)).pixels).toEqual(wanted(12))
    expect(decodeImage(lossless(7, 8, { restart: 5 })).pixels).toEqual(wanted())
  })

  test('in colour, or cut short anywhere, is refused', () => {
    expect(() => decodeImage(lossless(1, 8, { colour: true }))).toThrow('in colour')
    const whole = lossless(1)
    for (let length = 3; length < whole.length - 2; length++)
      expect(() => decodeImage(whole.slice(0, length))).toThrow(Refusal)
  })

  test('with bytes written over is a picture or a refusal', () => {
    const whole = lossless(5)
    const writes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    let refused = 0
    fc.assert(
      fc.property(writes, changes => {
        const bytes = whole.slice()
        for (const [place, value] of changes) bytes[place] = value
        try {
          const { width, height, pixels } = decodeImage(bytes)
          expect(pixels.length).toBe(width * height)
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem
          refused++
        }
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(0)
  })
})
