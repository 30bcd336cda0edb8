import {
  type Colleague,
  FAMILY,
  type PracticeOffice,
  practiceOffice,
  type Registered,
  person as someone,
} from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStatus } from './commands/changeStatus.ts'
import { requestCorrection } from './commands/corrections.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { splitGroup } from './commands/splitGroup.ts'
import { type GroupPage, group } from './queries/group.ts'
import { type PersonPage, person } from './queries/person.ts'
import { type Pyramid, pyramid } from './queries/pyramid.ts'
import { type QueueName, type QueueRow, queue } from './queries/queue.ts'
import { type Today, today } from './queries/today.ts'

let office: PracticeOffice
let officer: Colleague
let family: Registered
const day = new Date().toISOString().slice(0, 10)
const NEED = [{ need: 'SV-VA', identified_on: '2026-01-01' }]

beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  const [leader, ...others] = FAMILY
  const amina = { ...leader!, person: { ...leader!.person, religion: 'MUS', specific_need: NEED } }
  family = await officer.does<Registered>(registerGroup, office.registering([amina, ...others]))
})
afterAll(() => office.end())

const pageFor = async (who: Colleague, id = family.members[0]!.id) => who.asks<PersonPage>(person, { id })

describe('the page of a person', () => {
  test('holds everything for an officer of the office, but not religion nor which need', async () => {
    const page = await pageFor(officer)
    expect(page.individual).toMatchObject({ marital_status: 'MA' })
    expect(page.individual).not.toHaveProperty('religion')
    expect(page.facts?.name).toHaveLength(3)
    expect(page.facts?.status_change).toMatchObject([{ status: 'active', reason: 'registered' }])
    expect(page.group?.members.map(({ relationship }) => relationship)).toEqual(['PA', 'HUS', 'SON', 'DAU'])
    expect(page.needs).toEqual([{ id: expect.any(String), identified_on: '2026-01-01' }])
  })
  test('says religion and needs to those who assess them', async () => {
    const page = await pageFor(await office.colleague('protection_officer', 'DAD'))
    expect(page.individual).toMatchObject({ religion: 'MUS' })
    expect(page.needs).toMatchObject([{ need: 'SV-VA' }])
  })
  test('is a summary and the family for a child protection caseworker', async () => {
    const page = await pageFor(await office.colleague('child_protection_caseworker', 'DAD'))
    expect(page).toMatchObject({ individual: null, facts: null, needs: [] })
    expect(page.group?.members).toHaveLength(4)
  })
  test('is a summary alone for a clerk of another office', async () => {
    const page = await pageFor(await office.colleague('reception_clerk', 'KAK'))
    expect(page).toMatchObject({ card: { display_name: 'Amina Yusuf Ali' }, individual: null, group: null })
  })
  test('does not exist for an administrator, a distribution clerk or an analyst', async () => {
    for (const role of ['system_administrator', 'distribution_clerk', 'data_analyst'] as const)
      await expect(pageFor(await office.colleague(role, 'DAD'))).rejects.toMatchObject({ code: 'not-found' })
  })
  test('is in the audit each time, with a look at needs apart', async () => {
    const protection = await office.colleague('protection_officer', 'DAD')
    await pageFor(protection)
    const { rows } = await office.owner.query(
      `select record, fields from audit.entry where staff_id = $1 and action = 'read' and 'need' = any (fields)`,
      [protection.staffId],
    )
    expect(rows).toEqual([{ record: 'specific_need', fields: ['need', 'told_by', 'remarks'] }])
  })
})

