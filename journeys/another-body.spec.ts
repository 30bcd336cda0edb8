import { SITES } from '@nansen/biometrics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Shown, type SittingsRoom, sittingsRoom } from './sittings.ts'

let room: SittingsRoom
let people: readonly string[]
beforeAll(async () => {
  room = await sittingsRoom()
  people = (
    await room.asOwner<{
      id: string
    }>(`select i.id from registration.individual i join auth.office o on o.id = i.office_id
      where i.born < '2000' and o.code = 'DAD' order by i.number limit 9`)
  ).map(({ id }) => id)
}, 120_000)
afterAll(() => room.end())

/** Two fingers and two eyes, of whom they say. */
const shown = (fingers: string, eyes: string): Shown => ({
  'finger-2': fingers,
  'finger-7': fingers,
  'iris-left': eyes,
  'iris-right': eyes,
})

test('own fingers with the eyes of somebody known are of two people, whoever is said to sit', async () => {
  const [ali, omar, newcomer] = people as [string, string, string]
  expect((await room.sit('amina', ali, shown('ali', 'ali'), 0)).state).toBe('unique')
  expect((await room.sit('amina', omar, shown('rosa', 'rosa'), 0)).state).toBe('unique')

  const lent = await room.sit('amina', ali, shown('ali', 'rosa'), 1)
  expect(lent).toMatchObject({ state: 'mixed', alike: [{ id: omar }] })
  expect(new Set(lent.contradictions)).toEqual(
    new Set([
      { individual: ali, own: true, agree: expect.arrayContaining(['fingers']), against: ['eyes'] },
      { individual: omar, own: false, agree: ['eyes'], against: ['fingers'] },
    ]),
  )
  const half = await room.sit('amina', newcomer, shown('a newcomer', 'rosa'), 1)
  expect(half).toMatchObject({ state: 'mixed', alike: [{ id: omar }] })
  expect((await room.verify('amina', ali, 'rosa', 'iris-left')).outcome).toBe('not-the-same')
}, 180_000)

test('two adjudicators are told what contradicts what, before they are told a likeness', async () => {
  const { reviews } = await room.ask<{ reviews: readonly { id: string; first: { id: string } }[] }>(
    'ines',
    'adjudication.queue',
    {},
  )
  expect(reviews).toHaveLength(2)
  const desk = await room.ask<{ contradictions: readonly object[]; likeness: unknown }>(
    'ines',
    'adjudication.sideBySide',
    {
      reviewId: reviews[0]!.id,
    },
  )
  expect(desk.likeness).toBeNull()
  expect(desk.contradictions).toContainEqual(
    expect.objectContaining({ individual: people[1], agree: ['eyes'], against: ['fingers'] }),
  )
}, 60_000)

test('one finger at two places, or one eye as both, enters nothing and says which', async () => {
  const twice = { 'finger-2': 'halima', 'finger-3': 'halima/finger-2', 'iris-left': 'halima' }
  expect(await room.sit('amina', people[3]!, twice, 0)).toMatchObject({
    state: 'repeated',
    repeated: ['finger-2', 'finger-3'],
  })
  const oneEye = { 'iris-left': 'halima', 'iris-right': 'halima/iris-left' }
  expect(await room.sit('amina', people[3]!, oneEye, 0)).toMatchObject({
    state: 'repeated',
    repeated: ['iris-left', 'iris-right'],
  })
  expect((await room.sit('amina', people[3]!, shown('halima', 'halima'), 0)).state).toBe('unique')
}, 120_000)

interface OfPerson {
  readonly sittings: readonly { readonly captures: readonly { readonly site: string }[] }[]
}
interface Waiting {
  readonly sittings: readonly { readonly id: string; readonly state: string }[]
}
const WHY = 'Her mother and the photo of 2024 say that it is she; both hands were burnt.'

test('a body that is not like its record is taken as the person’s by two people, and searched again', async () => {
  const person = people[4]!
  expect((await room.sit('amina', person, shown('a child', 'a child'), 0)).state).toBe('unique')
  const grown = await room.sit('amina', person, shown('a grown child', 'a grown child'), 0)
  expect(grown.state).toBe('unlike-record')
  const { enrolmentId } = grown
  const asked = { enrolmentId, reason: 'child-grew', why: WHY }

  await expect(room.run('amina', 'identity.askRenewal', asked)).rejects.toThrow() // an officer may not approve
  await expect(room.run('ines', 'identity.decideRenewal', { enrolmentId, agree: true, why: WHY })).rejects.toThrow()
  expect(await room.ask<Waiting>('grace', 'identity.renewals', {})).toMatchObject({
    sittings: [{ id: enrolmentId, state: 'unlike-record' }],
  })
  await room.run('grace', 'identity.askRenewal', asked)
  await expect(room.run('grace', 'identity.decideRenewal', { enrolmentId, agree: true, why: WHY })).rejects.toThrow()
  expect(await room.ask('grace', 'identity.renewal', { enrolmentId })).toMatchObject({ may: 'wait' })
  expect(await room.ask('ines', 'identity.renewal', { enrolmentId })).toMatchObject({ may: 'decide' })
  await room.run('ines', 'identity.decideRenewal', { enrolmentId, agree: true, why: WHY })
  expect((await room.outcomeOf('amina', enrolmentId)).state).toBe('unique')

  expect((await room.verify('amina', person, 'a grown child', 'iris-left')).outcome).toBe('same-person')
  expect((await room.verify('amina', person, 'a child', 'iris-left')).outcome).toBe('not-the-same')
}, 180_000)

