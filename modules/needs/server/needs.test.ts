import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, listRecords, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { needs } from '../index.ts'
import { answerSuggestion, suggestions } from './suggestions.ts'

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

  test('comes in by a code of an older list as today’s, with what was written, and a confidential one stays apart', async () => {
    expect(await aNeed({ need: 'CR-MS', found_by: 'imported' })).toMatchObject({ need: 'CR-CS', list_version: 'CR-MS' })
    const apart = await aNeed({ need: null, confidential_need: 'LP-VA', found_by: 'imported' })
    expect(apart).toMatchObject({ confidential_need: 'SV-VA', list_version: null })
    await expect(aNeed({ need: 'LP-VA', found_by: 'imported' })).rejects.toMatchObject({ code: 'invalid' })
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

describe('what data suggests', () => {
  const asksOf = (who: Colleague, personId: string) =>
    who
      .asks<{ suggestions: readonly { rule: string; need: string }[] }>(suggestions, { personId })
      .then(({ suggestions: found }) => found.map(({ rule, need }) => `${rule} ${need}`))
  const year = new Date().getFullYear()
  const family = async (...members: readonly object[]) =>
    (await clerk.does<Registered>(registerGroup, office.registering(members))).members.map(({ id }) => id)
  const aged = (relationship: string, age: number, name: string, more: object = {}) => ({
    relationship,
    person: person('female', name, { born: `${year - age - 1}` as never, ...more }),
  })

  test('is worked out from the family, the age and the school, of who fits and of nobody else', async () => {
    const [alone] = await family(aged('PA', 12, 'Hodan Ali'))
    expect(await asksOf(protection, alone!)).toEqual(['child-alone SC-UC'])
    const [older] = await family(aged('PA', 71, 'Faduma Ali'))
    expect(await asksOf(protection, older!)).toEqual(['older-person-alone ER-UR'])
    const [mother, baby] = await family(aged('PA', 24, 'Sahra Omar'), aged('DAU', 2, 'Ifrah Sahra'))
    expect(await asksOf(protection, mother!)).toEqual(['single-parent SP-PT'])
    expect(await asksOf(protection, baby!)).toEqual([])
    const school = [{ attending: false }]
    const two = [aged('PA', 40, 'Amina Nur'), aged('HUS', 41, 'Nur Ali', { sex: 'male' })]
    const [wife, , pupil, wed] = await family(
      ...two,
      aged('DAU', 9, 'Leyla Nur', { education: school }),
      aged('DAU', 16, 'Asha Nur', { marital_status: 'MA' }),
    )
    expect(await asksOf(protection, wife!)).toEqual([])
    expect(await asksOf(protection, pupil!)).toEqual(['not-at-school CR-NE'])
    expect(await asksOf(protection, wed!)).toEqual(['married-child CR-CS'])
    const flags = await office.owner.query('select from needs.need where subject = any ($1)', [[alone, older, mother]])
    expect(flags.rows).toEqual([])
  })

  test('is the same of many people at once as of each by each rule', async () => {
    await family(aged('PA', 34, 'Hibo Omar'), aged('SON', 3, 'Ali Omar', { sex: 'male' }), aged('NCE', 11, 'Sagal Nur'))
    await family(aged('PA', 15, 'Ubah Ali'), aged('DAU', 1, 'Ilhan Ubah'))
    await family(aged('PA', 66, 'Asli Nur'), aged('GCF', 8, 'Idil Asli'), aged('FCF', 13, 'Rahma Ali'))
    const people = (await office.owner.query('select id from registration.individual')).rows.map(({ id }) => id)
    const [asked, oneByOne] = await as(protection, async tx => {
      const given = sql`${people}::uuid[], current_date`
      const told = await sql`select individual, rule, need, facts from needs.suggested(${given}) order by 1, 2`.execute(
        tx,
      )
      const judged = await sql`
        select f.individual, c.code as rule, c.external ->> 'need' as need, f.facts from needs.facts(${given}) f, ref.code c
        where c.list = 'need_suggestion' and c.valid_to is null and needs.holds(c.external, f.facts)
          and not needs.is_settled(f.individual, c.code, coalesce(c.external ->> 'unless', c.external ->> 'need'), current_date)
        order by 1, 2`.execute(tx)
      return [told.rows, judged.rows] as const
    })
    expect(asked).toEqual(oneByOne)
    expect(new Set(asked.map(row => (row as { rule: string }).rule)).size).toBeGreaterThan(5)
  })

  test('is taken up as a case to be assessed, or dismissed with a reason, and then rests', async () => {
    const [alone] = await family(aged('PA', 12, 'Deqa Ali'))
    const answering = { personId: alone, rule: 'child-alone', answer: 'taken-up' }
    const { caseId } = await protection.does<{ caseId: string }>(answerSuggestion, answering)
    expect(await seenBy(protection, caseId)).toMatchObject({
      need: 'SC-UC',
      state: 'flagged',
      found_by: 'suggested-by-data',
    })
    expect(await asksOf(protection, alone!)).toEqual([])
    await expect(protection.does(answerSuggestion, answering)).rejects.toMatchObject({ code: 'wrong-state' })
    const [older] = await family(aged('PA', 71, 'Halima Ali'))
    const dismissing = { personId: older, rule: 'older-person-alone', answer: 'dismissed' }
    await expect(protection.does(answerSuggestion, dismissing)).rejects.toMatchObject({ code: 'invalid' })
    await protection.does(answerSuggestion, { ...dismissing, because: 'her daughter lives next door' })
    expect(await asksOf(protection, older!)).toEqual([])
    const { rows } = await office.owner.query(
      'select answer, because, created_by from needs.suggestion where individual = $1',
      [older],
    )
    expect(rows).toEqual([
      { answer: 'dismissed', because: 'her daughter lives next door', created_by: protection.staffId },
    ])
  })

  test('is told to who assesses needs where the person is, and only what they may read', async () => {
    const [alone] = await family(aged('PA', 12, 'Nimo Ali'))
    expect(await asksOf(clerk, alone!)).toEqual([])
    const answering = { personId: alone, rule: 'child-alone', answer: 'taken-up' }
    await expect(clerk.does(answerSuggestion, answering)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await asksOf(await office.colleague('protection_officer', 'KAK'), alone!)).toEqual([])
    const all = await protection.asks<{ suggestions: readonly { individual: string }[] }>(suggestions, {})
    expect(all.suggestions.map(({ individual }) => individual)).toContain(alone)
  })
})

test('a referral that was left too long stands before others who work on the case, for nobody approves here; a clerk who flags hears nothing', async () => {
  const subject = await flagged('CR-NE')
  const [one] = await casesOf(subject)
  const { commands, queries } = caseServer(modules)
  const refer = commands.find(({ name }) => name === 'cases.refer')!
  const myDay = queries.find(({ name }) => name === 'cases.myDay')!
  const asked = { service: 'school', reason: 'goes nowhere', priority: 'soon', share: [], toOffice: office.offices.DAD }
  const { id } = await protection.does<{ id: string }>(refer, { module: 'needs', id: one.id, ...asked })
  await office.owner.query(`set session_replication_role = 'replica'`)
  await office.owner.query(`update needs.referral set created_at = '2026-01-05T09:00Z' where id = $1`, [id])
  await office.owner.query(`set session_replication_role = 'origin'`)
  const leftOf = async (who: Colleague) =>
    (await who.asks<{ due: readonly { kind: string; forMe: boolean }[] }>(myDay, {})).due
      .filter(({ kind }) => kind === 'referral-left')
      .map(({ forMe }) => forMe)
  for (const [at, forSupervisor] of [
    ['2026-01-09T12:00:00Z', []],
    ['2026-01-14T12:00:00Z', [false]],
  ] as const) {
    await office.owner.query('select cases.run_clocks($1)', [at])
    expect(await leftOf(protection)).toEqual([true])
    expect(await leftOf(supervisor)).toEqual(forSupervisor)
    expect(await leftOf(clerk)).toEqual([])
  }
})

test('a task that its owner left long overdue stands before others who work on the case', async () => {
  const subject = await flagged('CR-NE')
  const [one] = await casesOf(subject)
  const { queries } = caseServer(modules)
  const myDay = queries.find(({ name }) => name === 'cases.myDay')!
  await office.owner.query(`update needs.need set owner_id = $2 where id = $1`, [one.id, protection.staffId])
  await office.owner.query(
    `select cases.add_task('needs', $1, 'look-again', null, 'event', 'death', '2026-01-05T09:00Z')`,
    [one.id],
  )
  await office.owner.query(`update needs.task set due_at = '2026-01-06T09:00Z' where parent_id = $1`, [one.id])
  await office.owner.query(`select cases.run_clocks('2026-02-01T12:00Z')`)
  const seenBy = async (who: Colleague) =>
    (await who.asks<{ due: readonly { caseId: string; what: string; kind: string; forMe: boolean }[] }>(myDay, {})).due
      .filter(({ caseId, what, kind }) => caseId === one.id && what === 'task' && kind === 'look-again')
      .map(({ forMe }) => forMe)
  expect(await seenBy(protection)).toEqual([true])
  expect(await seenBy(supervisor)).toEqual([false])
  expect(await seenBy(clerk)).toEqual([])
})
