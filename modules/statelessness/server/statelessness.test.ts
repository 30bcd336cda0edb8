import { caseServer, runClocks } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { statelessness } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

let office: PracticeOffice
let clerk: Colleague
let officer: Colleague
let reviewer: Colleague
const now = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [caseServer(modules)])
  clerk = await office.colleague('registration_officer', 'DAD')
  officer = await office.colleague('rsd_officer', 'DAD')
  reviewer = await office.colleague('rsd_reviewer', 'DAD')
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const add = (record: string, values: object, who = officer) =>
  as(who, (tx, asking) => createRecord(tx, asking, statelessness, record, values as never))
const change = (id: string, patch: object, record = 'file', who = officer) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, statelessness, record, id)
    return changeRecord(tx, asking, statelessness, record, id, version, patch as never)
  })
const move = (id: string, name: string, patch: object = {}, who = officer) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, statelessness, 'file', id)
    return moveRecord(tx, asking, statelessness, id, name, version, patch as never)
  })
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from statelessness.${table} where root_id = $1 order by created_at, id`, [id]))
    .rows
const somebody = async (name = 'Rohima Khatun') => {
  const members = [{ relationship: 'PA', person: person('female', name) }]
  return (await clerk.does<Registered>(registerGroup, office.registering(members))).members[0]!.id
}
const NOT_READY = { details: { reason: 'not-ready' } }

/** Admitted; with the person, so that a marker can be asked for. */
async function admitted(more: object = {}) {
  const subject = await somebody()
  const values = { procedure: 'determination', referred_on: '2026-11-02', referred_by: 'registration', claim: 'none' }
  const { id } = await add('file', { subject, informed_on: '2026-11-03', ...values, ...more })
  await move(id, 'admit')
  return { id, subject }
}
const examined = (id: string, country: string, more: object = {}) =>
  add('examination', { parent_id: id, country, link: 'birth', feared: false, ...more })
const asked = (id: string, country: string, more: object = {}) =>
  add('enquiry', { parent_id: id, country, authority: 'Registry', sent_how: 'letter', sent_on: '2026-11-10', ...more })

/** Assessed by the officer, one State examined. */
async function assessed(finding = 'not-national', more: object = {}) {
  const { id, subject } = await admitted(more)
  await add('interview', { parent_id: id, held_on: '2026-11-09', individual: subject })
  await move(id, 'hear')
  await examined(id, 'MMR', { finding })
  await add('fact', { parent_id: id, what: 'birth', finding: 'accepted' })
  await change(id, { recommendation: 'stateless', analysis: 'No State holds her for its own.' })
  await move(id, 'assess', { standard: 'reasonable-degree' })
  return { id, subject }
}
async function decided(outcome: string, finding?: string, more?: object) {
  const { id, subject } = await assessed(finding, more)
  await move(id, 'endorse', {}, reviewer)
  await change(id, { reasons: 'As analysed.' }, 'file', reviewer)
  await move(id, 'decide', { outcome }, reviewer)
  return { id, subject }
}

describe('a determination', () => {
  test('examines each State, waits for every reply, and is reviewed by another officer', async () => {
    const { id, subject } = await admitted()
    expect(await as(officer, (tx, asking) => getRecord(tx, asking, statelessness, 'file', id))).toMatchObject({
      number: expect.stringMatching(/-SDP-/),
      decide_by: '2027-05-22',
    })
    await expect(move(id, 'hear')).rejects.toMatchObject(NOT_READY)
    await add('interview', { parent_id: id, held_on: '2026-11-09', individual: subject })
    await move(id, 'hear')
    await expect(move(id, 'enquire')).rejects.toMatchObject(NOT_READY)
    const state = await examined(id, 'MMR')
    await expect(examined(id, 'MMR')).rejects.toThrow()
    await move(id, 'enquire')
    const enquiry = await asked(id, 'MMR')
    await add('fact', { parent_id: id, what: 'birth', finding: 'accepted' })
    await change(id, { recommendation: 'stateless', analysis: 'No State holds her for its own.' })
    await expect(move(id, 'assess', { standard: 'reasonable-degree' })).rejects.toMatchObject(NOT_READY)
    await change(enquiry.id, { reply: 'no-reply' }, 'enquiry')
    await expect(move(id, 'assess', { standard: 'reasonable-degree' })).rejects.toMatchObject(NOT_READY)
    await change(state.id, { finding: 'not-national' }, 'examination')
    expect(await move(id, 'assess', { standard: 'reasonable-degree' })).toMatchObject({ assessed_by: officer.staffId })
    await expect(move(id, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await move(id, 'endorse', {}, reviewer)).state).toBe('reviewed')
  })

  test('is never that somebody is stateless whom a State considers its national, nor a refugee who is none', async () => {
    await expect(decided('stateless', 'national')).rejects.toMatchObject({ code: 'invalid' })
    await expect(decided('stateless-refugee')).rejects.toMatchObject({ code: 'invalid' })
    const { id, subject } = await decided('stateless-refugee', 'not-national', { claim: 'recognised' })
    const { rows: markers } = await office.owner.query('select name, value from cases.marker where individual = $1', [
      subject,
    ])
    expect(markers).toEqual([{ name: 'statelessness.decision', value: 'stateless-refugee' }])
    await expect(change(id, { outcome: 'not-stateless' })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is open to an appeal, heard by somebody who had no part in it', async () => {
    const { id } = await decided('not-stateless')
    const told = await move(id, 'notify', { notified_on: '2026-11-20', notified_how: 'in-person' })
    expect(told.appeal_until).toBe('2026-12-20')
    await expect(move(id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    await expect(move(id, 'appeal', { appeal_filed_on: '2026-12-21' })).rejects.toMatchObject({ code: 'invalid' })
    await move(id, 'appeal', { appeal_filed_on: '2026-12-01' })
    await change(id, { appeal_reasons: 'The registry’s letter was of somebody else.' })
    const granting = (who: Colleague) => move(id, 'decide-appeal', { appeal_outcome: 'granted' }, who)
    await expect(granting(reviewer)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await granting(await office.colleague('rsd_reviewer', 'DAD'))).toMatchObject({ stands: 'stateless' })
    await expect(move(id, 'send-back', { appeal_notified_on: '2026-12-10' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await change(id, { appeal_notified_on: '2026-12-10' })
    expect((await move(id, 'close', { closed_because: 'final' })).state).toBe('final')
    const { id: other } = await decided('stateless')
    await move(other, 'notify', { notified_on: '2026-11-20', notified_how: 'in-person' })
    await expect(move(other, 'appeal', { appeal_filed_on: '2026-11-21' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('that takes longer than the operation allows is a task, and so is an event in the family', async () => {
    const { id, subject } = await admitted()
    await as(clerk, tx =>
      sql`select cases.tell('registration.marriage', ${[subject]}::uuid[], '2026-11-20')`.execute(tx),
    )
    await runClocks(office.store, new Date('2027-05-24T09:00:00Z'))
    expect((await rows('task', id)).map(({ kind }) => kind).toSorted()).toEqual(['decide', 'look-again'])
  })
})

describe('a State that somebody fears', () => {
  test('is not asked without consent, nor after it was taken back', async () => {
    const { id } = await admitted()
    await expect(asked(id, 'MMR')).rejects.toMatchObject({ code: 'invalid' })
    const { id: state } = await examined(id, 'MMR', { feared: true })
    await expect(asked(id, 'MMR')).rejects.toMatchObject({ code: 'not-allowed' })
    await change(state, { consent_on: '2026-11-12' }, 'examination')
    await expect(asked(id, 'MMR')).rejects.toMatchObject({ code: 'not-allowed' })
    const { id: enquiry } = await asked(id, 'MMR', { sent_on: '2026-11-12' })
    await change(state, { consent_withdrawn_on: '2026-11-14' }, 'examination')
    await expect(asked(id, 'MMR', { sent_on: '2026-11-15' })).rejects.toMatchObject({ code: 'not-allowed' })
    // What came back is still written down, and another State cannot be put in its place.
    await change(enquiry, { reply: 'cannot-say' }, 'enquiry')
    await examined(id, 'BGD')
    await asked(id, 'BGD')
    await expect(change(enquiry, { authority: 'Another' }, 'enquiry')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(change(state, { country: 'THA' }, 'examination')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is not asked at all before the claim to be a refugee is settled', async () => {
    const { id } = await admitted({ claim: 'pending' })
    await examined(id, 'MMR', { feared: true, consent_on: '2026-11-01' })
    await expect(asked(id, 'MMR')).rejects.toMatchObject({ code: 'not-allowed' })
    await change(id, { claim: 'rejected' })
    await asked(id, 'MMR')
  })
})

describe('a case that helps', () => {
  test('is settled with the certificate, and decides about nobody', async () => {
    const { id, subject } = await admitted({ procedure: 'birth-registration' })
    await expect(move(id, 'settle', { settled_as: 'registered' })).rejects.toMatchObject(NOT_READY)
    await add('step', { parent_id: id, kind: 'witnesses', done_on: '2026-11-10' })
    await expect(move(id, 'settle', { settled_as: 'registered' })).rejects.toMatchObject(NOT_READY)
    await add('paper', { parent_id: id, individual: subject, kind: 'birth-certificate', given_on: '2026-11-19' })
    const settled = await move(id, 'settle', { settled_as: 'registered' })
    expect(settled).toMatchObject({ state: 'final', closed_because: 'settled', stands: null })
    const { id: other, subject: person } = await admitted()
    await add('step', { parent_id: other, kind: 'court', done_on: '2026-11-10' })
    await add('paper', { parent_id: other, individual: person, kind: 'birth-certificate', given_on: '2026-11-19' })
    await expect(move(other, 'settle', { settled_as: 'registered' })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

test('a registration officer learns the stage of a file and reads nothing of it; elsewhere nobody learns of it', async () => {
  const { id, subject } = await assessed()
  const cards = (who: Colleague) =>
    as(who, tx => sql`select state, readable from cases.cards(array[${subject}]::uuid[])`.execute(tx)).then(
      found => found.rows,
    )
  expect(await cards(clerk)).toEqual([{ state: 'assessed', readable: false }])
  expect(await cards(await office.colleague('rsd_officer', 'KAK'))).toEqual([])
  for (const who of [clerk, await office.colleague('rsd_officer', 'KAK')])
    await expect(as(who, (tx, asking) => getRecord(tx, asking, statelessness, 'file', id))).rejects.toMatchObject({
      code: 'not-found',
    })
  // Who looks over protection reads the file, and not what is protected in it.
  const protection = await office.colleague('protection_officer', 'DAD')
  const seen = await as(protection, (tx, asking) => getRecord(tx, asking, statelessness, 'file', id))
  expect([seen.state, seen.analysis ?? null]).toEqual(['assessed', null])
})
