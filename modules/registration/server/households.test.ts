import { type Colleague, FAMILY, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember } from './commands/addMember.ts'
import { changeFocalPoint } from './commands/changeFocalPoint.ts'
import { changeStatus } from './commands/changeStatus.ts'
import { moveMember } from './commands/moveMember.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { splitGroup } from './commands/splitGroup.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const registering = (members?: readonly object[], more?: object) => office.registering(members, more)
const register = (members?: readonly object[]): Promise<Registered> => officer.does(registerGroup, registering(members))
const familyOf = (groupId: string) => office.familyOf(groupId)

describe('registering a group', () => {
  test('gives it and each member a number of the office, without a gap', async () => {
    const one = await register()
    const two = await register()
    const counts = [one, two].flatMap(({ number, members }) => [number, ...members.map(member => member.number)])
    expect(counts.every(number => /^KEN-DAD-\d{7}-[0-9A-Z]$/.test(number))).toBe(true)
    const digits = counts.map(number => Number(number.slice(8, 15)))
    expect(digits).toEqual(digits.map((_, at) => digits[0]! + at))
  })
  test('writes names in both scripts, the year, and a first status', async () => {
    const { members } = await register([
      {
        relationship: 'PA',
        person: person('female', 'Maryam Salih', { arabic: 'مريم صالح', born: '1979-03' as never }),
      },
    ])
    const { rows } = await office.owner.query(
      `select i.display_name, i.display_name_native, i.year_of_birth, i.process_status, s.reason
       from registration.individual i join registration.status_change s on s.parent_id = i.id where i.id = $1`,
      [members[0]!.id],
    )
    expect(rows).toEqual([
      {
        display_name: 'Maryam Salih',
        display_name_native: 'مريم صالح',
        year_of_birth: 1979,
        process_status: 'active',
        reason: 'registered',
      },
    ])
  })
  test('needs exactly one focal point', async () => {
    const none = FAMILY.map(member => ({ ...member, relationship: 'ORF' }))
    await expect(register(none)).rejects.toMatchObject({ code: 'invalid' })
    await expect(register([FAMILY[0]!, FAMILY[0]!])).rejects.toMatchObject({ code: 'invalid' })
  })
  test('needs a search, or a reason why there was none', async () => {
    await expect(officer.does(registerGroup, registering(FAMILY, { searched: false }))).rejects.toMatchObject({
      details: { problems: [{ path: 'notSearchedBecause' }] },
    })
    const because = { searched: false, notSearchedBecause: 'the network was down all day' }
    await expect(officer.does(registerGroup, registering(FAMILY, because))).resolves.toMatchObject({
      number: expect.any(String),
    })
  })
  test('refuses a wife who is a man, and says where', async () => {
    const wrong = [FAMILY[0]!, { relationship: 'WIF', person: person('male', 'Hassan Omar') }]
    await expect(register(wrong)).rejects.toMatchObject({
      details: {
        problems: [{ path: 'members.1.relationship', problem: 'registration.problem.relationship-contradicts-sex' }],
      },
    })
  })
  test('refuses a name with digits, an Arabic name in a Latin field, and a day to come', async () => {
    const strange = [{ relationship: 'PA', person: person('female', 'Am1na', { born: '2999' as never }) }]
    await expect(register(strange)).rejects.toMatchObject({
      details: {
        problems: [
          { path: 'members.0.person.name.0.name', problem: 'registration.problem.name-has-digits' },
          { path: 'members.0.person.born', problem: 'registration.problem.in-the-future' },
        ],
      },
    })
    await expect(register([{ relationship: 'PA', person: person('female', 'أمينة') }])).rejects.toMatchObject({
      code: 'invalid',
    })
  })
  test('twice with the same identifier is done once', async () => {
    const commandId = crypto.randomUUID()
    const one = await officer.does<Registered>(registerGroup, registering(), commandId)
    const again = await officer.does<Registered>(registerGroup, registering(), commandId)
    expect(again).toEqual(one)
  })
  test('leaves nothing behind when one member is wrong', async () => {
    const count = async () =>
      (await office.owner.query('select count(*)::int as n from registration.individual')).rows[0].n
    const before = await count()
    await expect(register([...FAMILY, { relationship: 'XYZ', person: person('male', 'Ali') }])).rejects.toThrow()
    expect(await count()).toBe(before)
  })
  test('lets an officer write religion and needs, and read neither', async () => {
    const secret = { religion: 'MUS', specific_need: [{ need: 'SV-VA', identified_on: '2026-01-01' }] }
    const { members } = await register([{ relationship: 'PA', person: person('female', 'Zahra Idris', secret) }])
    const { rows } = await office.owner.query(
      `select p.religion, n.need from registration.individual_protected p
       join registration.specific_need_protected n on n.root_id = p.id where p.id = $1`,
      [members[0]!.id],
    )
    expect(rows).toEqual([{ religion: 'MUS', need: 'SV-VA' }])
  })
  test('warns of what is unlikely before it is saved', async () => {
    const young = [
      { relationship: 'PA', person: person('male', 'Ali Nur', { born: '1990' as never, marital_status: 'SN' }) },
      { relationship: 'WIF', person: person('female', 'Sahra Nur', { born: '2015' as never }) },
    ]
    const labels = (await officer.previews(registerGroup, registering(young))).map(({ label }) => label)
    expect(labels).toEqual(['registration.consequence.minor-spouse', 'registration.consequence.spouse-of-unmarried'])
  })
})

