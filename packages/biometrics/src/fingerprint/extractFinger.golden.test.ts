import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { encodeFinger } from './encoding.ts'
import { extractFinger } from './extractFinger.ts'
import { drawnFinger } from './ridges.fixture.ts'

beforeAll(loadKernels)

const finger = drawnFinger(240, 300, [
  [80, 90, 1],
  [150, 80, -1],
  [120, 140, 1],
  [70, 190, -1],
  [170, 170, 1],
  [110, 220, -1],
  [160, 230, 1],
])

/** Who changes a stage changes templates: raise `EXTRACTOR_VERSION`, measure again and say so in the decision record. */
test('every stage gives what it gave when templates of this version were stored', () => {
  const stages: Record<string, string> = {}
  const template = extractFinger(finger, (stage, result) => {
    stages[stage] = fingerprintOf(result)
  })
  expect({ ...stages, stored: fingerprintOf(encodeFinger(template, 'stored')) }).toMatchInlineSnapshot(`
    {
      "binary": "218af31028b3",
      "clarity": "71c966a87c92",
      "contrast": "b63b4135acfc",
      "directions": "6ba89b337339",
      "foreground": "77a0909c878b",
      "found": "38bb55282d82",
      "minutiae": "57fa08d34f8b",
      "resolution": "b74d3f395dcb",
      "ridges": "2261e365df07",
      "ridges at first": "5f15fa236b56",
      "smooth": "5db7b64b7d40",
      "stored": "53fe90e4a343",
      "thin": "7481ccbb5972",
      "waves": "c9fa5e8bb3e9",
    }
  `)
})

/** A short hash of whatever arrays a stage gave; real numbers to three digits, so that a rounding elsewhere does not count. */
function fingerprintOf(result: unknown): string {
  const hash = createHash('sha256')
  const add = (value: unknown): void => {
    if (value instanceof Float32Array) hash.update(Array.from(value, each => each.toPrecision(3)).join())
    else if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) add(part)
    else hash.update(String(value))
  }
  add(result)
  return hash.digest('hex').slice(0, 12)
}
