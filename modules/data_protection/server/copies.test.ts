import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, daysAgo, GRANTED, type PracticeDesk, practiceDesk } from '../test/practiceDesk.ts'
import { agree, decide, erase } from './decide.ts'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await practiceDesk()
})
afterAll(() => desk.office.end())

const rows = async (text: string, values: readonly unknown[] = []) =>
  (await desk.office.owner.query(text, [...values])).rows
const put = (table: string, row: Readonly<Record<string, unknown>>) => {
  const columns = Object.keys(row)
  return rows(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
}
const left = async (id: string) => {
  await desk.supervisor.does(command('changeStatus'), {
    individualId: id,
    status: 'inactive',
    reason: 'no-contact',
    effectiveOn: daysAgo(0),
  })
}
const erased = async (id: string) => {
  const requestId = await desk.ask(id, { kind: 'erasure', erase: 'everything' })
  await desk.take(requestId)
  await desk.dpo.does(decide, { requestId, ...GRANTED })
  await desk.head.does(agree, { requestId, agree: true })
  await desk.dpo.does(erase, { requestId })
  return requestId
}

describe('an erasure of everything', () => {
  test('takes what partners did for them, and keeps that a meeting was held', async () => {
    const { members } = await desk.family()
    const [, gone, , other] = members.map(({ id }) => id)
    const office_id = desk.office.offices.DAD
    const [programme, session] = [newId(), newId()]
    await put('partner_services.programme', {
      id: programme,
      office_id,
      name: 'Sewing',
      kind: 'livelihood',
      takes_in: true,
    })
    const held = { held_on: daysAgo(1), topic: 'Hems', hours: 2 }
    await put('partner_services.session', { id: session, parent_id: programme, root_id: programme, office_id, ...held })
    const enrolments = new Map<string, string>()
    for (const subject of [gone!, other!]) {
      const id = newId()
      enrolments.set(subject, id)
      const asked = { asked_on: daysAgo(2), asked_by: 'unhcr', because: 'sews like Qatra' }
      await put('partner_services.enrolment', { id, programme, subject, office_id, ...asked })
      await put('partner_services.attendance', { id: newId(), parent_id: id, session, presence: 'present' })
    }
    await left(gone!)
    await erased(gone!)
    expect(await rows('select id, subject from partner_services.enrolment')).toEqual([
      { id: enrolments.get(other!), subject: other },
    ])
    expect(await rows('select parent_id from partner_services.attendance')).toEqual([
      { parent_id: enrolments.get(other!) },
    ])
    expect(await rows('select id from partner_services.session')).toEqual([{ id: session }])
    const unruled = await rows(
      `select about from data_protection.unruled() where relation = 'partner_services.enrolment'`,
    )
    expect(unruled).toEqual([])
  })
  test('leaves no word of them in copies of other people’s cases, at a partner or at an office that handed one over', async () => {
    const { members } = await desk.family()
    const [, gone, , other] = members.map(({ id }) => id)
    const office_id = desk.office.offices.DAD
    const [need, referral, handover, appointment, said] = [newId(), newId(), newId(), newId(), newId()]
    const given = { found_by: 'protection', identified_on: daysAgo(3), office_id }
    await put('needs.need', { id: need, subject: other, ...given })
    const asked = { service: 'school', reason: 'her sister Qamaro', priority: 'usual', status: 'accepted' }
    await put('needs.referral', { id: referral, parent_id: need, about: gone, outcome: 'Qamaro came', ...asked })
    await put('cases.shared', { referral_id: referral, module: 'needs', case_id: need, content: '{"note": "Qamaro"}' })
    const kept = { module: 'needs', case_id: need, office_id, number: 'KEN-DAD-SPN-1', left_at: new Date() }
    await put('cases.left_behind', {
      ...kept,
      handover_id: handover,
      content: {
        need: [{ id: need, subject: other, reported_by: gone }],
        task: [
          { id: newId(), root_id: need, what: 'call Qamaro', about: gone },
          { id: newId(), root_id: need, what: 'call', about: other },
        ],
        appointment: [{ id: appointment, root_id: need, individual: gone, said: 'bring Qamaro' }],
        transcript: [{ id: said, root_id: need, appointment }],
      },
      guarded: { transcript_protected: [{ id: said, lines: 'I am Qamaro' }] },
    })
    await left(gone!)
    await erased(gone!)
    expect(await rows('select from cases.shared where case_id = $1', [need])).toEqual([])
    expect(await rows('select service, reason, outcome from needs.referral where id = $1', [referral])).toEqual([
      { service: 'school', reason: '—', outcome: null },
    ])
    const [copy] = await rows('select content, guarded from cases.left_behind where handover_id = $1', [handover])
    expect(copy).toEqual({
      content: {
        need: [{ id: need, subject: other, reported_by: null }],
        task: [expect.objectContaining({ what: 'call', about: other })],
        appointment: [],
        transcript: [],
      },
      guarded: { transcript_protected: [] },
    })
    const logged = `select from change.entry where row_id = $1 and set::text like '%Qamaro%'`
    expect(await rows(logged, [referral])).toEqual([])
  })
})
