import { caseServer, runClocks } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, listRecords, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { fraud } from '../index.ts'
import { server } from './index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const suspect = server.commands[0]!
const [clarifying, handedIn] = server.queries as [(typeof server.queries)[0], (typeof server.queries)[0]]
let office: PracticeOffice
let clerk: Colleague
let supervisor: Colleague
let focal: Colleague
let head: Colleague
let now = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [caseServer(modules)])
  clerk = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  focal = await office.colleague('fraud_focal_point', 'DAD')
  head = await office.colleague('head_of_office', 'DAD')
})
afterAll(() => office.end())
const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const add = (record: string, values: object, who = focal) =>
  as(who, (tx, asking) => createRecord(tx, asking, fraud, record, values as never))
const somebody = async (name = 'Amina Yusuf') => {
  const members = [{ relationship: 'PA', person: person('female', name) }]
  return (await clerk.does<Registered>(registerGroup, office.registering(members))).members[0]!.id
}
const opened = (subject: string, more: object = {}) =>
  add('inquiry', { subject, reported_on: '2026-11-20', kind: 'aid-twice', account: 'Seen twice.', ...more })
const change = (id: string, patch: object, who = focal, record = 'inquiry') =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, fraud, record, id)
    return changeRecord(tx, asking, fraud, record, id, version, patch as never)
  })
