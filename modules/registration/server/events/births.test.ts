import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerGroup } from '../commands/registerGroup.ts'
import { type PersonPage, person as personPage } from '../queries/person.ts'
import { recordBirth } from './recordBirth.ts'
import { recordMarriage } from './recordMarriage.ts'
import { recordSeparation } from './recordSeparation.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const told = { happenedOn: day, source: 'told at the desk' }
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const familyOf = (groupId: string) => office.familyOf(groupId)
const alone = async (sex: 'male' | 'female', name: string, more: object = {}) => {
  const { groupId, members } = await register([{ relationship: 'PA', person: person(sex, name, more) }])
  return { groupId, id: members[0]!.id, number: members[0]!.number }
}
const one = async (table: string, where: string, id: string) =>
  (await office.owner.query(`select * from registration.${table} where ${where} = $1 order by created_at`, [id])).rows
const labelsOf = async (who: Colleague, command: Parameters<Colleague['previews']>[0], input: object) =>
  (await who.previews(command, input)).map(({ label }) => label.replace('registration.consequence.', ''))

describe('a birth', () => {
  const baby = (name = 'Nur') => person('male', name, { nationality: 'SOM' })
  const birth = (family: Registered, more: object = {}) => ({
    groupId: family.groupId,
    mother: family.members[0]!.id,
    father: family.members[1]!.id,
    relationship: 'SON',
    person: baby(),
    ...told,
    ...more,
  })
  test('makes a member with a number, the parents’ names and the day, and no consent', async () => {
    const family = await register()
    const { id, number } = await officer.does<{ id: string; number: string }>(recordBirth, birth(family))
    expect(number).toMatch(/^KEN-DAD-/)
    expect(await familyOf(family.groupId)).toMatchObject({ size: 5, relationships: ['PA', 'HUS', 'SON', 'DAU', 'SON'] })
    expect(await one('individual', 'id', id)).toMatchObject([
      { born: day, mother_name: 'Amina Yusuf Ali', father_name: 'Hassan Omar Nur', process_status: 'active' },
    ])
    expect(await one('consent', 'parent_id', id)).toEqual([])
    expect(await one('life_event', 'parent_id', id)).toMatchObject([
      { kind: 'birth', other: family.members[0]!.id, late: false, source: 'told at the desk' },
    ])
  })
  test('told in another calendar is kept as it was said beside the day, and is refused where it was another day', async () => {
    const family = await register()
    const said = { happenedOn: '2025-09-22', happenedAsSaid: '12 Meskerem 2018', happenedCalendar: 'ethiopian' }
    const { id } = await officer.does<{ id: string }>(recordBirth, birth(family, said))
    expect(await one('life_event', 'parent_id', id)).toMatchObject([
      { happened_on: '2025-09-22', happened_as_said: '12 Meskerem 2018', happened_calendar: 'ethiopian' },
    ])
    expect(await one('individual', 'id', id)).toMatchObject([{ born: '2025-09-22' }])
    const { happenedCalendar: _, ...withoutCalendar } = said
    for (const wrong of [{ ...said, happenedOn: '2025-09-23' }, withoutCalendar])
      await expect(officer.does(recordBirth, birth(family, wrong))).rejects.toMatchObject({
        code: 'invalid',
        details: { problems: [{ path: 'happenedOn', problem: 'registration.problem.said-otherwise' }] },
      })
  })
  test('of twins is two people of one name and one day', async () => {
    const family = await register()
    const first = await officer.does<{ number: string }>(recordBirth, birth(family))
    const second = await officer.does<{ number: string }>(recordBirth, birth(family))
    expect(second.number).not.toBe(first.number)
    expect(await familyOf(family.groupId)).toMatchObject({ size: 6 })
  })
  test('sent twice is one child', async () => {
    const family = await register()
    const commandId = crypto.randomUUID()
    const first = await officer.does(recordBirth, birth(family), commandId)
    expect(await officer.does(recordBirth, birth(family), commandId)).toEqual(first)
    expect(await familyOf(family.groupId)).toMatchObject({ size: 5 })
  })
  test('of more than a year ago is late, and the officer is told before', async () => {
    const family = await register()
    const longAgo = birth(family, { happenedOn: '2022-03' })
    expect(await labelsOf(officer, recordBirth, longAgo)).toEqual(
      expect.arrayContaining(['joins', 'late-birth', 'no-biometrics-under-five', 'consent-is-asked-later']),
    )
    expect(await familyOf(family.groupId)).toMatchObject({ size: 4 })
    expect(await officer.does(recordBirth, longAgo)).toMatchObject({ late: true })
  })
  test('has a mother who could bear, and a father who is another', async () => {
    const family = await register()
    const [, husband, , daughter] = family.members
    for (const wrong of [
      { mother: husband!.id },
      { mother: daughter!.id, happenedOn: '2026-01' },
      { father: family.members[0]!.id },
    ])
      await expect(officer.does(recordBirth, birth(family, wrong))).rejects.toMatchObject({ code: 'invalid' })
    await expect(officer.does(recordBirth, birth(family, { mother: crypto.randomUUID() }))).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  test('a stateless child of a national mother is registered without a nationality, and it can be said', async () => {
    const family = await register()
    const { nationality: _, ...stateless } = baby('Sabir')
    const { id } = await officer.does<{ id: string }>(recordBirth, birth(family, { person: stateless }))
    expect(await one('individual', 'id', id)).toMatchObject([{ nationality: null }])
  })
})

describe('a marriage', () => {
  test('of two who are registered is written beside both, and one moves to the other’s family', async () => {
    const him = await alone('male', 'Guled Abdi', { born: '1990', marital_status: 'SN' })
    const family = await register()
    const daughter = await alone('female', 'Hodan Ali', { born: '1995', marital_status: 'SN' })
    const wedding = {
      individualId: him.id,
      spouseId: daughter.id,
      kind: 'religious',
      moves: { individualId: daughter.id, relationship: 'WIF' },
      ...told,
      document: 'nikah 14',
    }
    expect(await labelsOf(officer, recordMarriage, wedding)).toEqual(
      expect.arrayContaining(['moves', 'married', 'group-is-empty']),
    )
    await officer.does(recordMarriage, wedding)
    expect(await familyOf(him.groupId)).toMatchObject({ size: 2, relationships: ['PA', 'WIF'] })
    expect(await familyOf(daughter.groupId)).toMatchObject({ size: 0 })
    for (const [id, spouse] of [
      [him.id, daughter.id],
      [daughter.id, him.id],
    ] as const) {
      expect(await one('marriage', 'parent_id', id)).toMatchObject([{ spouse, married_on: day, documented: true }])
      expect(await one('individual', 'id', id)).toMatchObject([{ marital_status: 'MA' }])
    }
    expect(family.members).toHaveLength(4)
  })
  test('with somebody who is not registered names them, and nobody moves', async () => {
    const her = await alone('female', 'Hodan Ali', { born: '1995' })
    await officer.does(recordMarriage, { individualId: her.id, spouseName: 'Farah Jama', ...told })
    expect(await one('marriage', 'parent_id', her.id)).toMatchObject([{ spouse: null, spouse_name: 'Farah Jama' }])
    expect(await familyOf(her.groupId)).toMatchObject({ size: 1 })
  })
  test('a 17-year-old wife is registered as what she is, and child protection is named', async () => {
    const year = new Date().getFullYear() - 17
    const her = await alone('female', 'Hodan Ali', { born: `${year}-01-01` })
    expect(await labelsOf(officer, recordMarriage, { individualId: her.id, spouseName: 'Farah', ...told })).toContain(
      'child-marries',
    )
  })
  test('a polygamous man’s second marriage is possible, and said', async () => {
    const him = await alone('male', 'Guled Abdi', { born: '1980' })
    await officer.does(recordMarriage, { individualId: him.id, spouseName: 'Ubah', ...told })
    const second = { individualId: him.id, spouseName: 'Hodan', ...told }
    expect(await labelsOf(officer, recordMarriage, second)).toContain('married-already')
    await officer.does(recordMarriage, second)
    expect(await one('marriage', 'parent_id', him.id)).toHaveLength(2)
  })
  test('a mixed-nationality spouse keeps their own nationality', async () => {
    const him = await alone('male', 'Guled Abdi', { born: '1980' })
    const her = await alone('female', 'Wanjiru', { born: '1985', nationality: 'KEN' })
    const moves = { individualId: her.id, relationship: 'WIF' }
    const wedding = { individualId: him.id, spouseId: her.id, moves, ...told }
    expect(await labelsOf(officer, recordMarriage, wedding)).toContain('other-nationality')
    await officer.does(recordMarriage, wedding)
    expect(await one('individual', 'id', her.id)).toMatchObject([{ nationality: 'KEN' }])
  })
  test('with somebody who asked to be hidden later is told to nobody whom the restriction keeps from them', async () => {
    const him = await alone('male', 'Guled Abdi', { born: '1980' })
    const her = await alone('female', 'Hodan Ali', { born: '1985' })
    await officer.does(recordMarriage, { individualId: him.id, spouseId: her.id, ...told })
    const factsOf = async () =>
      (await officer.asks<PersonPage>(personPage, { id: him.id })).facts as Record<string, readonly object[]>
    expect((await factsOf()).marriage).toHaveLength(1)
    const restriction = crypto.randomUUID()
    await office.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'hidden')`, [restriction])
    await office.owner.query('update registration.individual set restriction_group = $1 where id = $2', [
      restriction,
      her.id,
    ])
    expect(await factsOf()).toMatchObject({ marriage: [], life_event: [] })
  })
  test('is with one other person: not with oneself, not with nobody', async () => {
    const her = await alone('female', 'Hodan Ali')
    for (const wrong of [{}, { spouseId: her.id }, { spouseId: her.id, spouseName: 'x' }])
      await expect(officer.does(recordMarriage, { individualId: her.id, ...wrong, ...told })).rejects.toMatchObject({
        code: 'invalid',
      })
  })
})

describe('a couple that parts', () => {
  test('is divorced on both records; the wife leaves with a child as a family of her own', async () => {
    const { groupId, members } = await register()
    const [wife, husband, , daughter] = members.map(({ id }) => id)
    const divorce = {
      individualId: wife!,
      spouseId: husband!,
      how: 'divorce',
      leaves: {
        leaving: [wife!, daughter!],
        focalPoint: wife!,
        successor: husband!,
        relationships: { [members[2]!.id]: 'SON' },
      },
      ...told,
    }
    expect(await labelsOf(officer, recordSeparation, divorce)).toEqual(
      expect.arrayContaining(['divorced', 'becomes-focal-point']),
    )
    const { groupId: hers } = await officer.does<{ groupId: string }>(recordSeparation, divorce)
    expect(await familyOf(groupId)).toMatchObject({ relationships: ['PA', 'SON'] })
    expect(await familyOf(hers)).toMatchObject({ relationships: ['PA', 'DAU'] })
    expect(await one('marriage', 'parent_id', wife!)).toMatchObject([{ ended_because: 'divorce', ended_on: day }])
    expect(await one('individual', 'id', husband!)).toMatchObject([{ marital_status: 'DV' }])
  })
  test('and stays in one group, is there as former spouses', async () => {
    const { groupId, members } = await register()
    await officer.does(recordSeparation, {
      individualId: members[0]!.id,
      spouseId: members[1]!.id,
      how: 'separation',
      ...told,
    })
    expect(await familyOf(groupId)).toMatchObject({ relationships: ['PA', 'EXM', 'SON', 'DAU'] })
  })
})
