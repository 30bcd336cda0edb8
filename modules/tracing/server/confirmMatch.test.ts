import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, moveRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { confirmMatch, dismissMatch } from './confirmMatch.ts'
import { proposeMatch } from './proposeMatch.ts'
import { recordAnswer } from './recordAnswer.ts'

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
const TODAY = new Date().toISOString().slice(0, 10)
const says = (requestId: string, side: 'seeker' | 'found', agrees: 'yes' | 'no' = 'yes') =>
  one.does(recordAnswer, { requestId, side, askedOn: TODAY, agrees, answers: 'The teacher was called Halima' })
/** A match that both sides were asked about, and both wish. */
const agreed = async (requestId: string) => {
  await says(requestId, 'seeker')
  await says(requestId, 'found')
  return requestId
}

describe('confirming a match', () => {
  test('moves the request on, and remembers who proposed and who confirmed', async () => {
    const requestId = await agreed(await proposed())
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
    const requestId = await agreed(await proposed())
    await two.does(confirmMatch, { requestId, verification: VERIFIED })
    const head = await office.colleague('best_interests_panel', 'DAD')
    const seen = await as(head, async tx => {
      const request = await sql`select id from tracing.request where id = ${requestId}`.execute(tx)
      const secret = await sql`select verification from tracing.request_protected`.execute(tx)
      const answers = await sql`select agrees from tracing.answer_protected`.execute(tx)
      return [request.rows.length, secret.rows.length, answers.rows.length]
    })
    expect(seen).toEqual([1, 0, 0])
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

describe('asking both sides', () => {
  const WAITS = {
    code: 'invalid',
    details: { problems: [{ path: 'verification', problem: 'tracing.problem.both-sides-first' }] },
  }
  const confirm = (requestId: string) => two.does(confirmMatch, { requestId, verification: VERIFIED })
  const candidatesOf = async (requestId: string) =>
    (await office.owner.query('select judgement from tracing.match_candidate where parent_id = $1', [requestId])).rows

  test('comes before a match is confirmed: one side is not enough, nor one side asked twice', async () => {
    const requestId = await proposed()
    await expect(confirm(requestId)).rejects.toMatchObject(WAITS)
    await says(requestId, 'seeker')
    await says(requestId, 'seeker')
    await expect(confirm(requestId)).rejects.toMatchObject(WAITS)
    await says(requestId, 'found')
    await confirm(requestId)
  })
  test('ends the match where one does not wish it, and leaves what a dismissed match leaves: a "no" is told as nothing', async () => {
    const requestId = await proposed()
    await says(requestId, 'seeker')
    expect(await says(requestId, 'found', 'no')).toEqual({ state: 'open' })
    const dismissed = await proposed()
    await agreed(dismissed)
    await two.does(dismissMatch, { requestId: dismissed, because: 'Another village' })
    expect(await stored(requestId)).toEqual(await stored(dismissed))
    expect(await candidatesOf(requestId)).toEqual(await candidatesOf(dismissed))
    const { rows } = await office.owner.query(
      'select count(*)::int as many from tracing.answer where parent_id = any ($1) and withdrawn_at is null',
      [[requestId, dismissed]],
    )
    expect(rows).toEqual([{ many: 0 }])
  })
  test('is of the match that stands: what was said of another is not taken for it', async () => {
    const requestId = await agreed(await proposed())
    await two.does(dismissMatch, { requestId, because: 'Another village' })
    await one.does(proposeMatch, { requestId, individualId: family.members[2]!.id })
    await expect(confirm(requestId)).rejects.toMatchObject(WAITS)
  })
  test('needs somebody who is proposed', async () => {
    await expect(says(await aRequest(), 'found')).rejects.toMatchObject({ code: 'wrong-state' })
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
