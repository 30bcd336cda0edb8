import { type Colleague, FAMILY, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStatus } from './commands/changeStatus.ts'
import { recordDeath } from './commands/recordDeath.ts'
import { registerGroup } from './commands/registerGroup.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
})
afterAll(() => office.end())

const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const familyOf = (groupId: string) => office.familyOf(groupId)

describe('a death', () => {
  test('widows the spouse, names a successor and closes the membership', async () => {
    const { groupId, members } = await register()
    const death = {
      individualId: members[0]!.id,
      diedOn: new Date().toISOString().slice(0, 10),
      source: 'Told by her husband',
    }
    const labels = (await officer.previews(recordDeath, { ...death, successor: members[1]!.id })).map(
      ({ label }) => label,
    )
    expect(labels).toContain('registration.consequence.widowed')
    expect(labels).toContain('registration.consequence.becomes-focal-point')
    await officer.does(recordDeath, { ...death, successor: members[1]!.id })
    expect(await familyOf(groupId)).toMatchObject({ size: 3, relationships: ['PA', 'SON', 'DAU'] })
    const { rows } = await office.owner.query('select marital_status from registration.individual where id = $1', [
      members[1]!.id,
    ])
    expect(rows).toEqual([{ marital_status: 'WD' }])
  })
  test('is undone by a supervisor only', async () => {
    const { groupId, members } = await register()
    const day = new Date().toISOString().slice(0, 10)
    await officer.does(recordDeath, { individualId: members[3]!.id, diedOn: day, source: 'Hospital record' })
    const alive = { individualId: members[3]!.id, status: 'active', reason: 'reactivated', effectiveOn: day }
    await expect(officer.does(changeStatus, alive)).rejects.toMatchObject({ code: 'not-allowed' })
    await supervisor.does(changeStatus, alive)
    expect(await familyOf(groupId)).toMatchObject({ size: 4, relationships: ['PA', 'HUS', 'SON', 'DAU'] })
  })
})

describe('a process status', () => {
  const day = new Date().toISOString().slice(0, 10)
  test('never begins on a day to come, nor before the registration', async () => {
    const { members } = await register()
    const hold = { individualId: members[0]!.id, status: 'hold', reason: 'clarification' }
    await expect(officer.does(changeStatus, { ...hold, effectiveOn: '2999-01-01' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(officer.does(changeStatus, { ...hold, effectiveOn: '1999-01-01' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
  test('takes only a reason of its own', async () => {
    const { members } = await register()
    const wrong = { individualId: members[0]!.id, status: 'inactive', reason: 'naturalised', effectiveOn: day }
    await expect(officer.does(changeStatus, wrong)).rejects.toMatchObject({ code: 'wrong-state' })
  })
  test('erroneous is a supervisor’s word', async () => {
    const { members } = await register()
    const wrong = { individualId: members[3]!.id, status: 'erroneous', reason: 'test-record', effectiveOn: day }
    await expect(officer.does(changeStatus, wrong)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(supervisor.does(changeStatus, wrong)).resolves.toEqual({ status: 'erroneous' })
  })
  test('on hold is still counted, and stays in the group', async () => {
    const { groupId, members } = await register([FAMILY[0]!])
    await officer.does(changeStatus, {
      individualId: members[0]!.id,
      status: 'hold',
      reason: 'possible-fraud',
      effectiveOn: day,
    })
    expect(await familyOf(groupId)).toMatchObject({ size: 1, process_status: 'hold' })
  })
  test('of the last member is that of the group', async () => {
    const { groupId, members } = await register([FAMILY[0]!])
    const gone = { individualId: members[0]!.id, status: 'inactive', reason: 'spontaneous-departure', effectiveOn: day }
    await officer.does(changeStatus, gone)
    expect(await familyOf(groupId)).toMatchObject({ size: 0, focal_point: null, process_status: 'inactive' })
    await officer.does(changeStatus, { ...gone, status: 'active', reason: 'reactivated' })
    expect(await familyOf(groupId)).toMatchObject({ size: 1, process_status: 'active', relationships: ['PA'] })
  })
})
