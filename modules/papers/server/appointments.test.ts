import { caseServer } from '@nansen/cases/server'
import { LANGUAGES } from '@nansen/kernel'
import { asSession, changeRecord, getAttachment } from '@nansen/store'
import { person, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { type Desk, practiceDesk } from '../test/practiceDesk.ts'
import { wordsOf } from './setting/words.ts'

const needs = modules.find(({ name }) => name === 'needs')!

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

test('a referral slip says to whom and what, and neither the case nor what is confidential; a referral that was taken back has none', async () => {
  const { officer, office } = desk
  const protection = await office.colleague('protection_officer', 'DAD')
  const cases = caseServer(modules)
  const command = (name: string) => cases.commands.find(each => each.name === `cases.${name}`)!
  const flagged = ['CR-NE', 'SV-VA'].map(need => ({ need, identified_on: '2026-01-01' }))
  const pupil = person('female', 'Amina Yusuf', { specific_need: flagged } as never)
  const of = await desk.family([{ relationship: 'PA', person: pupil }])
  const { rows } = await office.owner.query('select id, need, number from needs.need where subject = $1', [
    of.members[0]!.id,
  ])
  const [kept, open] = [rows.find(({ need }) => need === null), rows.find(({ need }) => need !== null)]
  await asSession(office.store, protection.token, {}, (tx, asking) =>
    changeRecord(tx, asking, needs, 'need', kept.id, 1, { confidential_need: 'SV-VA' }),
  )
  const { staffId: toStaff } = await office.colleague('protection_officer', 'KAK')
  const asked = { toStaff, service: 'Schooling', reason: 'fled with her aunt', priority: 'soon' }
  const refer = (id: string) =>
    protection.does<{ id: string }>(command('refer'), {
      module: 'needs',
      id,
      ...asked,
      share: ['need', 'confidential_need'],
    })
  const [first, second] = [await refer(open.id), await refer(kept.id)]
  const said = (id: string, who = protection) =>
    asSession(office.store, who.token, {}, async tx =>
      JSON.stringify((await sql`select cases.referral_slip('needs', ${id}) as said`.execute(tx)).rows),
    )
  expect(await said(first.id)).toMatch(
    /Schooling.*At risk of not attending school|At risk of not attending school.*Schooling/,
  )
  for (const { id } of [first, second]) expect(await said(id)).not.toMatch(/SV-VA|Exposed|aunt|-SN-/i)
  expect(await said(second.id)).toContain('"needs":[]')
  await expect(said(first.id, officer)).rejects.toMatchObject({ code: 'not-found' })
  for (const language of LANGUAGES)
    await desk.does(protection, 'cases.printReferral', { module: 'needs', id: first.id, language })
  await protection.does(command('withdrawReferral'), {
    module: 'needs',
    referralId: first.id,
    onlyShared: false,
    because: 'sent twice',
  })
  await expect(
    desk.does(protection, 'cases.printReferral', { module: 'needs', id: first.id, language: 'ar' }),
  ).rejects.toMatchObject({ code: 'wrong-state' })
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
  for (const paper of ['attestation', 'card', 'slip', 'referral'] as const) {
    const english = wordsOf(paper, 'en', { issuer: 'UNHCR' })
    const words = wordsOf(paper, language, { issuer: 'UNHCR' })
    expect(Object.keys(words)).toEqual(Object.keys(english))
    for (const [name, text] of Object.entries(english))
      expect([name, words[name]!.includes('UNHCR')]).toEqual([name, text.includes('UNHCR')])
  }
})
