import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
})
afterAll(() => world.end())

const aCase = async () => {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'needs a doctor', subject, risk: 'high', secret: 'why they fled' })
  return { id, subject }
}
interface Seen {
  readonly id: string
  readonly module: string
  readonly status: string
  readonly content: Record<string, unknown> | null
}
const problem = (path: string, what: string) => ({ details: { problems: [{ path, problem: what }] } })
const toMe = async (who: Worker) => (await who.asks<{ referrals: readonly Seen[] }>('referralsToMe', {})).referrals
const refer = async (id: string, more: object) =>
  (
    await officer.does<{ id: string }>('refer', {
      module: 'example',
      id,
      service: 'medical care',
      reason: 'pain for weeks',
      priority: 'soon',
      share: ['topic', 'risk'],
      ...more,
    })
  ).id
const answer = (who: Worker, referralId: string, said: string, words?: string) =>
  who.does('answerReferral', { module: 'example', referralId, answer: said, words: words ?? null })

describe('a referral', () => {
  test('shows who was asked what was chosen and nothing of the case, and nobody else anything', async () => {
    const { id, subject } = await aCase()
    const doctor = await world.worker('partner_caseworker')
    const referral = await refer(id, { toStaff: doctor.staffId, about: subject })
    expect(await toMe(doctor)).toMatchObject([
      { id: referral, status: 'sent', content: { topic: 'needs a doctor', risk: 'high' } },
    ])
    expect(JSON.stringify(await toMe(doctor))).not.toContain('fled')
    expect(JSON.stringify(await toMe(doctor))).not.toContain(subject)
    await expect(doctor.get(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await toMe(await world.worker('partner_caseworker'))).toEqual([])
  })

  test('shares nothing that its sender cannot read', async () => {
    const made = await aCase()
    const writer = await world.worker('rsd_officer')
    await world.owner.query(`update auth.assignment set role = 'resettlement_officer' where staff_id = $1`, [
      writer.staffId,
    ])
    await expect(
      writer.does('refer', {
        module: 'example',
        id: made.id,
        service: 's',
        reason: 'r',
        priority: 'soon',
        toStaff: officer.staffId,
        share: ['secret'],
      }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is not there any more for who is outside when its case, or whom it is about, comes under a restriction', async () => {
    const { id, subject } = await aCase()
    const doctor = await world.worker('partner_caseworker')
    const referral = await refer(id, { toStaff: doctor.staffId, about: subject })
    const group = newId()
    await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'few')`, [group])
    for (const [table, row] of [
      ['example.file', id],
      ['registration.individual', subject],
    ]) {
      await world.owner.query(`update ${table} set restriction_group = $2 where id = $1`, [row, group])
      expect(await toMe(doctor)).toEqual([])
      await expect(answer(doctor, referral, 'acknowledged')).rejects.toMatchObject({ code: 'not-found' })
      await world.owner.query(`update ${table} set restriction_group = null where id = $1`, [row])
    }
    expect(await toMe(doctor)).toMatchObject([{ id: referral, content: { topic: 'needs a doctor' } }])
  })

  test('to a role at an office is for whoever has it there', async () => {
    const { id } = await aCase()
    await refer(id, { toRole: 'gbv_caseworker', toOffice: world.offices.KAK })
    expect(await toMe(await world.worker('gbv_caseworker', 'KAK'))).toHaveLength(1)
    expect(await toMe(await world.worker('gbv_caseworker', 'DAD'))).toEqual([])
    expect(await toMe(await world.worker('rsd_officer', 'KAK'))).toEqual([])
  })

  test('goes to exactly one, and is about somebody of the case', async () => {
    const { id } = await aCase()
    await expect(refer(id, {})).rejects.toMatchObject({ code: 'invalid' })
    await expect(refer(id, { toStaff: officer.staffId, toOffice: world.offices.KAK })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(refer(id, { toStaff: officer.staffId, about: await world.person() })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('is answered in order by who was asked, with a reason or an outcome, and the case hears of it', async () => {
    const { id } = await aCase()
    const doctor = await world.worker('partner_caseworker')
    const referral = await refer(id, { toStaff: doctor.staffId })
    await expect(answer(officer, referral, 'accepted')).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer(doctor, referral, 'rejected')).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer(doctor, referral, 'done', 'too early')).rejects.toMatchObject({ code: 'not-found' })
    await answer(doctor, referral, 'acknowledged')
    expect(await world.rows('task', id)).toEqual([])
    await answer(doctor, referral, 'accepted')
    await answer(doctor, referral, 'done', 'treated')
    expect(await world.rows('referral', id)).toMatchObject([
      { status: 'done', outcome: 'treated', answered_by: doctor.staffId },
    ])
    expect((await world.rows('task', id)).map(({ kind, cause }) => `${kind} ${cause}`)).toEqual([
      'referral-answered referral',
    ])
  })

  test('can be taken back, or only what was shared with it', async () => {
    const { id } = await aCase()
    const doctor = await world.worker('partner_caseworker')
    const referral = await refer(id, { toStaff: doctor.staffId })
    await officer.does('withdrawReferral', { module: 'example', referralId: referral, onlyShared: true })
    const elsewhere = officer.does('withdrawReferral', { module: 'admin', referralId: referral, onlyShared: true })
    await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' })
    expect(await toMe(doctor)).toMatchObject([{ id: referral, content: null }])
    await expect(answer(doctor, referral, 'accepted')).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      doctor.does('withdrawReferral', { module: 'example', referralId: referral, onlyShared: false }),
    ).rejects.toMatchObject({ code: 'not-found' })
    const takeBack = (because: string | null) =>
      officer.does('withdrawReferral', { module: 'example', referralId: referral, onlyShared: false, because })
    for (const nothing of [null, ' '])
      await expect(takeBack(nothing)).rejects.toMatchObject(problem('because', 'problem.required'))
    await takeBack('her brother hides there')
    expect(await world.rows('referral', id)).toMatchObject([
      { status: 'withdrawn', outcome: 'her brother hides there' },
    ])
    expect(await toMe(doctor)).toMatchObject([{ id: referral, status: 'withdrawn', reason: null, content: null }])
    expect(JSON.stringify(await toMe(doctor))).not.toMatch(/brother|pain|needs a doctor/)
    await expect(answer(doctor, referral, 'accepted')).rejects.toMatchObject({ code: 'not-found' })
    await takeBack('said again')
    expect(await world.rows('referral', id)).toMatchObject([{ outcome: 'her brother hides there' }])
    await world.owner.query(`update example.referral set revoked_at = revoked_at - interval '31 days' where id = $1`, [
      referral,
    ])
    expect(await toMe(doctor)).toEqual([])
  })
})

interface Waiting {
  readonly id: string
  readonly people: number
  readonly caseNumber: string
}
const waitingFor = async (who: Worker) =>
  (await who.asks<{ handovers: readonly Waiting[] }>('handoversWaiting', {})).handovers
const askFor = (who: Worker, id: string) =>
  who.does<{ id: string }>('askHandover', { module: 'example', id, toOffice: world.offices.KAK, because: 'they moved' })

describe('a case is handed to another office', () => {
  test('only when that office accepts, with all that hangs on it, and then only that office has it', async () => {
    const { id } = await aCase()
    await officer.add('note', { parent_id: id, level: 'restricted', restricted_text: 'careful' })
    await officer.add('task', { parent_id: id, kind: 'call-back' })
    await expect(askFor(officer, id)).rejects.toMatchObject({ code: 'not-allowed' })
    const { id: handover } = await askFor(reviewer, id)
    await expect(askFor(reviewer, id)).rejects.toMatchObject({ code: 'wrong-state' })
    expect((await officer.get(id)).office_id).toBe(world.offices.DAD)
    const there = await world.worker('rsd_reviewer', 'KAK')
    expect((await waitingFor(there)).map(({ people }) => people)).toEqual([1])
    await expect(there.get(id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      reviewer.does('answerHandover', { module: 'example', handoverId: handover, answer: 'accepted' }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await there.does('answerHandover', { module: 'example', handoverId: handover, answer: 'accepted' })
    expect((await there.get(id)).secret).toBe('why they fled')
    await expect(officer.get(id)).rejects.toMatchObject({ code: 'not-found' })
    const [done] = await world.rows('handover', id)
    expect(done).toMatchObject({ status: 'accepted', answered_by: there.staffId })
    for (const kind of ['clock 1', 'file_protected 1', 'member 1', 'note 1', 'note_protected 1', 'stage 1', 'task 1'])
      expect(done.arrived).toContain(kind)
    expect((await world.rows('task', id)).at(-1)).toMatchObject({ kind: 'case-arrived' })
  })

  test('and can be refused, or the question taken back', async () => {
    const there = await world.worker('rsd_reviewer', 'KAK')
    for (const [who, said] of [
      [there, 'refused'],
      [reviewer, 'withdrawn'],
    ] as const) {
      const { id } = await aCase()
      const { id: handover } = await askFor(reviewer, id)
      await who.does('answerHandover', { module: 'example', handoverId: handover, answer: said, words: 'not ours' })
      expect((await officer.get(id)).office_id).toBe(world.offices.DAD)
      await expect(
        there.does('answerHandover', { module: 'example', handoverId: handover, answer: 'accepted' }),
      ).rejects.toMatchObject({ code: 'wrong-state' })
    }
    await expect(
      there.does('answerHandover', { module: 'example', handoverId: newId(), answer: 'accepted' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('a case of two under a restriction stays restricted when one comes out of it', async () => {
  const { id, subject } = await aCase()
  const [few, other] = [newId(), newId()]
  for (const group of [few, other])
    await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'few')`, [group])
  const restrict = (person: string, group: string | null) =>
    world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [person, group])
  const child = await world.person('Their Child')
  await officer.add('member', { parent_id: id, individual: child, role: 'child', since: '2026-11-01' })
  await officer.add('note', { parent_id: id, level: 'ordinary', text: 'Where they hide.' })
  for (const group of [few, other]) {
    await restrict(subject, few)
    await restrict(child, group)
    await restrict(subject, null)
    const notes = await officer.as(tx => sql`select from example.note where root_id = ${id}`.execute(tx))
    expect(notes.rows).toEqual([])
    await restrict(child, null)
    expect((await officer.get(id)).id).toBe(id)
  }
})
