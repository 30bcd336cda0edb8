import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, createRecord, getRecord, moveRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { confirmMatch } from './confirmMatch.ts'
import { proposeMatch } from './proposeMatch.ts'
import { recordAnswer } from './recordAnswer.ts'
import { handOver, planReunion, recordVisit } from './reunion.ts'

const registerGroup = registrationServer.commands.find(command => command.name === 'registration.registerGroup')!
let office: PracticeOffice
let one: Colleague
let two: Colleague
let family: Registered
beforeAll(async () => {
  office = await practiceOffice()
  one = await office.colleague('protection_officer', 'DAD')
  two = await office.colleague('protection_officer', 'DAD')
  const officer = await office.colleague('registration_officer', 'DAD')
  family = await officer.does<Registered>(registerGroup, office.registering())
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)

const aRequest = async (consents: readonly string[] = ['search-here']) =>
  (
    await as(one, (tx, asking) =>
      createRecord(tx, asking, tracing, 'request', {
        seeker: family.members[0]!.id,
        relation: 'sibling',
        sought_name: 'Ifrah Omar',
        sought_sex: 'female',
        consents,
      }),
    )
  ).id
const sought = () => family.members[3]!.id
const proposed = async () => {
  const requestId = await aRequest()
  await one.does(proposeMatch, { requestId, individualId: sought() })
  return requestId
}
const VERIFIED = 'Both named the same teacher'
const TODAY = new Date().toISOString().slice(0, 10)
/** A match that both sides were asked about, and both wish. */
const agreed = async (requestId: string) => {
  for (const side of ['seeker', 'found'])
    await one.does(recordAnswer, { requestId, side, askedOn: TODAY, agrees: 'yes', answers: 'The teacher' })
  return requestId
}

describe('a reunion', () => {
  // Adults of the family; the third member is a child, and so is the fourth, who is sought.
  const plans = (requestId: string) =>
    one.does(planReunion, { requestId, plannedOn: TODAY, place: 'Reception centre', agreedBy: ['adult'] })
  const reunites = async (requestId: string) => {
    const done = { handedOverOn: TODAY, handedOverBy: 'Nansen', receivedBy: 'The mother', visitOn: TODAY }
    return (await one.does<{ state: string }>(handOver, { requestId, ...done })).state
  }
  const closes = (requestId: string, outcome: string) =>
    as(two, async (tx, asking) => {
      const { version } = await getRecord(tx, asking, tracing, 'request', requestId)
      return (await moveRecord(tx, asking, tracing, requestId, 'close', version, { outcome })).state
    })
  const confirmed = async (individualId: string) => {
    const requestId = await aRequest()
    await one.does(proposeMatch, { requestId, individualId })
    await two.does(confirmMatch, { requestId: await agreed(requestId), verification: VERIFIED })
    await plans(requestId)
    return requestId
  }
  const problem = (path: string, name: string) => ({
    code: 'invalid',
    details: { problems: [{ path, problem: `tracing.problem.${name}` }] },
  })
  /** What another, newer best interests file of the child says of itself to other modules. */
  let opened = Date.now()
  const fileSays = async (child: string, markers: Readonly<Record<string, string>>) => {
    opened += 1000
    const caseId = newId(opened)
    await office.owner.query(`insert into cases.person_in values ($1, 'best_interests', $2, 'child', true)`, [
      child,
      caseId,
    ])
    for (const [name, value] of Object.entries(markers))
      await office.owner.query('insert into cases.marker values ($1, $2, $3, $4, now())', [
        child,
        `best_interests.${name}`,
        value,
        caseId,
      ])
  }
  const WAITS = problem('handed_over_on', 'child-not-decided')

  // the last of these tests takes away when they were born
  let adult: string
  beforeAll(() => {
    adult = family.members[1]!.id
  })
  test('of adults waits for nobody', async () => {
    expect(await reunites(await confirmed(adult))).toBe('reunited')
  })
  test('of a child waits for an agreed plan, and for a determination that says reunification where one is due', async () => {
    const requestId = await confirmed(sought())
    await expect(reunites(requestId)).rejects.toMatchObject(WAITS)
    for (const says of [
      { bia: 'done' },
      { bia: 'agreed', bid: 'needed' },
      { bia: 'agreed', bid: 'approved' },
      { bia: 'agreed', bid: 'approved', solution: 'stay-as-now' },
    ]) {
      await fileSays(sought(), says)
      await expect(reunites(requestId)).rejects.toMatchObject(WAITS)
    }
    await fileSays(sought(), { bia: 'agreed', bid: 'approved', solution: 'reunification' })
    expect(await reunites(requestId)).toBe('reunited')
  })
  test('of a child is judged by their newest file, not by one that ended well before', async () => {
    const child = family.members[2]!.id
    await fileSays(child, { bia: 'agreed' })
    await fileSays(child, {})
    const requestId = await confirmed(child)
    await expect(reunites(requestId)).rejects.toMatchObject(WAITS)
    await fileSays(child, { bia: 'agreed' })
    expect(await reunites(requestId)).toBe('reunited')
  })
  test('is planned only when both wish it, and said only when somebody handed over', async () => {
    const requestId = await proposed()
    await expect(plans(requestId)).rejects.toMatchObject({ code: 'wrong-state' })
    const another = await confirmed(adult)
    await expect(closes(another, 'reunited')).rejects.toMatchObject(problem('outcome', 'not-handed-over'))
    const bare = as(two, (tx, asking) => moveRecord(tx, asking, tracing, another, 'reunite', 3))
    await expect(bare).rejects.toMatchObject({ code: 'invalid' })
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const early = { handedOverOn: tomorrow, handedOverBy: 'Nansen', receivedBy: 'The mother', visitOn: tomorrow }
    await expect(one.does(handOver, { requestId: another, ...early })).rejects.toMatchObject(
      problem('handed_over_on', 'not-yet'),
    )
  })
  test('is followed by visits, and closed when the last one was made', async () => {
    const requestId = await confirmed(adult)
    await reunites(requestId)
    const visits = async () =>
      (
        await office.owner.query(
          'select id, due_on, done_on, found from tracing.visit where parent_id = $1 order by done_on nulls last',
          [requestId],
        )
      ).rows
    await expect(closes(requestId, 'reunited')).rejects.toMatchObject(problem('outcome', 'visit-due'))
    const [first] = await visits()
    const made = { doneOn: TODAY, found: 'needs-help', remarks: 'The roof leaks' }
    await one.does(recordVisit, { visitId: first.id, ...made, againOn: TODAY })
    await expect(one.does(recordVisit, { visitId: first.id, ...made })).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(closes(requestId, 'reunited')).rejects.toMatchObject(problem('outcome', 'visit-due'))
    await one.does(recordVisit, { visitId: (await visits())[1].id, doneOn: TODAY, found: 'well' })
    expect((await visits()).map(({ found }) => found).toSorted()).toEqual(['needs-help', 'well'])
    expect(await closes(requestId, 'reunited')).toBe('closed')
  })
  test('is not said as an outcome either, and whose birth nobody knows may be a child', async () => {
    const unknown = family.members[1]!.id
    await office.owner.query('update registration.individual set born = null where id = $1', [unknown])
    const requestId = await confirmed(unknown)
    await expect(closes(requestId, 'reunited')).rejects.toMatchObject(problem('proposed_match', 'child-not-decided'))
  })
})
