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
      "binary": "bbb25bcbafee",
      "clarity": "71c966a87c92",
      "contrast": "b63b4135acfc",
      "directions": "eb7f57fbdf6d",
      "foreground": "77a0909c878b",
      "found": "59b08aa1233b",
      "minutiae": "57fa08d34f8b",
      "resolution": "b74d3f395dcb",
      "ridges": "f1e29a98774e",
      "ridges at first": "66d7f22272bc",
      "smooth": "6ac5fe8edd75",
      "stored": "70e62fc35458",
      "thin": "fd2862154f8b",
      "waves": "fdbd21d8ba18",
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
