import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeImage } from '../image/decode.ts'
import { loadKernels } from '../loadKernels.ts'
import { encodeFinger } from './encoding.ts'
import { extractFinger } from './extractFinger.ts'
import { fingerQuality } from './fingerQuality.ts'
import { matchFingers } from './match/matchFingers.ts'
import { prepareFinger } from './match/prepareFinger.ts'

const folder = fileURLToPath(new URL('../../../../../shared/data/fingerprint/fvc2002_db1_b/', import.meta.url))

describe.skipIf(!existsSync(folder))('real prints (skipped where the development sets are not lent)', () => {
  beforeAll(loadKernels)
  const names = ['101_1', '101_3', '103_1', '103_3', '105_2', '105_5']

  test('of one finger are more alike than those of any two', () => {
    const prints = names.map(name => {
      const image = { ...decodeImage(readFileSync(`${folder}${name}.tif`)), dpi: 500 }
      const template = extractFinger(image)
      expect(fingerQuality(image, template).score).toBeGreaterThan(20)
      return { finger: name.slice(0, 3), prepared: prepareFinger(encodeFinger(template, 'travelling')) }
    })
    const pairs = prints.flatMap((a, i) =>
      prints.slice(i + 1).map(b => ({ a, b, evidence: matchFingers(a.prepared, b.prepared) })),
    )
    const genuine = pairs.filter(pair => pair.a.finger === pair.b.finger).map(pair => pair.evidence)
    const strangers = pairs.filter(pair => pair.a.finger !== pair.b.finger).map(pair => pair.evidence)
    expect(Math.min(...genuine)).toBeGreaterThan(Math.max(...strangers))
    expect(Math.min(...genuine)).toBeGreaterThan(4)
  })
})
