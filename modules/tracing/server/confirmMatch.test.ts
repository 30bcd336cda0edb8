import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { confirmMatch, dismissMatch } from './confirmMatch.ts'
import { proposeMatch } from './proposeMatch.ts'

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
const stored = async (id: string) =>
  (
    await office.owner.query(
      'select state, proposed_match, proposed_by, confirmed_by from tracing.request where id = $1',
      [id],
    )
  ).rows[0]
const proposed = async () => {
  const requestId = await aRequest()
  await one.does(proposeMatch, { requestId, individualId: sought() })
  return requestId
}
const VERIFIED = 'Both named the same teacher'

describe('confirming a match', () => {
  test('moves the request on, and remembers who proposed and who confirmed', async () => {
    const requestId = await proposed()
    await two.does(confirmMatch, { requestId, verification: VERIFIED })
    expect(await stored(requestId)).toEqual({
      state: 'confirmed',
      proposed_match: sought(),
      proposed_by: one.staffId,
      confirmed_by: two.staffId,
    })
    const { rows } = await office.owner.query('select judgement from tracing.match_candidate where parent_id = $1', [
      requestId,
    ])
    expect(rows).toEqual([{ judgement: 'confirmed' }])
  })
  test('is refused to the officer who proposed it', async () => {
    const requestId = await proposed()
    await expect(one.does(confirmMatch, { requestId, verification: VERIFIED })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
  test('is refused before anyone proposed', async () => {
    const requestId = await aRequest()
    await expect(two.does(confirmMatch, { requestId, verification: VERIFIED })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })
  test('keeps what only the relatives know from those without the right to protected facts', async () => {
    const requestId = await proposed()
    await two.does(confirmMatch, { requestId, verification: VERIFIED })
    const head = await office.colleague('best_interests_panel', 'DAD')
    const seen = await as(head, async tx => {
      const request = await sql`select id from tracing.request where id = ${requestId}`.execute(tx)
      const secret = await sql`select verification from tracing.request_protected`.execute(tx)
      return [request.rows.length, secret.rows.length]
    })
    expect(seen).toEqual([1, 0])
  })
  test('another office hears "not found", not "not allowed"', async () => {
    const requestId = await proposed()
    const stranger = await office.colleague('protection_officer', 'KAK')
    await expect(stranger.does(confirmMatch, { requestId, verification: VERIFIED })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  test('cannot be done by a bare move, nor by changing the record', async () => {
    const requestId = await proposed()
    const move = as(two, (tx, asking) =>
      moveRecord(tx, asking, tracing, requestId, 'confirm', 2, { verification: VERIFIED }),
    )
    await expect(move).rejects.toMatchObject({ code: 'invalid' })
    const change = as(two, (tx, asking) =>
      changeRecord(tx, asking, tracing, 'request', requestId, 2, { proposed_by: two.staffId }),
    )
    await expect(change).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('dismissing a match', () => {
  test('opens the request again and remembers whom it ruled out', async () => {
    const requestId = await proposed()
    await two.does(dismissMatch, { requestId, because: 'Another village' })
    expect(await stored(requestId)).toMatchObject({ state: 'open', proposed_match: null })
    const { rows } = await office.owner.query('select judgement from tracing.match_candidate where parent_id = $1', [
      requestId,
    ])
    expect(rows).toEqual([{ judgement: 'ruled-out' }])
  })
})

describe('a reunion', () => {
  // Adults of the family; the third member is a child, and so is the fourth, who is sought.
  const reunites = async (requestId: string) =>
    as(two, async (tx, asking) => {
      const { version } = await getRecord(tx, asking, tracing, 'request', requestId)
      return (await moveRecord(tx, asking, tracing, requestId, 'reunite', version)).state
    })
  const confirmed = async (individualId: string) => {
    const requestId = await aRequest()
    await one.does(proposeMatch, { requestId, individualId })
    await two.does(confirmMatch, { requestId, verification: VERIFIED })
    return requestId
  }
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
  const WAITS = {
    code: 'invalid',
    details: { problems: [{ path: 'proposed_match', problem: 'tracing.problem.child-not-decided' }] },
  }

  test('of adults waits for nobody', async () => {
    expect(await reunites(await confirmed(family.members[1]!.id))).toBe('reunited')
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
  test('is not said as an outcome either, and whose birth nobody knows may be a child', async () => {
    const unknown = family.members[1]!.id
    await office.owner.query('update registration.individual set born = null where id = $1', [unknown])
    const requestId = await confirmed(unknown)
    const outcome = as(two, async (tx, asking) => {
      const { version } = await getRecord(tx, asking, tracing, 'request', requestId)
      return moveRecord(tx, asking, tracing, requestId, 'close', version, { outcome: 'reunited' })
    })
    await expect(outcome).rejects.toMatchObject(WAITS)
  })
})

describe('proposing a match', () => {
  test('needs the seeker’s consent to search here', async () => {
    const requestId = await aRequest(['share-red-cross-red-crescent'])
    await expect(one.does(proposeMatch, { requestId, individualId: sought() })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
  test('never proposes the seeker', async () => {
    const requestId = await aRequest()
    await expect(one.does(proposeMatch, { requestId, individualId: family.members[0]!.id })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

test('a registration officer knows nothing of tracing', async () => {
  const officer = await office.colleague('registration_officer', 'DAD')
  await expect(
    officer.does(proposeMatch, { requestId: crypto.randomUUID(), individualId: sought() }),
  ).rejects.toMatchObject({
    code: 'not-allowed',
  })
})
