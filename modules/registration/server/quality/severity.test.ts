import { asSession, openStore, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { USUAL_LEVELS } from '../../levels.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { setLevel } from '../commands/setLevel.ts'
import { type PersonPage, person as personPage } from '../queries/person.ts'
import { judgeWaiting } from './qualityDuty.ts'
import { type QualityOf, qualityOf } from './qualityOf.ts'
import { answerSeverity, askSeverity } from './severity.ts'

const TODAY = new Date().toISOString().slice(0, 10)
let office: PracticeOffice
let officer: Colleague
let one: Colleague
let two: Colleague
let duty: ReturnType<typeof openStore>
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  one = await office.colleague('registration_supervisor', 'DAD')
  two = await office.colleague('registration_supervisor', 'KAK')
  for (const each of [one, two]) await stepUp(office.store, each.token)
  duty = openStore({ urls: { nansen_sync: office.database.urlOf('nansen_sync') } })
})
afterAll(async () => {
  await duty.close()
  await office.end()
})

const judgeAll = async () => {
  while ((await judgeWaiting(duty, TODAY)) > 0);
}
const qualityNow = async (id: string) => {
  await judgeAll()
  return officer.asks<QualityOf>(qualityOf, { individualId: id })
}
const severityOf = async (id: string, rule: string) =>
  (await qualityNow(id)).findings.find(each => each.rule === rule)?.severity ?? null
const alone = async (more: object = {}) => {
  const { members } = await officer.does<Registered>(
    registerGroup,
    office.registering([
      { relationship: 'PA', person: person('male', 'Yusuf Ali', { born: '1990' as never, ...more }) },
    ]),
  )
  return members[0]!.id
}
const asking = (severity: string, rule = 'missing-photo') => ({
  country: 'KEN',
  rule,
  severity,
  because: 'there is no camera at the border yet',
})

describe('how grave a finding is in an operation', () => {
  test('is asked by one, agreed to by another, and everybody is judged anew', async () => {
    const id = await alone()
    expect(await severityOf(id, 'missing-photo')).toBe('critical')
    await expect(officer.does(askSeverity, asking('warning'))).rejects.toMatchObject({ code: 'not-allowed' })
    const past = asSession(office.store, officer.token, {}, tx =>
      sql`select registration.ask_severity('KEN', 'missing-photo', 'off', 'past the program too')`.execute(tx),
    )
    await expect(past).rejects.toMatchObject({ code: 'not-allowed' })
    const asked = await one.does<{ id: string }>(askSeverity, asking('information'))
    expect(await severityOf(id, 'missing-photo')).toBe('critical')
    const yes = { id: asked.id, agree: true, because: 'agreed' }
    await expect(one.does(answerSeverity, yes)).rejects.toMatchObject({ code: 'not-allowed' })
    await two.does(answerSeverity, yes)
    expect(await severityOf(id, 'missing-photo')).toBe('information')
    const off = await two.does<{ id: string }>(askSeverity, asking('off'))
    await one.does(answerSeverity, { ...yes, id: off.id })
    expect(await severityOf(id, 'missing-photo')).toBeNull()
    const back = await one.does<{ id: string }>(askSeverity, asking('usual'))
    await two.does(answerSeverity, { ...yes, id: back.id })
    expect(await severityOf(id, 'missing-photo')).toBe('critical')
  })
  test('stays as it was when the other refuses, or who asked withdraws', async () => {
    const id = await alone()
    for (const [who, state] of [
      [two, 'refused'],
      [one, 'withdrawn'],
    ] as const) {
      const asked = await one.does<{ id: string }>(askSeverity, asking('off', 'missing-nationality'))
      expect(await who.does(answerSeverity, { id: asked.id, agree: false, because: 'it matters' })).toEqual({ state })
    }
    expect((await qualityNow(id)).findings.map(({ rule }) => rule)).toContain('missing-photo')
  })
})

describe('completeness', () => {
  test('counts what the level of the operation asks, and the same that the person’s page counts', async () => {
    const id = await alone()
    const page = (await officer.asks<PersonPage>(personPage, { id })).levels.find(({ level }) => level === 'emergency')!
    const before = await qualityNow(id)
    expect(before).toMatchObject({ asked: page.expected, answered: page.expected - page.missing.length })
    const admin = await office.colleague('system_administrator', 'DAD')
    const questions = USUAL_LEVELS.emergency.filter(name => name !== 'marital_status')
    await admin.does(setLevel, { country: 'KEN', level: 'emergency', questions })
    const after = await qualityNow(id)
    expect(after.asked).toBe(before.asked - 1)
    expect(before.findings.map(({ rule }) => rule)).toContain('missing-marital_status')
    expect(after.findings.map(({ rule }) => rule)).not.toContain('missing-marital_status')
    await admin.does(setLevel, { country: 'KEN', level: 'emergency', questions: null })
  })
  test('asks nobody when they fled who was born where they live', async () => {
    const came = { country_of_birth: 'SOM', country_of_asylum: 'KEN' }
    const here = { country_of_birth: 'KEN', country_of_asylum: 'KEN' }
    expect(await severityOf(await alone(came), 'missing-arrived_on')).toBe('critical')
    expect(await severityOf(await alone(here), 'missing-arrived_on')).toBeNull()
  })
})