describe('a family', () => {
  test('grows by a newborn', async () => {
    const { groupId } = await register()
    const newborn = { groupId, relationship: 'SON', person: person('male', 'Nur Hassan', { born: '2026' as never }) }
    await officer.does(addMember, newborn)
    expect(await familyOf(groupId)).toMatchObject({ size: 5, relationships: ['PA', 'HUS', 'SON', 'DAU', 'SON'] })
  })
  test('takes no second focal point', async () => {
    const { groupId } = await register()
    const second = { groupId, relationship: 'PA', person: person('male', 'Nur Hassan') }
    await expect(officer.does(addMember, second)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('is coded anew against a husband who becomes the focal point', async () => {
    const { groupId, members } = await register()
    await officer.does(changeFocalPoint, { groupId, focalPoint: members[1]!.id })
    const family = await familyOf(groupId)
    expect(family.relationships).toEqual(['WIF', 'PA', 'SON', 'DAU'])
    expect(family.focal_point).toBe(members[1]!.id)
  })
  test('is coded anew against a daughter who succeeds her mother', async () => {
    const { groupId, members } = await register()
    await officer.does(changeFocalPoint, { groupId, focalPoint: members[3]!.id })
    expect((await familyOf(groupId)).relationships).toEqual(['PRF', 'PRM', 'SBM', 'PA'])
  })
  test('asks the officer where the relationship does not follow', async () => {
    const cousins = [FAMILY[0]!, { relationship: 'COM', person: person('male', 'Ali Nur') }, FAMILY[2]!]
    const { groupId, members } = await register(cousins)
    const change = { groupId, focalPoint: members[1]!.id }
    await expect(officer.does(changeFocalPoint, change)).rejects.toMatchObject({
      details: { problems: [{ path: `relationships.${members[0]!.id}` }, { path: `relationships.${members[2]!.id}` }] },
    })
    const relationships = { [members[0]!.id]: 'COF', [members[2]!.id]: 'ORM' }
    await officer.does(changeFocalPoint, { ...change, relationships })
    expect((await familyOf(groupId)).relationships).toEqual(['COF', 'PA', 'ORM'])
  })
  test('splits: two groups, two numbers, both linked, nobody in two', async () => {
    const { groupId, members } = await register()
    const leaving = [members[1]!.id, members[2]!.id]
    const made = await officer.does<{ groupId: string }>(splitGroup, { groupId, leaving, focalPoint: members[1]!.id })
    expect(await familyOf(groupId)).toMatchObject({ size: 2, relationships: ['PA', 'DAU'] })
    expect(await familyOf(made.groupId)).toMatchObject({ size: 2, relationships: ['PA', 'SON'], people: leaving })
    const links = await office.owner.query(
      'select count(*)::int as n from registration.group_link where reason = $1 and parent_id in ($2, $3)',
      ['split', groupId, made.groupId],
    )
    expect(links.rows[0].n).toBe(2)
  })
  test('loses its focal point to a split only when another leads', async () => {
    const { groupId, members } = await register()
    const split = { groupId, leaving: [members[0]!.id], focalPoint: members[0]!.id }
    await expect(officer.does(splitGroup, split)).rejects.toMatchObject({
      details: { problems: [{ path: 'successor', problem: 'registration.problem.name-a-successor' }] },
    })
    await officer.does(splitGroup, { ...split, successor: members[1]!.id })
    expect(await familyOf(groupId)).toMatchObject({ relationships: ['PA', 'SON', 'DAU'], focal_point: members[1]!.id })
  })
  test('gives a member to another group', async () => {
    const [one, two] = [await register(), await register()]
    const move = { individualId: one.members[3]!.id, toGroupId: two.groupId, relationship: 'NCE' }
    await officer.does(moveMember, move)
    expect(await familyOf(one.groupId)).toMatchObject({ size: 3 })
    expect(await familyOf(two.groupId)).toMatchObject({ size: 5, relationships: ['PA', 'HUS', 'SON', 'DAU', 'NCE'] })
    await expect(officer.does(moveMember, move)).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

describe('another office', () => {
  test('finds neither the group nor the person', async () => {
    const { groupId, members } = await register()
    const stranger = await office.colleague('registration_officer', 'KAK')
    const change = { groupId, focalPoint: members[1]!.id }
    await expect(stranger.does(changeFocalPoint, change)).rejects.toMatchObject({ code: 'not-found' })
    const gone = { individualId: members[0]!.id, status: 'hold', reason: 'clarification', effectiveOn: '2026-01-01' }
    await expect(stranger.does(changeStatus, gone)).rejects.toMatchObject({ code: 'not-found' })
  })
  test('registers nobody here', async () => {
    const stranger = await office.colleague('registration_officer', 'KAK')
    await expect(stranger.does(registerGroup, registering())).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
