import { asSession, getAttachment } from '@nansen/store'
import type { Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, practiceDesk } from '../test/practiceDesk.ts'
import { wordsOf } from './setting/words.ts'

let desk: Desk
let family: Registered
beforeAll(async () => {
  desk = await practiceDesk()
  family = await desk.family()
})
afterAll(() => desk?.office.end())

const book = (people: readonly number[], more: object = {}) =>
  desk.does<{ ids: string[] }>(desk.officer, 'papers.book', {
    individualIds: people.map(at => family.members[at]!.id),
    officeId: desk.office.offices.DAD,
    purpose: 'interview',
    onDay: '2026-12-01',
    atTime: '09:30',
    place: 'Window 3',
    ...more,
  })
const dayOf = () =>
  desk.asks<{ booked: { id: string; outcome: string; at_time: string }[]; room: number }>(desk.officer, 'papers.day', {
    officeId: desk.office.offices.DAD,
    onDay: '2026-12-01',
  })

test('people are asked to come to a place with room, and no more of them than there is room for', async () => {
  await desk.does(desk.head, 'papers.setRule', {
    officeId: desk.office.offices.DAD,
    rule: 'people-a-slot',
    amount: 2,
    because: 'one window is open',
  })
  const { ids } = await book([0, 1])
  expect(await dayOf()).toMatchObject({ room: 2, booked: [{ at_time: '09:30' }, { at_time: '09:30' }] })
  await expect(book([2])).rejects.toMatchObject({ details: { problems: [{ path: 'at_time' }] } })
  await desk.does(desk.officer, 'papers.outcome', { id: ids[0], outcome: 'cancelled' })
  await book([2])
  await book([3], { atTime: '10:00' })
  expect((await dayOf()).booked.map(({ outcome }) => outcome).toSorted()).toEqual([
    'booked',
    'booked',
    'booked',
    'cancelled',
  ])
})

test('a slip says when and where, and not that it is an interview; who did not come is told', async () => {
  const { ids } = await book([1], { atTime: '11:00' })
  const { file } = await desk.does<{ file: string }>(desk.officer, 'papers.slip', { id: ids[0], language: 'es' })
  const { mediaType } = await asSession(desk.office.store, desk.officer.token, {}, (tx, asking) =>
    getAttachment(tx, asking, file),
  )
  expect(mediaType).toBe('application/pdf')
  await desk.does(desk.officer, 'papers.outcome', { id: ids[0], outcome: 'no-show' })
  await expect(desk.does(desk.officer, 'papers.slip', { id: ids[0], language: 'es' })).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(desk.does(desk.officer, 'papers.outcome', { id: ids[0], outcome: 'came' })).rejects.toMatchObject({
    code: 'wrong-state',
  })
})

test('another office sees none of it, and an officer decides no figure', async () => {
  const other = await desk.office.colleague('registration_officer', 'KAK')
  expect(
    await desk.asks(other, 'papers.day', { officeId: desk.office.offices.DAD, onDay: '2026-12-01' }),
  ).toMatchObject({ booked: [] })
  await expect(
    desk.does(desk.officer, 'papers.setRule', {
      officeId: desk.office.offices.DAD,
      rule: 'low-stock',
      amount: 3,
      because: 'x',
    }),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})

test.each(['fr', 'ar', 'es'] as const)('every word of every paper is there in %s', language => {
  for (const paper of ['attestation', 'card', 'slip'] as const) {
    const english = wordsOf(paper, 'en', { issuer: 'UNHCR' })
    const words = wordsOf(paper, language, { issuer: 'UNHCR' })
    expect(Object.keys(words)).toEqual(Object.keys(english))
    for (const [name, text] of Object.entries(english))
      expect([name, words[name]!.includes('UNHCR')]).toEqual([name, text.includes('UNHCR')])
  }
})
