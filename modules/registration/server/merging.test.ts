import { asSession, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMember } from './commands/addMember.ts'
import { changeFocalPoint } from './commands/changeFocalPoint.ts'
import { changeStatus } from './commands/changeStatus.ts'
import { mergeGroups } from './commands/mergeGroups.ts'
import { moveMember } from './commands/moveMember.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { unmergeGroups } from './commands/unmergeGroups.ts'
import { families } from './queries/families.ts'
import { groupPending } from './queries/groupPending.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  await stepUp(office.store, supervisor.token)
})
afterAll(() => office.end())

const because = 'they are one family and arrived on two days'
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const UNCLE = [
  { relationship: 'PA', person: person('male', 'Said Yusuf Ali', { born: '1980' as never }) },
  { relationship: 'WIF', person: person('female', 'Halima Nur', { born: '1986' as never }) },
]
/** A family of four, and her brother's of two. */
async function twoFamilies() {
  const [one, two] = [await register(), await register(UNCLE)]
  const [brother, wife] = two.members.map(({ id }) => id)
  const relationships = { [brother!]: 'SBM', [wife!]: 'SIL' }
  return { one, two, brother: brother!, wife: wife!, relationships }
}
const bothNow = async (one: Registered, two: Registered) => [
  await office.familyOf(one.groupId),
  await office.familyOf(two.groupId),
]
const merges = async (groupId: string) => {
  const page = await supervisor.asks<{ merges: readonly { id: string; number: string }[] }>(groupPending, {
    id: groupId,
  })
  return page.merges
}

describe('two groups that are one family', () => {
  test('are merged by a supervisor who has confirmed; the other stays behind, empty and closed', async () => {
    const { one, two, relationships } = await twoFamilies()
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, relationships, because }
    await expect(officer.does(mergeGroups, merge)).rejects.toMatchObject({ code: 'not-allowed' })
    const unconfirmed = await office.colleague('registration_supervisor', 'DAD')
    await expect(unconfirmed.does(mergeGroups, merge)).rejects.toMatchObject({ code: 'step-up-needed' })
    await supervisor.does(mergeGroups, merge)
    expect(await bothNow(one, two)).toMatchObject([
      { size: 6, relationships: ['PA', 'HUS', 'SON', 'DAU', 'SBM', 'SIL'] },
      { size: 0, focal_point: null, process_status: 'closed' },
    ])
  })
  test('may be led by somebody of the family that comes', async () => {
    const { one, two, brother } = await twoFamilies()
    const relationships = Object.fromEntries(one.members.map(({ id }, at) => [id, ['SBF', 'BIL', 'NEP', 'NCE'][at]]))
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, focalPoint: brother, relationships, because }
    await supervisor.does(mergeGroups, merge)
    expect(await office.familyOf(one.groupId)).toMatchObject({
      focal_point: brother,
      relationships: ['SBF', 'BIL', 'NEP', 'NCE', 'PA', 'WIF'],
    })
  })
  test('are merged only when each who comes is somebody to the focal point, in a way that fits their sex', async () => {
    const { one, two, brother, wife } = await twoFamilies()
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, because }
    const unsaid = { ...merge, relationships: { [brother]: 'SBM' } }
    await expect(supervisor.does(mergeGroups, unsaid)).rejects.toMatchObject({
      details: { problems: [{ path: `relationships.${wife}`, problem: 'registration.problem.say-the-relationship' }] },
    })
    const wrong = { ...merge, relationships: { [brother]: 'SBF', [wife]: 'SIL' } }
    await expect(supervisor.does(mergeGroups, wrong)).rejects.toMatchObject({
      details: { problems: [{ path: `relationships.${brother}` }] },
    })
    expect(await office.familyOf(one.groupId)).toMatchObject({ size: 4 })
  })
  test('say before they are merged how large the family will be and who will lead it', async () => {
    const { one, two, brother } = await twoFamilies()
    const relationships = Object.fromEntries(one.members.map(({ id }, at) => [id, ['SBF', 'BIL', 'NEP', 'NCE'][at]]))
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, focalPoint: brother, relationships, because }
    expect(await supervisor.previews(mergeGroups, merge)).toMatchObject([
      { label: 'registration.consequence.merge', values: { coming: 2, size: 6 } },
      { label: 'registration.consequence.other-group-ends' },
      { label: 'registration.consequence.becomes-focal-point', values: { name: 'Said Yusuf Ali' } },
    ])
  })
  test('are found by a name or a number among those of the office', async () => {
    const { two } = await twoFamilies()
    const found = await supervisor.asks<{ families: readonly { number: string; names: readonly string[] }[] }>(
      families,
      { text: two.number },
    )
    expect(found.families).toMatchObject([{ number: two.number, names: ['Said Yusuf Ali', 'Halima Nur'] }])
    const stranger = await office.colleague('registration_supervisor', 'KAK')
    expect(await stranger.asks(families, { text: two.number })).toEqual({ families: [] })
  })
})