const move = (id: string, name: string, patch: object = {}, who = focal) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, fraud, 'inquiry', id)
    return moveRecord(tx, asking, fraud, id, name, version, patch as never)
  })
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from fraud.${table} where root_id = $1 order by created_at, id`, [id])).rows
const markers = async (id: string) =>
  (await office.owner.query(`select name, value from cases.marker where individual = $1`, [id])).rows
const secondAgrees = (id: string, kind: string) =>
  office.owner.query(
    `insert into fraud.approval (id, parent_id, kind, why, asked_by, status, decided_by, decided_at) values (gen_random_uuid(), $1, $2, 'Why.', $3, 'agreed', $4, now())`,
    [id, kind, focal.staffId, head.staffId],
  )
const NOT_READY = { details: { reason: 'not-ready' } }

/** Examined and heard, with a finding proposed by the focal point. */
async function concluded(subject: string, finding = 'substantiated') {
  const { id } = await opened(subject)
  await move(id, 'assess', { first_look: 'worth-opening' })
  await change(id, { notice_given_on: '2026-11-10', notice_how: 'in-person' })
  await add('hearing', { parent_id: id, kind: 'interview', held_on: '2026-11-18', individual: subject })
  await move(id, 'hear')
  await add('evidence', { parent_id: id, kind: 'data', found_on: '2026-11-18', speaks: 'for' })
  await change(id, { reply_weighed: 'She says that her sister came.', reasons: 'Both slips bear her finger.' })
  await move(id, 'conclude', { finding })
  return id
}
const warned = (id: string, individual: string, more: object = {}) =>
  add('measure', { parent_id: id, kind: 'warning', individual, starts_on: '2026-11-20', status: 'proposed', ...more })

describe('an inquiry', () => {
  test('hears the person before it finds anything, and is decided by another than who found it', async () => {
    const subject = await somebody()
    const { id, number } = await opened(subject)
    expect(number).toMatch(/-CLR-/)
    await move(id, 'assess', { first_look: 'worth-opening' })
    await expect(move(id, 'hear')).rejects.toMatchObject(NOT_READY)
    await change(id, { notice_given_on: '2026-11-17', notice_how: 'in-person' })
    await add('hearing', { parent_id: id, kind: 'interview', held_on: '2026-11-18', individual: subject })
    await expect(move(id, 'hear')).rejects.toMatchObject({ code: 'invalid' })
    await add('hearing', { parent_id: id, kind: 'written-reply', held_on: '2026-11-20', individual: subject })
    await move(id, 'hear')
    await expect(move(id, 'conclude', { finding: 'substantiated' })).rejects.toMatchObject(NOT_READY)
    await add('evidence', { parent_id: id, kind: 'data', found_on: '2026-11-18', speaks: 'for' })
    await change(id, { reply_weighed: 'Her sister came.', reasons: 'Both slips bear her finger.' })
    expect(await move(id, 'conclude', { finding: 'substantiated' })).toMatchObject({ concluded_by: focal.staffId })
    await expect(move(id, 'decide')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(move(id, 'decide', {}, head)).rejects.toMatchObject(NOT_READY)
    await warned(id, subject)
    expect(await move(id, 'decide', {}, head)).toMatchObject({ state: 'decided', decided_by: head.staffId })
    await expect(change(id, { finding: 'mistake' })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is open to an appeal that a third officer decides, and that lifts what was decided', async () => {
    const subject = await somebody()
    const id = await concluded(subject)
    await warned(id, subject)
    await move(id, 'decide', {}, head)
    const told = await move(id, 'notify', { notified_on: '2026-11-20', notified_how: 'in-person' })
    expect(told.appeal_until).toBe('2026-12-20')
    await expect(move(id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    await expect(move(id, 'appeal', { appeal_filed_on: '2026-12-21' })).rejects.toMatchObject({ code: 'invalid' })
    await move(id, 'appeal', { appeal_filed_on: '2026-12-20' })
    await change(id, { appeal_reasons: 'The second slip was another woman’s.' })
    await expect(move(id, 'decide-appeal', { appeal_outcome: 'granted' }, head)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const third = await office.colleague('head_of_office', 'DAD')
    await move(id, 'decide-appeal', { appeal_outcome: 'granted' }, third)
    expect((await rows('measure', id)).map(({ status }) => status)).toEqual(['lifted'])
    await expect(move(id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    await change(id, { appeal_notified_on: '2026-12-22' })
    expect((await move(id, 'close', { closed_because: 'final' })).state).toBe('closed')
  })

  test('that found nothing sanctions nobody', async () => {
    const subject = await somebody()
    const id = await concluded(subject, 'unsubstantiated')
    const { id: measure } = await warned(id, subject)
    await expect(move(id, 'decide', {}, head)).rejects.toMatchObject(NOT_READY)
    await change(measure, { kind: 'correct-record' }, focal, 'measure')
    expect((await move(id, 'decide', {}, head)).state).toBe('decided')
    await move(id, 'notify', { notified_on: '2026-11-20', notified_how: 'in-person' })
    await expect(change(id, { told_outcome: 'put-right' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('asks its worker to look again when the person dies', async () => {
    const subject = await somebody()
    const { id } = await opened(subject)
    await as(clerk, tx => sql`select cases.tell('registration.death', ${[subject]}::uuid[], '2026-11-20')`.execute(tx))
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['look-again'])
  })
})

describe('a measure', () => {
  test('never stops aid: there is no such word, neither for what rests nor for what is decided', async () => {
    const subject = await somebody()
    const id = await concluded(subject)
    await expect(warned(id, subject, { kind: 'stop-food' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      change(id, { hold_of: ['food'], hold_from: '2026-11-20', hold_until: '2026-11-25' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const past = office.owner.query(
      `insert into fraud.measure (id, parent_id, kind, individual, starts_on, status) values (gen_random_uuid(), $1, 'stop-food', $2, '2026-11-20', 'done')`,
      [id, subject],
    )
    await expect(past).rejects.toMatchObject({ code: '23514' })
  })

  test('is for who did it, ends when it is a suspension, and tells authorities when a second colleague agreed', async () => {
    const [subject, sister, stranger] = [await somebody(), await somebody('Fatuma Yusuf'), await somebody('Not Hers')]
    const id = await concluded(subject)
    await add('member', { parent_id: id, individual: sister, role: 'family' })
    await expect(warned(id, stranger)).rejects.toMatchObject({ code: 'invalid' })
    await expect(warned(id, sister)).rejects.toMatchObject({ code: 'invalid' })
    await warned(id, sister, { kind: 'correct-record' })
    const suspends = (ends_on: string | null) => warned(id, subject, { kind: 'suspend-resettlement', ends_on })
    await expect(suspends(null)).rejects.toMatchObject({ code: 'invalid' })
    await expect(suspends('2028-01-01')).rejects.toMatchObject({ code: 'invalid' })
    await suspends('2027-05-20')
    await expect(warned(id, subject, { kind: 'tell-authorities' })).rejects.toMatchObject({ code: 'not-allowed' })
    await secondAgrees(id, 'authorities')
    await warned(id, subject, { kind: 'tell-authorities' })
    await expect(warned(id, subject, { status: 'done' })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('what rests', () => {
  test('rests for a time, is known to others without a reason, and goes on by itself', async () => {
    now = new Date('2026-11-20T09:00:00Z')
    const subject = await somebody()
    const { id } = await opened(subject)
    const rests = (hold_until: string) => change(id, { hold_of: ['resettlement'], hold_from: '2026-11-20', hold_until })
    await expect(rests('2027-03-01')).rejects.toMatchObject({ code: 'invalid' })
    expect(await markers(subject)).toEqual([])
    await rests('2026-12-10')
    expect(await markers(subject)).toEqual([{ name: 'fraud.hold', value: 'yes' }])
    expect(await supervisor.asks(clarifying, { personId: subject })).toEqual({ clarifying: true })
    await runClocks(office.store, new Date('2026-12-10T12:00:00Z'))
    expect(await markers(subject)).toHaveLength(1)
    await runClocks(office.store, new Date('2026-12-11T12:00:00Z'))
    expect(await markers(subject)).toEqual([])
    expect(await supervisor.asks(clarifying, { personId: subject })).toEqual({ clarifying: false })
    expect((await rows('task', id)).map(({ kind }) => kind)).toContain('hold-over')
    await secondAgrees(id, 'longer-hold')
    await rests('2027-03-01')
    expect(await markers(subject)).toHaveLength(1)
    await expect(rests('2027-03-21')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is told to nobody who works elsewhere, and that there is a case to nobody at all', async () => {
    const subject = await somebody('Asha Noor')
    const { id } = await opened(subject, { hold_of: ['new-papers'], hold_from: '2026-11-20', hold_until: '2026-11-30' })
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    expect(await elsewhere.asks(clarifying, { personId: subject })).toEqual({ clarifying: false })
    for (const who of [supervisor, clerk, elsewhere]) {
      const known = await as(who, async tx => ({
        cards: (await sql`select * from cases.cards(array[${subject}]::uuid[])`.execute(tx)).rows,
        known: (await sql`select * from fraud.inquiry_known(array[${id}]::uuid[])`.execute(tx)).rows,
      }))
      expect(known).toEqual({ cards: [], known: [] })
      await expect(
        as(who, (tx, asking) => listRecords(tx, asking, fraud, 'inquiry', { where: {} } as never)).then(
          ({ rows: found }) => found.length,
          () => 0,
        ),
      ).resolves.toBe(0)
    }
  })
})

describe('a suspicion', () => {
  const handing = (personId: string, more: object = {}) => ({
    personId,
    kind: 'borrowed-children',
    words: 'The child calls another woman mother.',
    noticedIn: 'registration',
    ofStaff: false,
    ...more,
  })
  const inquiries = async (subject: string) =>
    (await office.owner.query('select id, kind, office_id from fraud.inquiry where subject = $1', [subject])).rows

  test('is handed in from any work, joined to what is looked at, and answered with what is allowed', async () => {
    const subject = await somebody('Sahra Ali')
    expect(await clerk.does(suspect, handing(subject))).toEqual({})
    await supervisor.does(suspect, handing(subject))
    const [found] = await inquiries(subject)
    expect(await inquiries(subject)).toHaveLength(1)
    expect((await rows('report', found.id)).map(({ told_by }) => told_by)).toEqual([clerk.staffId, supervisor.staffId])
    const answers = async (who: Colleague) =>
      (await who.asks<{ handedIn: { person: string; answer: string }[] }>(handedIn, {})).handedIn
        .filter(each => each.person === subject)
        .map(({ answer }) => answer)
    expect(await answers(clerk)).toEqual(['received'])
    await move(found.id, 'assess', { first_look: 'unclear' })
    expect(await answers(clerk)).toEqual(['received'])
    await move(found.id, 'dismiss', { closed_because: 'nothing-to-it' })
    expect(await answers(clerk)).toEqual(['over'])
    await change(found.id, { told_outcome: 'nothing-found' })
    expect(await answers(clerk)).toEqual(['nothing-found'])
    expect(await answers(head)).toEqual([])
  })
  test('about somebody outside one’s work is refused as if they were not there', async () => {
    const subject = await somebody('Not Hers')
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    await expect(elsewhere.does(suspect, handing(subject))).rejects.toMatchObject({ code: 'not-found' })
    await expect(elsewhere.does(suspect, handing(newId()))).rejects.toMatchObject({ code: 'not-found' })
    expect(await inquiries(subject)).toEqual([])
  })
  test('of staff goes to who looks into staff, and never into this module', async () => {
    const subject = await somebody('Hodan Ali')
    await clerk.does(suspect, handing(subject, { ofStaff: true, words: 'The guard asked her for money.' }))
    expect(await inquiries(subject)).toEqual([])
    const { rows: heard } = await office.owner.query(
      `select route, about_whom, subject from complaints.complaint where account = 'The guard asked her for money.'`,
    )
    expect(heard).toEqual([{ route: 'investigators', about_whom: 'colleague', subject: null }])
  })

  test('from the desk of likenesses comes by itself, and its step goes back; that of staff does not come', async () => {
    const [first, second] = [await somebody('Nimo Said'), await somebody('Nimo Saeed')]
    const review = newId()
    await office.owner.query(
      `insert into adjudication.review (id, office_id, first, second, found_by, opened_at) values ($1, $2, $3, $4, 'officer', now())`,
      [review, office.offices.DAD, first, second],
    )
    const refer = async (kind: string) => {
      const id = newId()
      await office.owner.query(
        `insert into adjudication.referral (id, office_id, review, kind, reason, referred_at, step) values ($1, $2, $3, $4, 'Why they think so.', now(), 'referred')`,
        [id, office.offices.DAD, review, kind],
      )
      return id
    }
    await refer('staff-involved')
    expect(await inquiries(second)).toEqual([])
    const referral = await refer('borrowed-body')
    const [found] = await inquiries(second)
    expect(found).toMatchObject({ kind: 'borrowed-identity' })
    expect((await rows('member', found.id)).map(({ individual }) => individual).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    const step = async () =>
      (await office.owner.query('select step, closed_because from adjudication.referral where id = $1', [referral]))
        .rows[0]
    await move(found.id, 'assess', { first_look: 'worth-opening' })
    expect(await step()).toEqual({ step: 'taken-up', closed_because: null })
    await move(found.id, 'dismiss', { closed_because: 'mistake' })
    expect(await step()).toEqual({ step: 'closed', closed_because: null })
  })
})
