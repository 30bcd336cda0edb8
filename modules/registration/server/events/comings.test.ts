import { asSession, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordDeath } from '../commands/recordDeath.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { search } from '../queries/search.ts'
import { confirmDuplicate, undoDuplicate } from './duplicate.ts'
import { recordCustody } from './recordCustody.ts'
import { recordDeparture } from './recordDeparture.ts'
import { recordReturn } from './recordReturn.ts'
import { recordReunion } from './recordReunion.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let another: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  another = await office.colleague('registration_supervisor', 'DAD')
  for (const each of [supervisor, another]) await stepUp(office.store, each.token)
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

describe('a child who changes hands', () => {
  test('moves to who adopts them, on a paper', async () => {
    const family = await register()
    const aunt = await alone('female', 'Halima Yusuf', { born: '1980' })
    const adoption = { childId: family.members[3]!.id, carerId: aunt.id, how: 'adoption', relationship: 'DAU', ...told }
    await expect(officer.does(recordCustody, adoption)).rejects.toMatchObject({ code: 'invalid' })
    const onPaper = { ...adoption, document: 'court order 7/2026' }
    expect(await labelsOf(officer, recordCustody, onPaper)).toContain('best-interests-first')
    await officer.does(recordCustody, onPaper)
    expect(await familyOf(aunt.groupId)).toMatchObject({ relationships: ['PA', 'DAU'] })
    expect(await familyOf(family.groupId)).toMatchObject({ size: 3 })
  })
  test('an unaccompanied child attached to neighbours becomes their foster child, and is a child of nobody there', async () => {
    const family = await register()
    const child = await alone('male', 'Bile', { born: '2016' })
    await officer.does(recordCustody, {
      childId: child.id,
      carerId: family.members[0]!.id,
      how: 'custody',
      relationship: 'FCM',
      ...told,
    })
    expect(await familyOf(family.groupId)).toMatchObject({ size: 5, relationships: ['PA', 'HUS', 'SON', 'DAU', 'FCM'] })
  })
  test('is under eighteen', async () => {
    const family = await register()
    const grown = {
      childId: family.members[1]!.id,
      carerId: family.members[0]!.id,
      how: 'custody',
      relationship: 'FCM',
    }
    await expect(officer.does(recordCustody, { ...grown, ...told })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a reunion', () => {
  const relativeOf = async (id: string) => {
    const row = (
      await office.owner.query<{ office_id: string }>('select office_id from registration.individual where id = $1', [
        id,
      ])
    ).rows[0]!
    const relativeId = crypto.randomUUID()
    await office.owner.query(
      `insert into registration.relative (id, parent_id, root_id, office_id, name, relationship, life) values ($1, $2, $2, $3, 'Yusuf', 'SBM', 'unknown')`,
      [relativeId, id, row.office_id],
    )
    return relativeId
  }
  test('registers the relative who came, and the line about them says who they are', async () => {
    const family = await register()
    const relativeId = await relativeOf(family.members[0]!.id)
    const { id } = await officer.does<{ id: string }>(recordReunion, {
      individualId: family.members[0]!.id,
      relativeId,
      person: person('male', 'Yusuf Ali', { born: '1970' as never }),
      relationship: 'SBM',
      ...told,
    })
    expect(await familyOf(family.groupId)).toMatchObject({ size: 5 })
    expect(await one('relative', 'id', relativeId)).toMatchObject([
      { registered_as: id, life: 'alive', whereabouts: 'country-of-asylum' },
    ])
  })
  test('brings who is registered elsewhere over from their group', async () => {
    const family = await register()
    const brother = await alone('male', 'Yusuf Ali', { born: '1970' })
    await officer.does(recordReunion, {
      individualId: family.members[0]!.id,
      arrivedId: brother.id,
      relationship: 'SBM',
      ...told,
    })
    expect(await familyOf(family.groupId)).toMatchObject({ size: 5 })
    expect(await familyOf(brother.groupId)).toMatchObject({ size: 0, process_status: 'inactive' })
  })
})

describe('who leaves and who comes back', () => {
  test('leaves the count and the group; the others stay a family under who leads them', async () => {
    const { groupId, members } = await register()
    const [wife, husband] = members.map(({ id }) => id)
    const departure = { groupId, leaving: [wife!], reason: 'spontaneous-departure', ...told }
    await expect(officer.does(recordDeparture, departure)).rejects.toMatchObject({
      details: { problems: [{ path: 'successor' }] },
    })
    const led = { ...departure, successor: husband! }
    expect(await labelsOf(officer, recordDeparture, led)).toEqual(
      expect.arrayContaining(['leaves', 'becomes-focal-point']),
    )
    await officer.does(recordDeparture, led)
    expect(await familyOf(groupId)).toMatchObject({ size: 3, focal_point: husband! })
    expect(await one('individual', 'id', wife!)).toMatchObject([{ process_status: 'inactive' }])
    // What happened to her is read where she is, and nowhere else.
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    const read = async (who: Colleague) =>
      (
        await asSession(office.store, who.token, {}, tx =>
          sql`select kind from registration.life_event where root_id = ${wife!}`.execute(tx),
        )
      ).rows
    expect([await read(officer), await read(elsewhere)]).toEqual([[{ kind: 'departure' }], []])
  })
  test('a whole family that left comes back together, led by who is named first', async () => {
    const { groupId, members } = await register()
    const people = members.map(({ id }) => id)
    await officer.does(recordDeparture, { groupId, leaving: people, reason: 'spontaneous-departure', ...told })
    expect(await familyOf(groupId)).toMatchObject({ size: 0, process_status: 'inactive' })
    await officer.does(recordReturn, { people, verifiedBy: 'biometrics', ...told })
    expect(await familyOf(groupId)).toMatchObject({
      size: 4,
      process_status: 'active',
      relationships: ['PA', 'HUS', 'SON', 'DAU'],
    })
  })
  test('deported then back: who came back is recognised, and it is written how', async () => {
    const { groupId, members } = await register()
    const son = members[2]!.id
    await officer.does(recordDeparture, { groupId, leaving: [son], reason: 'other', ...told, source: 'deported' })
    expect(recordReturn.input.required).toContain('verifiedBy')
    await officer.does(recordReturn, { people: [son], verifiedBy: 'known-to-family', ...told })
    expect((await one('life_event', 'parent_id', son)).map(({ kind, verified_by }) => [kind, verified_by])).toEqual([
      ['departure', null],
      ['return', 'known-to-family'],
    ])
  })
  test('a person resettled then shows up again: a supervisor lets them back', async () => {
    const { groupId, members } = await register()
    const son = members[2]!.id
    await officer.does(recordDeparture, { groupId, leaving: [son], reason: 'resettlement-departed', ...told })
    const back = { people: [son], verifiedBy: 'biometrics', ...told }
    await expect(officer.does(recordReturn, back)).rejects.toMatchObject({ code: 'not-allowed' })
    await supervisor.does(recordReturn, back)
    expect(await familyOf(groupId)).toMatchObject({ size: 4 })
  })
  test('who is counted already cannot come back, and nobody leaves a family they are not in', async () => {
    const { groupId, members } = await register()
    const back = { people: [members[1]!.id], verifiedBy: 'interview', ...told }
    await expect(officer.does(recordReturn, back)).rejects.toMatchObject({ code: 'wrong-state' })
    const stranger = await alone('male', 'Ali')
    const departure = { groupId, leaving: [stranger.id], reason: 'no-contact', ...told }
    await expect(officer.does(recordDeparture, departure)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('a grandmother who leads orphans leaves: the children are said to be alone', async () => {
    const { groupId, members } = await register([
      { relationship: 'PA', person: person('female', 'Halimo', { born: '1950' as never }) },
      { relationship: 'GCM', person: person('male', 'Ali', { born: '2014' as never }) },
      { relationship: 'GCF', person: person('female', 'Sahra', { born: '2016' as never }) },
    ])
    const [grandmother, boy, girl] = members.map(({ id }) => id)
    const departure = {
      groupId,
      leaving: [grandmother!],
      reason: 'no-contact',
      successor: boy!,
      relationships: { [girl!]: 'SBF' },
      ...told,
    }
    expect(await labelsOf(officer, recordDeparture, departure)).toContain('children-alone')
  })
})

describe('one person with two records', () => {
  test('keeps one; the other is in no count, points to it, and its number still finds the person; and it can be taken back', async () => {
    const family = await register()
    const twice = await alone('female', 'Amina Yusuf Ali', { born: '1990' })
    const duplicate = { staysId: family.members[0]!.id, otherId: twice.id, ...told }
    await expect(officer.does(confirmDuplicate, duplicate)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await labelsOf(supervisor, confirmDuplicate, duplicate)).toEqual(
      expect.arrayContaining(['record-becomes-erroneous', 'old-number-is-found', 'group-is-empty']),
    )
    await supervisor.does(confirmDuplicate, duplicate)
    expect(await one('individual', 'id', twice.id)).toMatchObject([
      { process_status: 'erroneous', same_person_as: family.members[0]!.id },
    ])
    const found = await officer.asks<{ found: readonly { card: { id: string } }[] }>(search, { text: twice.number })
    expect(JSON.stringify(found)).toContain(family.members[0]!.id)
    await another.does(undoDuplicate, { otherId: twice.id, ...told })
    expect(await one('individual', 'id', twice.id)).toMatchObject([{ process_status: 'active', same_person_as: null }])
    expect(await familyOf(twice.groupId)).toMatchObject({ size: 1, process_status: 'active' })
    const after = await officer.asks(search, { text: twice.number })
    expect(JSON.stringify(after)).not.toContain(family.members[0]!.id)
  })
  test('is never said past the commands by who may not approve', async () => {
    const family = await register()
    const [one, other] = family.members.map(({ id }) => id)
    const past = (who: Colleague) =>
      asSession(office.store, who.token, {}, async tx => {
        await sql`update registration.individual set same_person_as = ${other} where id = ${one}`.execute(tx)
      })
    await expect(past(officer)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(past(supervisor)).resolves.toBeUndefined()
  })
})

describe('an event', () => {
  test('has not happened in days to come, nor before a birth', async () => {
    const { groupId, members } = await register()
    const departure = { groupId, leaving: [members[3]!.id], reason: 'no-contact', source: 'x' }
    for (const happenedOn of ['2999', '2014-06'])
      await expect(officer.does(recordDeparture, { ...departure, happenedOn })).rejects.toMatchObject({
        code: 'invalid',
      })
  })
  test('PA dies: the day may be a month, and the marriage ends with it', async () => {
    const { members } = await register()
    const month = day.slice(0, 7)
    await officer.does(recordDeath, {
      individualId: members[0]!.id,
      diedOn: month,
      source: 'hospital',
      place: 'Garissa',
      successor: members[1]!.id,
    })
    expect(await one('life_event', 'parent_id', members[0]!.id)).toMatchObject([
      { kind: 'death', happened_on: month, place_as_said: 'Garissa' },
    ])
    expect(await one('marriage', 'parent_id', members[1]!.id)).toMatchObject([{ ended_because: 'death' }])
  })
})