describe('a merge', () => {
  const merged = async (focalPoint?: string, codes?: Readonly<Record<string, string>>) => {
    const both = await twoFamilies()
    const { one, two } = both
    const relationships = codes ?? both.relationships
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, relationships, because }
    await supervisor.does(mergeGroups, focalPoint === undefined ? merge : { ...merge, focalPoint })
    const [made] = await merges(one.groupId)
    return { ...both, mergeId: made!.id }
  }
  test('is taken back: everybody is again in their own family, as what they were', async () => {
    const { one, two, brother, mergeId } = await merged()
    await supervisor.does(unmergeGroups, { mergeId, because: 'they only share a name' })
    expect(await bothNow(one, two)).toMatchObject([
      { size: 4, relationships: ['PA', 'HUS', 'SON', 'DAU'], focal_point: one.members[0]!.id },
      { size: 2, relationships: ['PA', 'WIF'], focal_point: brother, process_status: 'active' },
    ])
    const { rows } = await office.owner.query(
      `select count(*)::int as n from registration.group_link where parent_id in ($1, $2) and reason = 'merged' and withdrawn_at is null`,
      [one.groupId, two.groupId],
    )
    expect(rows).toEqual([{ n: 0 }])
    expect(await merges(one.groupId)).toEqual([])
  })
  test('under another focal point is taken back too', async () => {
    const { one, two, brother } = await twoFamilies()
    const relationships = Object.fromEntries(one.members.map(({ id }, at) => [id, ['SBF', 'BIL', 'NEP', 'NCE'][at]]))
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, focalPoint: brother, relationships, because }
    await supervisor.does(mergeGroups, merge)
    const [made] = await merges(one.groupId)
    const back = { mergeId: made!.id, because: 'they only share a name' }
    expect(await supervisor.previews(unmergeGroups, back)).toMatchObject([
      { label: 'registration.consequence.unmerge', values: { returning: 2, staying: 4 } },
      { label: 'registration.consequence.becomes-focal-point', values: { name: 'Amina Yusuf Ali' } },
    ])
    await supervisor.does(unmergeGroups, back)
    expect(await bothNow(one, two)).toMatchObject([
      { relationships: ['PA', 'HUS', 'SON', 'DAU'] },
      { relationships: ['PA', 'WIF'], focal_point: brother },
    ])
  })
  test('names nobody in what it keeps of before, whom a restriction may hide later', async () => {
    const { one, two, relationships } = await twoFamilies()
    await supervisor.does(mergeGroups, { fromGroupId: two.groupId, intoGroupId: one.groupId, relationships, because })
    const kept = await asSession(office.store, supervisor.token, {}, tx =>
      sql`select codes_before from registration.group_merge where parent_id = ${one.groupId}::uuid`.execute(tx),
    )
    expect(kept.rows).toEqual([{ codes_before: '1 PA\n2 HUS\n3 SON\n4 DAU' }])
  })
  test('is taken back once, by who may merge and has confirmed', async () => {
    const { mergeId } = await merged()
    const back = { mergeId, because: 'they only share a name' }
    await expect(officer.does(unmergeGroups, back)).rejects.toMatchObject({ code: 'not-allowed' })
    const stranger = await office.colleague('registration_supervisor', 'KAK')
    await stepUp(office.store, stranger.token)
    await expect(stranger.does(unmergeGroups, back)).rejects.toMatchObject({ code: 'not-found' })
    const outcomes = await Promise.allSettled([
      supervisor.does(unmergeGroups, back),
      supervisor.does(unmergeGroups, back),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
  test('leaves a child that was born since where it was born', async () => {
    const { one, two, mergeId } = await merged()
    const child = { groupId: one.groupId, relationship: 'SON', person: person('male', 'Nur Hassan') }
    await officer.does(addMember, child)
    await supervisor.does(unmergeGroups, { mergeId, because: 'they only share a name' })
    expect(await bothNow(one, two)).toMatchObject([
      { relationships: ['PA', 'HUS', 'SON', 'DAU', 'SON'] },
      { relationships: ['PA', 'WIF'] },
    ])
  })
  test('is not taken back once a focal point of before has left, or somebody went back already', async () => {
    const first = await merged()
    const gone = {
      status: 'inactive',
      reason: 'spontaneous-departure',
      effectiveOn: new Date().toISOString().slice(0, 10),
    }
    await officer.does(changeStatus, { individualId: first.brother, ...gone })
    await expect(supervisor.does(unmergeGroups, { mergeId: first.mergeId, because })).rejects.toMatchObject({
      code: 'wrong-state',
      details: { label: 'registration.refusal.focal-point-gone' },
    })
    const second = await merged()
    await officer.does(moveMember, { individualId: second.brother, toGroupId: second.two.groupId, relationship: 'PA' })
    await expect(supervisor.does(unmergeGroups, { mergeId: second.mergeId, because })).rejects.toMatchObject({
      details: { label: 'registration.refusal.group-in-use' },
    })
  })
  test('keeps what changed since for who was not there, when it is said', async () => {
    const { one, brother, wife, mergeId } = await merged()
    const child = { groupId: one.groupId, relationship: 'DAU', person: person('female', 'Sagal Hassan') }
    const { id } = await officer.does<{ id: string }>(addMember, child)
    const codes = { [wife]: 'WIF', [id]: 'NCE', [one.members[2]!.id]: 'NEP', [one.members[3]!.id]: 'NCE' }
    await officer.does(changeFocalPoint, {
      groupId: one.groupId,
      focalPoint: brother,
      relationships: { ...codes, [one.members[1]!.id]: 'BIL', [one.members[0]!.id]: 'SBF' },
    })
    const back = { mergeId, because: 'they only share a name' }
    expect((await merges(one.groupId))[0]).toMatchObject({ since: [id] })
    await expect(supervisor.does(unmergeGroups, back)).rejects.toMatchObject({
      details: { problems: [{ path: `relationships.${id}` }] },
    })
    await supervisor.does(unmergeGroups, { ...back, relationships: { [id]: 'DAU' } })
    expect((await office.familyOf(one.groupId)).relationships).toEqual(['PA', 'HUS', 'SON', 'DAU', 'DAU'])
  })
  test('is written down by nobody who may not merge, whatever SQL they run', async () => {
    const { one, two } = await twoFamilies()
    const forged = asSession(office.store, officer.token, {}, tx =>
      sql`insert into registration.group_merge (id, parent_id, from_group, because, codes_before)
        values (gen_random_uuid(), ${one.groupId}::uuid, ${two.groupId}::uuid, 'x', 'y')`.execute(tx),
    )
    await expect(forged).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
