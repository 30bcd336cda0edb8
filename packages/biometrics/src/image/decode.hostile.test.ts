import { crc32, deflateSync } from 'node:zlib'
import { Refusal } from '@nansen/kernel'
import jpeg from 'jpeg-js'
import { expect, test } from 'vitest'
import { decodeCapture } from './decode.ts'

/** Processor time in which any one file of a capture is answered. Milliseconds. */
const MOST_MS = 2_000
/** Memory beyond what was there before. Bytes. */
const MOST_MEMORY = 300e6

function answered(bytes: Uint8Array): string {
  const before = process.memoryUsage()
  const started = process.cpuUsage()
  let outcome: string
  try {
    const { width, height, pixels } = decodeCapture(bytes)
    expect(pixels.length).toBe(width * height)
    outcome = `${width} x ${height}`
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    outcome = problem.message
  }
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(MOST_MS)
  expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(MOST_MEMORY)
  return outcome
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])))
  return Buffer.concat([head, data, sum])
}
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
function png(
  width: number,
  height: number,
  o: { depth?: number; colour?: number; interlaced?: boolean; data?: Buffer } = {},
) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([o.depth ?? 8, o.colour ?? 0, 0, 0, o.interlaced ? 1 : 0], 8)
  const data = o.data ?? deflateSync(Buffer.alloc(1000))
  return Buffer.concat([PNG, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** Fields of one directory, of type LONG, each with its values behind. */
function tiff(fields: Readonly<Record<number, readonly number[]>>, o: { next?: number; data?: Buffer } = {}): Buffer {
  const entries = Object.entries(fields)
  const behind = 8 + 2 + entries.length * 12 + 4
  const head = Buffer.alloc(behind)
  head.write('II*\0', 0, 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(entries.length, 8)
  const parts: Buffer[] = []
  let at = behind
  entries.forEach(([field, values], i) => {
    const place = 10 + i * 12
    head.writeUInt16LE(Number(field), place)
    head.writeUInt16LE(4, place + 2)
    head.writeUInt32LE(values.length, place + 4)
    if (values.length === 1) {
      head.writeUInt32LE(values[0]!, place + 8)
      return
    }
    const part = Buffer.alloc(values.length * 4)
    values.forEach((value, n) => void part.writeUInt32LE(value, n * 4))
    head.writeUInt32LE(at, place + 8)
    at += part.length
    parts.push(part)
  })
  head.writeUInt32LE(o.next ?? 0, behind - 4)
  return Buffer.concat([head, ...parts, o.data ?? Buffer.alloc(100)])
}

const square = (side: number) => ({ 256: [side], 257: [side], 258: [8], 262: [1], 273: [200], 278: [side], 279: [50] })
const photo = Buffer.from(jpeg.encode({ width: 64, height: 64, data: Buffer.alloc(64 * 64 * 4, 99) }, 50).data)
/** The header of a JPEG with other sides in its frame. */
function photoOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(photo)
  const frame = bytes.indexOf(Buffer.of(0xff, 0xc0))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}
/** Scans that say nothing, over and over: each walks the whole picture. */
function scans(count: number): Buffer {
  const start = photo.indexOf(Buffer.of(0xff, 0xda))
  const length = photo.readUInt16BE(start + 2)
  const scan = photo.subarray(start, start + 2 + length)
  return Buffer.concat([photo.subarray(0, start), ...Array.from({ length: count }, () => scan), Buffer.of(0xff, 0xd9)])
}
const wsq = (width: number, height: number) =>
  Buffer.from([
    0xff,
    0xa0,
    0xff,
    0xa2,
    0,
    17,
    0,
    255,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0xff,
    0xa1,
  ])

test.each<[string, Uint8Array]>([
  ['a PNG of 65,535 by 65,535', png(65_535, 65_535)],
  ['a PNG of four thousand million columns', png(0xffffffff, 1)],
  ['a PNG of more than a capture has', png(2_001, 2_000)],
  ['a TIFF of four thousand million rows', tiff({ ...square(10), 257: [0xffffffff] })],
  [
    'a TIFF with more strips than rows',
    tiff({ ...square(10), 273: Array.from({ length: 60_000 }, () => 200), 278: [1] }),
  ],
  [
    'a TIFF whose strips are the same bytes two thousand times',
    tiff({
      ...square(2_000),
      273: Array.from({ length: 2_000 }, () => 8),
      278: [1],
      279: Array.from({ length: 2_000 }, () => 2_000),
    }),
  ],
  [
    'a TIFF that is packed to nothing',
    tiff({ ...square(2_000), 259: [8], 279: [100] }, { data: deflateSync(Buffer.alloc(10)) }),
  ],
  ['a TIFF whose directory is itself', tiff({ ...square(10), 273: [8], 279: [9] }, { next: 8 })],
  ['a TIFF whose directory lies beyond its end', Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1')],
  ['a TIFF whose values lie beyond its end', tiff({ 256: Array.from({ length: 70_000 }, () => 1) })],
  ['a JPEG of 65,535 by 65,535', photoOf(65_535, 65_535)],
  ['a JPEG of more than a capture has', photoOf(2_400, 2_400)],
  ['a JPEG of a thousand scans', scans(1_000)],
  ['a JPEG that is all markers', Buffer.concat([photo.subarray(0, 4), Buffer.alloc(2_000_000, 0xff)])],
  [
    'a BMP of the least height there is',
    Buffer.concat([
      Buffer.from('BM'),
      Buffer.alloc(8),
      Buffer.from([54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80, 1, 0, 24, 0]),
      Buffer.alloc(60),
    ]),
  ],
  ['a PGM of 999,999 by 999,999', Buffer.from('P5 999999 999999 255\n')],
  ['a PGM that is one comment', Buffer.concat([Buffer.from('P5 #'), Buffer.alloc(5_000_000, 35)])],
  ['a WSQ of 65,535 by 65,535', wsq(65_535, 65_535)],
  ['a WSQ of nothing', wsq(2_000, 2_000)],
  [
    'a WSQ that is all comments',
    Buffer.concat([
      Buffer.from([0xff, 0xa0]),
      ...Array.from({ length: 100_000 }, () => Buffer.from([0xff, 0xa8, 0, 3, 65])),
    ]),
  ],
])('%s is refused soon', (_, bytes) => {
  expect(answered(new Uint8Array(bytes))).toMatch(/^this image cannot be read/)
})

test.each<[string, Uint8Array]>([
  [
    'sixteen bits in colour, every row filtered',
    png(2_000, 2_000, { depth: 16, colour: 6, data: deflateSync(Buffer.alloc(2_000 * 16_001, 4)) }),
  ],
  ['interlaced', png(2_000, 2_000, { interlaced: true, data: deflateSync(Buffer.alloc(2_000 * 2_020)) })],
  ['a photo', Buffer.from(jpeg.encode({ width: 2_000, height: 2_000, data: Buffer.alloc(16_000_000, 99) }, 90).data)],
])('the largest capture there is, %s, is opened in the time that is given', (_, bytes) => {
  expect(answered(new Uint8Array(bytes))).toBe('2000 x 2000')
})

test('a PNG whose data is a bomb unpacks to what it says it is, and no further', () => {
  const bomb = png(100, 100, { data: deflateSync(Buffer.alloc(60_000_000)) })
  expect(answered(new Uint8Array(bomb))).toBe('100 x 100')
})
