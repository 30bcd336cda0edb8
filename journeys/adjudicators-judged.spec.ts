import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdjudicationDesk, adjudicationDesk } from './adjudicationDesk.ts'
import type { Attacker } from './hostile/hostileWorld.ts'

let desk: AdjudicationDesk
let ines: Attacker
let samuel: Attacker
let mary: Attacker
let ruth: Attacker
beforeAll(async () => {
  desk = await adjudicationDesk()
  ;[ines, samuel, mary, ruth] = desk.judges
})
afterAll(() => desk.world.end())

const rows: AdjudicationDesk['rows'] = (text, values) => desk.rows(text, values)
const pair: AdjudicationDesk['pair'] = (...of) => desk.pair(...of)
const gives: AdjudicationDesk['gives'] = (...said) => desk.gives(...said)

beforeAll(async () => {
  const one = await pair()
  await gives(ines, one.id, 'same-person')
  await gives(samuel, one.id, 'different-people')
  await gives(mary, one.id, 'same-person')
  for (let i = 0; i < 4; i++) await pair()
})

test('known pairs come at the share that was set, look like any, and stand in no register', async () => {
  await rows(`update adjudication.setting set value = 0.5 where name = 'known-share'`)
  const before = await rows('select count(*)::int as n from registration.individual')
  const queue = (await ruth.asks('adjudication.queue', {})).json().reviews as Record<string, unknown>[]
  const known = await rows<{ id: string; same: boolean }>(
    'select id, same from adjudication.known_pair where staff = $1',
    [ruth.staffId],
  )
  expect(known.length).toBeGreaterThan(0)
  expect(known.length).toBeLessThan(queue.length)
  const [one] = known
  const [real] = queue.filter(({ id }) => !known.some(each => each.id === id))
  const shown = queue.find(({ id }) => id === one!.id)!
  expect(Object.keys(shown).toSorted()).toEqual(Object.keys(real!).toSorted())
  const sides = (await ruth.asks('adjudication.sideBySide', { reviewId: one!.id })).json()
  const realSides = (await ruth.asks('adjudication.sideBySide', { reviewId: real!.id })).json()
  expect(Object.keys(sides).toSorted()).toEqual(Object.keys(realSides).toSorted())
  expect(JSON.stringify(sides)).not.toMatch(/seed|same"|known/)
  const [capture] = sides.first.captures
  const image = (await ruth.asks('adjudication.image', { reviewId: one!.id, image: capture.image })).json()
  expect(image.width).toBeGreaterThan(100)
  expect((await ines.asks('adjudication.sideBySide', { reviewId: one!.id })).statusCode).toBe(404)
  expect((await gives(ruth, one!.id, one!.same ? 'same-person' : 'different-people')).json()).toEqual({
    state: 'one-opinion',
  })
  expect((await gives(ruth, one!.id, 'same-person')).statusCode).toBe(409)
  expect(await rows('select count(*)::int as n from registration.individual')).toEqual(before)
  await rows(`update adjudication.setting set value = 0 where name = 'known-share'`)
})

test('figures of judging are shown to who runs the desk, and to each of themselves; a colleague’s to nobody', async () => {
  const own = (await ruth.asks('adjudication.judging', {})).json().people
  expect(own).toMatchObject([{ staff: ruth.staffId, known: 1, knownRight: 1 }])
  const mine = (await ines.asks('adjudication.judging', {})).json().people as { staff: string }[]
  expect(mine.map(({ staff }) => staff)).toEqual([ines.staffId])
  const head = await desk.runsTheDesk('DAD')
  const all = (await head.asks('adjudication.judging', {})).json().people as { staff: string; opinions: number }[]
  expect(all.map(({ staff }) => staff)).toEqual(expect.arrayContaining([ines.staffId, samuel.staffId, mary.staffId]))
  const clerk = await desk.world.colleague('amina')
  const body = (await clerk.asks('adjudication.judging', {})).body
  expect(desk.judges.filter(({ staffId: id }) => body.includes(id))).toEqual([])
})

test('a link taken back counts against who said one person', async () => {
  const one = await pair()
  await gives(mary, one.id, 'same-person')
  await gives(ruth, one.id, 'same-person')
  const before = (await mary.asks('adjudication.judging', {})).json().people[0].overturned
  const { link } = (await mary.asks('adjudication.sideBySide', { reviewId: one.id })).json()
  await samuel.does('adjudication.unlink', { linkId: link.id, because: 'another photo shows two people' })
  expect((await mary.asks('adjudication.judging', {})).json().people[0].overturned).toBe(before + 1)
})
