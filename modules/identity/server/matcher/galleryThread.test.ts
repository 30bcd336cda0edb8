import { loadKernels, type PersonTemplates, syntheticTemplates } from '@nansen/biometrics'
import { beforeAll, expect, test } from 'vitest'
import { dividedAmong, searchingThreads } from './galleryThread.ts'

const PEOPLE = 260
const SITES = ['finger-2', 'iris-left'] as const
const probe = syntheticTemplates('77', { sites: SITES, impression: 1 })
let people: readonly PersonTemplates[]

beforeAll(async () => {
  await loadKernels()
  people = Array.from({ length: PEOPLE }, (_, i) => syntheticTemplates(`${i}`, { sites: SITES }))
}, 60_000)

test('two threads and three answer what one answers, to the last bit, and share the work of making ready', async () => {
  const answersOf = async (threads: number) => {
    const gallery = dividedAmong(threads, () => undefined)
    for (const [i, templates] of people.entries()) gallery.add(`ref ${i}`, templates)
    gallery.add('ref 5', people[6]!)
    const before = await gallery.readiness(probe)
    while ((await gallery.prepare(50)) !== 'done');
    return {
      before,
      after: await gallery.readiness(probe),
      eye: await gallery.identify({ 'iris-left': probe['iris-left']! }),
      finger: await gallery.identify({ 'finger-2': probe['finger-2']! }),
      sitting: await gallery.identifySitting(probe),
    }
  }
  const one = await answersOf(1)
  expect(one).toMatchObject({
    before: { ready: 0, of: PEOPLE },
    after: { ready: PEOPLE, of: PEOPLE },
    sitting: [{ ref: 'ref 77' }],
  })
  expect([one.eye[0]!.ref, one.finger[0]!.ref]).toEqual(['ref 77', 'ref 77'])
  expect(await answersOf(2)).toEqual(one)
  expect(await answersOf(3)).toEqual(one)
}, 120_000)

test('a thread that falls makes the search fail and is told; it is never "nobody known"', async () => {
  const faults: Error[] = []
  const gallery = dividedAmong(2, error => faults.push(error))
  gallery.add('nobody can read this', { 'iris-left': Uint8Array.of(99) })
  gallery.add('in this thread', people[77]!)
  await expect(gallery.identify(probe)).rejects.toThrow()
  expect(faults).toHaveLength(1)
  await expect(gallery.identify(probe)).rejects.toThrow()
  await expect(gallery.readiness(probe)).rejects.toThrow()
}, 60_000)

test('one core is left for the server and its database', () => {
  expect([1, 2, 3, 4, 64].map(searchingThreads)).toEqual([1, 1, 2, 3, 8])
})
