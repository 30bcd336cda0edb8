import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { extract } from '../../extract.ts'
import { decodeImage } from '../../image/decode.ts'
import { loadKernels } from '../../loadKernels.ts'
import { filterFormOf } from '../filter/filterForm.ts'
import { LEADING } from '../filter/parameters.ts'
import { prepareFinger } from '../match/prepareFinger.ts'
import { FingerGallery } from './fingerGallery.ts'
import { FingerScanner } from './fingerScan.ts'
import { inventedForms } from './inventedForms.ts'

const DATA = fileURLToPath(new URL('../../../../../../shared/data/fingerprint/', import.meta.url))
const SETS = { fvc2002_db1_b: 500, fvc2002_db2_b: 569, fvc2002_db4_b: 500, fvc2004_db1_b: 500, fvc2004_db3_b: 512 }
const FINGERS = Array.from({ length: 6 }, (_, i) => 101 + i)

beforeAll(loadKernels)

/** One image of six fingers of each set. */
function realFingers(): readonly Uint8Array[] {
  return Object.entries(SETS).flatMap(([set, dpi]) =>
    FINGERS.map(finger => {
      const image = decodeImage(new Uint8Array(readFileSync(`${DATA}${set}/${finger}_1.tif`)))
      return prepareFinger(extract('finger-2', { ...image, dpi }).stored).cylinders
    }),
  )
}

function galleryOf(forms: readonly Uint8Array[]): FingerGallery {
  const gallery = new FingerGallery([2])
  for (const [i, form] of forms.entries()) gallery.put(i, { 2: form })
  return gallery
}

/** Of everybody's likeness to these probes, mean, and what one in a hundred reaches. In steps. */
function spreadOf(
  gallery: FingerGallery,
  probes: readonly Uint8Array[],
  isStranger: (probe: number, place: number) => boolean,
) {
  const scanner = new FingerScanner(gallery.handle, 0)
  const said = probes.flatMap((cylinders, probe) => {
    const scores = new Uint16Array(gallery.handle.places)
    scanner.scan(0, filterFormOf(cylinders, LEADING), 0, scores.length, scores)
    return [...scores].filter((_, place) => isStranger(probe, place))
  })
  const sorted = said.toSorted((a, b) => a - b)
  return {
    mean: said.reduce((sum, each) => sum + each, 0) / said.length,
    hundredth: sorted[Math.floor(0.99 * sorted.length)]!,
  }
}

test.skipIf(!existsSync(DATA))(
  'real fingers are as like invented ones as they are like real strangers, within a tenth of the mean and a fifth of the hundredth',
  () => {
    const real = realFingers()
    const { next } = inventedForms('strangers')
    const strangers = spreadOf(galleryOf(real.map(each => filterFormOf(each))), real, (probe, place) => probe !== place)
    const invented = spreadOf(galleryOf(Array.from({ length: 300 }, () => next().slice())), real, () => true)
    expect(Math.abs(invented.mean / strangers.mean - 1)).toBeLessThan(0.1)
    expect(Math.abs(invented.hundredth / strangers.hundredth - 1)).toBeLessThan(0.2)
  },
  60_000,
)

test('the same seed gives the same fingers, each in the order of its directions', () => {
  const [one, other] = [inventedForms('same', 8), inventedForms('same', 8)]
  for (let i = 0; i < 50; i++) {
    const form = one.next().slice()
    expect(form).toEqual(other.next())
    expect(form[0]).toBeGreaterThan(0)
  }
  expect(one.library[3]).toEqual(other.library[3])
})