test('what was on record before stays, is found among everybody, and every step is in the audit', async () => {
  const [, , , , person, other] = people
  expect(await room.sit('amina', other!, shown('a child', 'a child'), 2)).toMatchObject({
    state: 'possible-duplicate',
    alike: [{ id: person }],
  })
  const said = await room.asOwner<{ step: string; action: string }>(
    `select r.step, e.action from audit.entry e join identity.renewal r on e.ids @> array[r.id]
     where e.module = 'identity' and e.record = 'renewal' order by r.created_at`,
  )
  expect(said).toEqual([
    { step: 'asked', action: 'create' },
    { step: 'agreed', action: 'create' },
  ])
}, 120_000)

test('a sitting that two people do not take as the person’s stays outside, and so does one like another’s', async () => {
  const person = people[4]!
  const stranger = await room.sit('amina', person, shown('a stranger', 'a stranger'), 0)
  expect(stranger.state).toBe('unlike-record')
  const asked = { enrolmentId: stranger.enrolmentId, reason: 'injury', why: WHY }
  // a review of this person is open: adjudicators speak first
  await expect(room.run('grace', 'identity.askRenewal', asked)).rejects.toThrow()
  await room.asOwner(
    `update adjudication.review set state = 'decided', outcome = 'different-people' where $1 in (first, second)`,
    [person],
  )
  await room.run('grace', 'identity.askRenewal', asked)
  await room.run('ines', 'identity.decideRenewal', { enrolmentId: stranger.enrolmentId, agree: false, why: WHY })
  expect((await room.outcomeOf('amina', stranger.enrolmentId)).state).toBe('renewal-refused')
  expect((await room.verify('amina', person, 'a stranger', 'iris-left')).outcome).toBe('not-the-same')
  await expect(room.run('grace', 'identity.askRenewal', asked)).rejects.toThrow()
}, 120_000)

test('a hand that was taken for the other is told against the record, to the officer and to who may renew; nothing is exchanged', async () => {
  const person = people[6]!
  expect((await room.sit('amina', person, { 'finger-2': 'faduma', 'finger-7': 'faduma' }, 0)).state).toBe('unique')
  const crossed = await room.sit('amina', person, { 'finger-2': 'faduma/finger-7', 'finger-7': 'faduma/finger-2' }, 0)
  const said = [
    { taken: 'finger-2', is: 'finger-7' },
    { taken: 'finger-7', is: 'finger-2' },
  ]
  expect(crossed).toMatchObject({ state: 'unlike-record', crosswise: said })
  expect(await room.ask('grace', 'identity.renewal', { enrolmentId: crossed.enrolmentId })).toMatchObject({
    crosswise: said,
  })
  const right = await room.sit('amina', person, { 'finger-2': 'faduma', 'finger-7': 'faduma' }, 0)
  expect(right).toMatchObject({ state: 'unique', crosswise: [] })
}, 120_000)

test('ten fingers and two eyes taken at one sitting are on record, and each of them alone finds the person', async () => {
  const person = people[7]!
  const whole = Object.fromEntries(SITES.map(site => [site, 'a whole body'])) as Shown
  expect((await room.sit('amina', person, whole, 0)).state).toBe('unique')
  const { sittings } = await room.ask<OfPerson>('amina', 'identity.ofPerson', { individualId: person })
  expect(sittings.map(({ captures }) => captures.map(({ site }) => site).toSorted())).toEqual([SITES.toSorted()])
  for (const site of SITES) {
    const found = await room.identify('amina', 'a whole body', site)
    expect([site, found.outcome, found.candidates[0]?.individual]).toEqual([site, expect.any(String), person])
    expect(found.outcome).not.toBe('nobody-known')
  }
}, 180_000)

test('a capture that gives no template is named to who took it, and the rest of the sitting is entered', async () => {
  const person = people[8]!
  const noEye = { 'finger-2': 'samira', 'finger-7': 'samira', 'iris-left': 'samira/finger-2' }
  const { state, withoutTemplate } = await room.sit('amina', person, noEye, 0)
  expect({ state, withoutTemplate }).toEqual({ state: 'unique', withoutTemplate: ['iris-left'] })
  expect((await room.identify('amina', 'samira', 'finger-7')).candidates[0]?.individual).toBe(person)
}, 120_000)
