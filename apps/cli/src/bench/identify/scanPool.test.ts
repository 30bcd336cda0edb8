import {
  EyeGallery,
  type Eyes,
  inventedRecords,
  loadKernels,
  prepareIris,
  RECORD_WORDS,
  searchEyes,
  syntheticTemplates,
} from '@nansen/biometrics'
import { expect, test } from 'vitest'
import { scanPool } from './scanPool.ts'

const eyesOf = (person: string, impression: number): Eyes => {
  const templates = syntheticTemplates(person, { impression, sites: ['iris-left', 'iris-right'] })
  return { left: prepareIris(templates['iris-left']!), right: prepareIris(templates['iris-right']!) }
}

test('two threads over one memory answer what one does, for several probes in a pass', async () => {
  await loadKernels()
  const gallery = new EyeGallery()
  const { next } = inventedRecords('pool', 4)
  for (let i = 0; i < 40_000; i += 1000) gallery.put(100_000 + i, eyesOf(`person ${i}`, 0))
  for (let i = 0; i < 40_000; i++)
    gallery.putRecords(i, next(new Uint32Array(RECORD_WORDS)), next(new Uint32Array(RECORD_WORDS)))
  gallery.put(200_000, eyesOf('person 0', 0))
  const probes = [eyesOf('person 0', 1), eyesOf('person 7000', 1), eyesOf('nobody', 0)]
  const pool = await scanPool(gallery, 2)
  try {
    const { found } = await pool.search(probes, { least: 6 })
    expect(found.map(({ candidates }) => candidates.map(({ number }) => number))).toEqual([
      [100_000, 200_000],
      [107_000],
      [],
    ])
    expect(found).toEqual(searchEyes(gallery.handle, probes, { least: 6 }))
  } finally {
    await pool.stop()
  }
})
