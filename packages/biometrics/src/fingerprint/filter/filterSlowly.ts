import { FORM_HEADER, FORM_RECORD, PART_AT, SECTORS, TURN_AT, X_AT } from './filterForm.ts'
import { CHANCE_OF_FEW, COSINES, MOST_APART, MOST_TURN, NEAR_SECTORS } from './parameters.ts'

interface SlowRecord {
  readonly bits: Uint8Array
  readonly part: number
  readonly turn: number
  readonly x: number
  readonly y: number
}

/** The twin of `FingerDesk` for one finger in TypeScript, against which it is tested: the same steps, nothing clever. */
export function filterSlowly(probe: Uint8Array, form: Uint8Array): number {
  const others = recordsOf(form)
  const pairs = recordsOf(probe).flatMap(record => {
    const nearest = nearestOf(record, others)
    return nearest === null ? [] : [{ ...nearest, record, turned: (record.turn - nearest.other.turn) & 255 }]
  })
  let sum = 0
  pairs.forEach((t, at) => {
    for (const k of pairs.slice(0, at)) {
      if (k.other === t.other || away(t.turned, k.turned) > MOST_TURN) continue
      const [x, y] = turned(t.other.x - k.other.x, t.other.y - k.other.y, t.turned)
      const apart = Math.max(Math.abs(x - (t.record.x - k.record.x)), Math.abs(y - (t.record.y - k.record.y)))
      if (apart <= MOST_APART) sum += t.weight * k.weight
    }
  })
  return sum / (others.length + CHANCE_OF_FEW)
}

function nearestOf(record: SlowRecord, others: readonly SlowRecord[]): { other: SlowRecord; weight: number } | null {
  const first = sectorOf(record) - (NEAR_SECTORS >> 1)
  let best: { other: SlowRecord; value: number } | null = null
  for (let near = 0; near < NEAR_SECTORS; near++)
    for (const other of others.filter(each => sectorOf(each) === ((first + near) & (SECTORS - 1)))) {
      const both = record.bits.reduce((sum, byte, i) => sum + ones(byte & other.bits[i]!), 0)
      const value = both * both * other.part
      if (value > (best?.value ?? 0)) best = { other, value }
    }
  return best && { other: best.other, weight: ((best.value >>> 8) * record.part) >>> 16 }
}

function recordsOf(form: Uint8Array): readonly SlowRecord[] {
  return Array.from({ length: form[0]! }, (_, i) => {
    const start = form.byteOffset + FORM_HEADER + i * FORM_RECORD
    const view = new DataView(form.buffer, start, FORM_RECORD)
    return {
      bits: new Uint8Array(form.buffer, start, PART_AT),
      part: view.getUint16(PART_AT, true),
      turn: view.getUint8(TURN_AT),
      x: view.getInt16(X_AT, true),
      y: view.getInt16(X_AT + 2, true),
    }
  })
}

const sectorOf = ({ turn }: SlowRecord) => turn >> 4
const away = (a: number, b: number) => Math.min((a - b) & 255, (b - a) & 255)

/** A step turned by so many 256ths, in whole pixels downwards. */
function turned(x: number, y: number, turn: number): readonly [x: number, y: number] {
  const cosine = COSINES[turn]!
  const sine = COSINES[(turn - 64) & 255]!
  return [(cosine * x + sine * y) >> 10, (cosine * y - sine * x) >> 10]
}

function ones(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}
