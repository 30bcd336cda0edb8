import { FingerGallery, FingerScanner, inventedForms, loadKernels, scanShare } from '@nansen/biometrics'
import { expect, test } from 'vitest'
import { fingerPool } from './fingerPool.ts'

const PEOPLE = 20_000

test('two threads over one memory say of every finger what one says, of one finger after the other', async () => {
  await loadKernels()
  const gallery = new FingerGallery([2, 7])
  const { next } = inventedForms('pool', 20)
  const forms = Array.from({ length: 300 }, () => next().slice())
  for (let i = 0; i < PEOPLE; i++) gallery.put(i, { 2: forms[i % 300]!, 7: forms[(i * 7) % 300]! })
  const probe = forms[5]!.slice(0, 32 + 28 * 32)
  probe[0] = Math.min(28, probe[0]!)
  const pool = await fingerPool(gallery, 2)
  try {
    for (const shelf of [0, 1]) {
      const alone = new Uint16Array(PEOPLE)
      scanShare(new FingerScanner(gallery.handle, 2), shelf, probe, alone, new Int32Array(1))
      expect(new Uint16Array(await pool.scan(shelf, probe))).toEqual(alone)
      expect(alone.indexOf(Math.max(...new Set(alone)))).toBe(shelf === 0 ? 5 : 215)
    }
    expect(pool.cpuMs()).toBeGreaterThan(0)
    expect(pool.cpuMs()).toBe(0)
  } finally {
    await pool.stop()
  }
})
