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
  expect(JSON.stringify(sides)).not.toMatch(/"(seed|same|known)":/)
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

/** Every path of keys in an answer, with the kind of value: what a program that compares two pairs sees. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(each => shapeOf(each, `${path}[]`)))]
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, each]) => shapeOf(each, `${path}.${key}`))
}

test('a known pair is told from a real one by no column: identifiers, numbers, offices, ages, families and ways', async () => {
  await rows(`update adjudication.setting set value = 0.9 where name = 'known-share'`)
  const queue = (await mary.asks('adjudication.queue', {})).json().reviews as {
    id: string
    first: { id: string; number: string; office: string; office_id: string }
  }[]
  const known = (
    await rows<{ id: string }>('select id from adjudication.known_pair where staff = $1', [mary.staffId])
  ).map(({ id }) => id)
  const isKnown = ({ id }: { readonly id: string }) => known.includes(id)
  const [real, made] = [queue.filter(each => !isKnown(each)), queue.filter(isKnown)]
  expect(real.length * made.length).toBeGreaterThan(0)
  expect(new Set(made.flatMap(each => shapeOf(each)))).toEqual(new Set(real.flatMap(each => shapeOf(each))))
  const offices = await rows<{ id: string; name: string }>('select id, name from auth.office')
  for (const { id, first } of made) {
    // a person's identifier is of version 7 as everybody's, and shares nothing with the pair's
    expect(first.id[14]).toBe('7')
    expect(id[14]).toBe('4')
    expect(first.id.slice(0, 8)).not.toBe(id.slice(0, 8))
    expect(offices).toContainEqual({ id: first.office_id, name: first.office })
    expect(await rows('select number from registration.individual where number = $1', [first.number])).toEqual([])
    expect(first.number.slice(0, 8)).toMatch(/^[A-Z]{3}-[A-Z]{3}-/)
    expect(Number(first.number.split('-')[2])).toBeLessThan(100_000)
  }
  const sides = (await mary.asks('adjudication.sideBySide', { reviewId: made[0]!.id })).json()
  for (const side of [sides.first, sides.second]) {
    expect(side.facts).toMatchObject({ born: expect.any(String), fledOn: expect.any(String) })
    expect(side.flight.length).toBeGreaterThan(1)
    expect(Date.parse(side.captures[0].capturedAt)).toBeLessThan(Date.now())
  }
  const captures: { quality: number }[] = [...sides.first.captures, ...sides.second.captures]
  expect(new Set(captures.map(each => each.quality)).size).toBeGreaterThan(1)
  const [one, other] = [sides.first.captures[0].capturedAt, sides.second.captures[0].capturedAt]
  expect(one).not.toBe(other)
  expect(sides.reasons.length).toBeGreaterThan(0)
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
