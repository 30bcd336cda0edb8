import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, listRecords, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { needs } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

let office: PracticeOffice
let clerk: Colleague
let protection: Colleague
let supervisor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [caseServer(modules)])
  clerk = await office.colleague('registration_officer', 'DAD')
  protection = await office.colleague('protection_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
const flagged = async (...codes: readonly string[]) => {
  const specific_need = codes.map(need => ({ need, identified_on: '2026-01-01' }))
  const members = [{ relationship: 'PA', person: person('female', 'Amina Yusuf', { specific_need } as never) }]
  const family = await clerk.does<Registered>(registerGroup, office.registering(members))
  return family.members[0]!.id
}
const casesOf = async (subject: string) =>
  (await office.owner.query('select * from needs.need where subject = $1 order by id', [subject])).rows
const seenBy = (who: Colleague, id: string) => as(who, (tx, asking) => getRecord(tx, asking, needs, 'need', id))

describe('what registration flags', () => {
  test('waits for protection as a case of its own, numbered and with a clock, and the clerk cannot read it', async () => {
    const subject = await flagged('CR-NE')
    const [one] = await casesOf(subject)
    expect(one).toMatchObject({ need: 'CR-NE', state: 'flagged', found_by: 'registration', priority: null })
    expect(one.number).toMatch(/^KEN-DAD-SN-\d{7}-[0-9A-Z]$/)
    const clocks = await office.owner.query('select name, status from needs.clock where root_id = $1', [one.id])
    expect(clocks.rows).toEqual([{ name: 'assessment', status: 'running' }])
    await expect(seenBy(clerk, one.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await seenBy(protection, one.id)).need).toBe('CR-NE')
  })

  test('shows of a confidential code only that it comes first', async () => {
    const subject = await flagged('SV-VA')
    const [one] = await casesOf(subject)
    expect(one).toMatchObject({ need: null, priority: true })
    const listed = await as(supervisor, (tx, asking) => listRecords(tx, asking, needs, 'need', { where: { subject } }))
    expect(JSON.stringify(listed.rows)).not.toContain('SV-VA')
    await as(protection, (tx, asking) =>
      changeRecord(tx, asking, needs, 'need', one.id, one.version, { confidential_need: 'SV-VA' }),
    )
    expect((await seenBy(protection, one.id)).confidential_need).toBe('SV-VA')
    expect(await seenBy(supervisor, one.id)).not.toHaveProperty('confidential_need')
  })

  test('once for a code, however often it is flagged', async () => {
    expect(await casesOf(await flagged('CR-NE', 'CR-NE', 'SP-PT'))).toHaveLength(2)
  })
})

const aNeed = async (values: object = {}) =>
  as(protection, async (tx, asking) => {
    const given = {
      subject: await flagged(),
      need: 'DS-PM',
      found_by: 'protection',
      identified_on: '2026-01-01',
      ...values,
    }
    return createRecord(tx, asking, needs, 'need', given)
  })
const move = (who: Colleague, id: string, name: string, patch: object = {}) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, needs, 'need', id)
    return moveRecord(tx, asking, needs, id, name, version, patch as never)
  })

describe('a need', () => {
  test('never holds a confidential code where lists look', async () => {
    await expect(aNeed({ need: 'TR-PI' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is confirmed with how soon, followed by that, and resolved when something was done', async () => {
    const { id } = await aNeed()
    await expect(move(protection, id, 'confirm')).rejects.toMatchObject({ code: 'invalid' })
    expect(await move(protection, id, 'confirm', { severity: 'high' })).toMatchObject({
      assessed_by: protection.staffId,
    })
    const { rows } = await office.owner.query(
      `select name, status, due_at - started_at < interval '9 days' as soon from needs.clock where root_id = $1 order by name`,
      [id],
    )
    expect(rows).toEqual([
      { name: 'assessment', status: 'met', soon: true },
      { name: 'follow-up', status: 'running', soon: true },
    ])
    await expect(move(protection, id, 'resolve', { outcome: 'addressed' })).rejects.toMatchObject({
      details: { reason: 'not-ready' },
    })
    await as(protection, (tx, asking) =>
      createRecord(tx, asking, needs, 'step', { parent_id: id, kind: 'visit', done_on: '2026-01-02' }),
    )
    expect((await move(protection, id, 'resolve', { outcome: 'addressed' })).state).toBe('resolved')
  })

  test('of somebody who died lapses by itself, and the officer who wrote it down is told nothing of it', async () => {
    const { id, subject } = await aNeed()
    const recordDeath = registrationServer.commands.find(({ name }) => name === 'registration.recordDeath')!
    const died = {
      individualId: subject,
      diedOn: new Date().toISOString().slice(0, 10),
      source: 'the family',
      relationships: {},
    }
    expect(await clerk.previews(recordDeath, died)).not.toContainEqual(
      expect.objectContaining({ label: 'case.consequence.move' }),
    )
    await clerk.does(recordDeath, died)
    const { rows } = await office.owner.query('select state from needs.need where id = $1', [id])
    expect(rows).toEqual([{ state: 'lapsed' }])
  })
})
