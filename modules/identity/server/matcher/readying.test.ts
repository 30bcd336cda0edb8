import { GalleryPart, type PersonTemplates, plainFilter, type SiteEngine } from '@nansen/biometrics'
import { beforeEach, expect, test } from 'vitest'
import { DividedGallery } from './dividedGallery.ts'
import { Readying } from './readying.ts'

/** Milliseconds that one form takes to be made. */
const ONE = 0.5
const alike = (a: object, b: object) => (`${a}` === `${b}` ? 9 : 0)
const engine: SiteEngine = {
  prepare: stored => {
    const until = performance.now() + ONE
    while (performance.now() < until);
    return stored
  },
  match: alike,
}
const part = () => new GalleryPart(() => engine, undefined, plainFilter(alike))
const template = (person: number) => Uint8Array.of(person & 255, person >> 8)
const finger: PersonTemplates = { 'finger-2': template(7) }

let turn: Promise<unknown>
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}
beforeEach(() => {
  turn = Promise.resolve()
})

/** People who have an index finger and a thumb. */
function readyingOf(people: number) {
  const gallery = new DividedGallery([part(), part()])
  for (let i = 0; i < people; i++) gallery.add(`ref ${i}`, { 'finger-2': template(i), 'finger-1': template(i) })
  const first = Promise.withResolvers<void>()
  const readying = new Readying(gallery, { inTurn, onFirst: first.resolve, onFault: first.reject })
  return { gallery, readying, first: first.promise }
}

test('a search before everything is ready is refused with how far it is, and answers when it is', async () => {
  const { readying, first } = readyingOf(2_100)
  await expect(readying.identify(finger)).rejects.toThrow(
    expect.objectContaining({
      code: 'unavailable',
      message: 'not ready yet: 0 of 2100 people; try again soon',
      details: { label: 'identity.problem.not-ready', values: { ready: 0, of: 2100 } },
    }),
  )
  readying.soon()
  await first
  expect(await readying.identify(finger)).toMatchObject({ people: 2100, candidates: [{ ref: 'ref 7' }] })
})

test('a question waits for a slice of it, and not for all', async () => {
  const { readying, first } = readyingOf(2_100)
  readying.soon()
  await new Promise(resolve => setTimeout(resolve, 50))
  let isFirstDone = false
  void first.then(() => {
    isFirstDone = true
  })
  const asked = await inTurn(async () => {
    try {
      return await readying.identify(finger)
    } catch (error) {
      return error
    }
  })
  expect(isFirstDone).toBe(false)
  const { values } = (asked as { details: { values: { ready: number; of: number } } }).details
  expect(values.ready).toBeGreaterThan(0)
  expect(values.ready).toBeLessThan(values.of)
  await first
})

test('a few who entered since are made ready by the search itself', async () => {
  const { gallery, readying, first } = readyingOf(2_100)
  readying.soon()
  await first
  for (let i = 0; i < 50; i++) gallery.add(`new ${i}`, { 'finger-2': template(3_000 + i) })
  expect((await readying.identify(finger)).people).toBe(2_150)
})

test('what there is no room for is refused with what to add', async () => {
  const { gallery, readying } = readyingOf(100)
  gallery.prepare = async () => 'done'
  readying.soon()
  await turn
  await expect(readying.identify(finger)).rejects.toThrow(
    expect.objectContaining({ details: { label: 'identity.problem.too-many-people' } }),
  )
})
