import { asSession, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStatus } from '../commands/changeStatus.ts'
import { recordDeath } from '../commands/recordDeath.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { confirmDuplicate, undoDuplicate } from './duplicate.ts'
import { recordDeparture } from './recordDeparture.ts'
import { recordMarriage } from './recordMarriage.ts'
import { recordReturn } from './recordReturn.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let second: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  second = await office.colleague('registration_supervisor', 'DAD')
  for (const each of [supervisor, second]) await stepUp(office.store, each.token)
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const told = { happenedOn: day, source: 'told at the desk' }
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const alone = async (sex: 'male' | 'female', name: string) => {
  const { groupId, members } = await register([
    { relationship: 'PA', person: person(sex, name, { born: '1980' as never }) },
  ])
  return { groupId, id: members[0]!.id }
}
const one = async (table: string, where: string, id: string) =>
  (await office.owner.query(`select * from registration.${table} where ${where} = $1 order by created_at`, [id])).rows
const labelsOf = async (who: Colleague, command: Parameters<Colleague['previews']>[0], input: object) =>
  (await who.previews(command, input)).map(({ label }) => label.replace('registration.consequence.', ''))

describe('a death that was not', () => {
  const buried = async () => {
    const family = await register()
    const [wife, husband] = family.members.map(({ id }) => id)
    await officer.does(recordDeath, { individualId: husband!, diedOn: day, source: 'the hospital' })
    return { ...family, wife: wife!, husband: husband! }
  }
  const back = (id: string, groupId: string) => ({
    individualId: id,
    status: 'active',
    reason: 'reactivated',
    effectiveOn: day,
    groupId,
    relationship: 'HUS',
  })
  test('leaves who was widowed by it as they were, and says so before', async () => {
    const { wife, husband, groupId } = await buried()
    expect(await one('individual', 'id', wife)).toMatchObject([{ marital_status: 'WD' }])
    expect(await labelsOf(supervisor, changeStatus, back(husband, groupId))).toContain('not-widowed')
    await supervisor.does(changeStatus, back(husband, groupId))
    expect(await one('individual', 'id', wife)).toMatchObject([{ marital_status: 'MA' }])
    expect((await one('marriage', 'parent_id', wife)).filter(each => each.withdrawn_at === null)).toEqual([])
  })
  test('lets a marriage that was written last again, and keeps how they lived together', async () => {
    const her = await alone('female', 'Sahra Ali')
    const him = await alone('male', 'Guled Gedi')
    const moves = { individualId: him.id, relationship: 'HUS' }
    const wedding = { individualId: her.id, spouseId: him.id, kind: 'common-law', moves, ...told }
    await officer.does(recordMarriage, wedding)
    await officer.does(recordDeath, { individualId: him.id, diedOn: day, source: 'the hospital' })
    expect(await one('marriage', 'parent_id', her.id)).toMatchObject([{ ended_because: 'death', status_before: 'CL' }])
    await supervisor.does(changeStatus, back(him.id, her.groupId))
    expect(await one('individual', 'id', her.id)).toMatchObject([{ marital_status: 'CL' }])
    expect(await one('marriage', 'parent_id', her.id)).toMatchObject([
      { ended_because: null, ended_on: null, status_before: null },
    ])
  })
  test('changes nothing of who married again meanwhile', async () => {
    const { wife, husband, groupId } = await buried()
    await officer.does(recordMarriage, { individualId: wife, spouseName: 'Ali Omar', ...told })
    expect(await labelsOf(supervisor, changeStatus, back(husband, groupId))).toContain('widow-changed')
    const before = await one('marriage', 'parent_id', wife)
    await supervisor.does(changeStatus, back(husband, groupId))
    expect(await one('marriage', 'parent_id', wife)).toEqual(before)
    expect(await one('individual', 'id', wife)).toMatchObject([{ marital_status: 'MA' }])
  })
})

describe('two records said to be one person', () => {
  test('are taken apart by somebody else than who said so, in the command and past it', async () => {
    const [stays, other] = [await alone('female', 'Amina Yusuf Ali'), await alone('female', 'Amina Yussuf Ali')]
    await supervisor.does(confirmDuplicate, { staysId: stays.id, otherId: other.id, ...told })
    const undo = { otherId: other.id, ...told }
    await expect(supervisor.does(undoDuplicate, undo)).rejects.toMatchObject({
      code: 'wrong-state',
      details: { label: 'registration.refusal.duplicate-own' },
    })
    const past = asSession(office.store, supervisor.token, {}, async tx => {
      await sql`update registration.individual set same_person_as = null where id = ${other.id}`.execute(tx)
    })
    await expect(past).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await labelsOf(second, undoDuplicate, undo)).toEqual(expect.arrayContaining(['two-again', 'joins']))
    await second.does(undoDuplicate, undo)
    expect(await one('individual', 'id', other.id)).toMatchObject([{ process_status: 'active', same_person_as: null }])
  })
})

describe('who comes back to a family that is elsewhere', () => {
  test('leads a family of their own at the office where they are', async () => {
    const { groupId, members } = await register()
    const son = members[2]!.id
    await officer.does(recordDeparture, { groupId, leaving: [son], reason: 'no-contact', ...told })
    await office.owner.query(`update registration.registration_group set office_id = $1 where id = $2`, [
      office.offices.KAK,
      groupId,
    ])
    const back = { people: [son], verifiedBy: 'interview', ...told }
    await expect(officer.does(recordReturn, back)).rejects.toMatchObject({ code: 'invalid' })
    expect(await labelsOf(officer, recordReturn, { ...back, newGroup: true })).toContain('joins')
    await officer.does(recordReturn, { ...back, newGroup: true })
    const [place] = (await one('membership', 'individual', son)).filter(each => each.member_to === null)
    expect(place).toMatchObject({ relationship: 'PA', focal_point: true })
    expect(await office.familyOf(place.parent_id)).toMatchObject({
      size: 1,
      process_status: 'active',
      focal_point: son,
    })
  })
  test('joins another family, and says what they are there', async () => {
    const { groupId, members } = await register()
    const aunt = await alone('female', 'Halima Yusuf')
    const son = members[2]!.id
    await officer.does(recordDeparture, { groupId, leaving: [son], reason: 'no-contact', ...told })
    const back = { people: [son], verifiedBy: 'interview', groupId: aunt.groupId, ...told }
    await expect(officer.does(recordReturn, back)).rejects.toMatchObject({ code: 'invalid' })
    await officer.does(recordReturn, { ...back, relationships: { [son]: 'NEP' } })
    expect(await office.familyOf(aunt.groupId)).toMatchObject({ relationships: ['PA', 'NEP'] })
  })
})

test('who left and died elsewhere has a death, and stays out of every count', async () => {
  const { groupId, members } = await register()
  const son = members[2]!.id
  await officer.does(recordDeparture, { groupId, leaving: [son], reason: 'no-contact', ...told })
  const death = { individualId: son, diedOn: day, source: 'his brother telephoned' }
  expect(await labelsOf(officer, recordDeath, death)).not.toContain('not-possible')
  await officer.does(recordDeath, death)
  expect((await one('status_change', 'parent_id', son)).map(({ reason }) => reason)).toEqual([
    'registered',
    'no-contact',
    'death',
  ])
  expect(await office.familyOf(groupId)).toMatchObject({ size: 3 })
  await expect(officer.does(recordDeath, death)).rejects.toMatchObject({ code: 'wrong-state' })
})