describe('the page of a group', () => {
  test('shows who is in it, who left, and the group they made', async () => {
    const other = await officer.does<Registered>(registerGroup, office.registering())
    const leaving = [other.members[1]!.id]
    const made = await officer.does<Registered>(splitGroup, { groupId: other.groupId, leaving, focalPoint: leaving[0] })
    const page = await officer.asks<GroupPage>(group, { id: other.groupId })
    expect(page.members.map(({ relationship, left_because }) => [relationship, left_because])).toEqual([
      ['PA', null],
      ['SON', null],
      ['DAU', null],
      ['HUS', 'split'],
    ])
    expect(page.links).toEqual([{ id: made.groupId, number: made.number, reason: 'split' }])
    expect(page.office).toBe('DAD')
  })
  test('keeps the place of a restricted member, and not the person', async () => {
    const { groupId, members } = await officer.does<Registered>(registerGroup, office.registering())
    const hidden = crypto.randomUUID()
    await office.owner.query('insert into auth.restriction_group (id, name) values ($1, $2)', [hidden, 'hidden'])
    await office.owner.query('update registration.individual set restriction_group = $1 where id = $2', [
      hidden,
      members[3]!.id,
    ])
    const page = await officer.asks<GroupPage>(group, { id: groupId })
    expect(page.members.map(({ card }) => card === null)).toEqual([false, false, false, true])
    await expect(pageFor(officer, members[3]!.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the numbers', () => {
  test('of today count what the asker reads, and nothing elsewhere', async () => {
    const stranger = await office.colleague('registration_officer', 'KAK')
    expect(await stranger.asks<Today>(today, {})).toMatchObject({ people: 0, groups: 0, registered_today: 0 })
    const before = await officer.asks<Today>(today, {})
    await officer.does(registerGroup, office.registering())
    const after = await officer.asks<Today>(today, {})
    expect(after.people - before.people).toBe(4)
    expect(after.registered_today - before.registered_today).toBe(4)
    expect(after.groups - before.groups).toBe(1)
  })
  test('of the pyramid judge ages on the day asked for', async () => {
    const there = await office.colleague('registration_officer', 'KAK')
    const born = (year: string) => [
      { relationship: 'PA', person: someone('female', 'Sahra Nur', { born: year as never }) },
    ]
    for (const year of ['2020-06-15', '2020', '1960'])
      await there.does(registerGroup, { ...office.registering(born(year)), officeId: office.offices.KAK })
    const bars = async (on: string) =>
      Object.fromEntries((await there.asks<Pyramid>(pyramid, { on })).bars.map(({ age, female }) => [age, female]))
    expect(await bars('2025-06-14')).toMatchObject({ '0-4': 2, '5-11': 0, '60+': 1 })
    expect(await bars('2025-06-15')).toMatchObject({ '0-4': 1, '5-11': 1 })
    expect(await bars('2019-12-31')).toMatchObject({ '18-59': 1, '60+': 0 })
  })
})

describe('the queues', () => {
  const waiting = async (who: Colleague, name: QueueName) =>
    (await who.asks<{ rows: QueueRow[] }>(queue, { queue: name, limit: 200 })).rows

  test('show a correction to everybody but who asked for it', async () => {
    const supervisor = await office.colleague('registration_supervisor', 'DAD')
    const id = family.members[1]!.id
    await officer.does(requestCorrection, {
      individualId: id,
      what: 'born',
      value: '1984',
      because: 'new-document',
      evidence: 'Passport seen',
    })
    expect(await waiting(officer, 'corrections')).toEqual([])
    expect(await waiting(supervisor, 'corrections')).toMatchObject([{ card: { id }, about: 'born' }])
  })
  test('show who is on hold, has no photo or gave no consent', async () => {
    const id = family.members[2]!.id
    await officer.does(changeStatus, { individualId: id, status: 'hold', reason: 'clarification', effectiveOn: day })
    expect((await waiting(officer, 'holds')).map(({ card }) => card.id)).toEqual([id])
    for (const name of ['without-photo', 'without-consent'] as const)
      expect((await waiting(officer, name)).map(({ card }) => card.id)).toContain(family.members[0]!.id)
  })
  test('show groups that nobody searched for, with the reason', async () => {
    const because = { searched: false, notSearchedBecause: 'the network was down all day' }
    const { groupId } = await officer.does<Registered>(registerGroup, office.registering(FAMILY, because))
    const rows = await waiting(officer, 'without-search')
    expect(rows).toMatchObject([{ record_id: groupId, about: because.notSearchedBecause }])
  })
})
