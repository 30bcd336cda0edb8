import { newId, type PartialDate } from '@nansen/kernel'
import { asSession, changeRecord, createRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registration } from '../index.ts'
import { expectedOf, USUAL_LEVELS } from '../levels.ts'
import { enrich } from './commands/enrich.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { setLevel } from './commands/setLevel.ts'
import { completenessOf } from './levels/completeness.ts'
import { type CountryLevels, countryLevels, levels } from './queries/levels.ts'
import { type PersonPage, person as personQuery } from './queries/person.ts'

let office: PracticeOffice
let officer: Colleague
let admin: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  admin = await office.colleague('system_administrator', 'DAD')
})
afterAll(() => office.end())

const register = async (more: object = {}, level = 'emergency'): Promise<string> => {
  const one = {
    relationship: 'PA',
    person: person('female', 'Hodan Abdi Warsame', { born: '1990' as PartialDate, ...more }),
  }
  return (await officer.does<Registered>(registerGroup, office.registering([one], { level }))).members[0]!.id
}
const page = (id: string, who = officer) => who.asks<PersonPage>(personQuery, { id })
const enriching = async (id: string, more: object) => {
  const { individual } = await page(id)
  const asked = {
    individualId: id,
    baseVersion: individual!.version,
    level: 'basic',
    values: {},
    beside: {},
    notAnswered: {},
  }
  return officer.does<{ level: string; missing: readonly string[] }>(enrich, { ...asked, ...more })
}
const rows = async (table: string, id: string) =>
  (
    await office.owner.query(
      `select * from registration.${table} where root_id = $1 and withdrawn_at is null order by 1`,
      [id],
    )
  ).rows
const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)

describe('a short answer', () => {
  test('begins the record at length', async () => {
    const id = await register({
      languages: ['som', 'ara'],
      education_level: '8',
      occupation: '7',
      occupation_as_said: 'doors',
    })
    expect((await rows('language_ability', id)).map(({ language }) => language).sort()).toEqual(['ara', 'som'])
    expect(await rows('education', id)).toMatchObject([{ grade: '8', isced: '1' }])
    expect(await rows('work', id)).toMatchObject([{ occupation: '7', as_said: 'doors', created_by: officer.staffId }])
  })
  test('adds nothing where the same form told it at length', async () => {
    const id = await register({
      languages: ['som'],
      language_ability: [{ language: 'som', speaks: 'easily' }],
      education_level: '8',
      education: [{ grade: '12', school: 'Ifo Secondary' }],
    })
    expect(await rows('language_ability', id)).toMatchObject([{ language: 'som', speaks: 'easily' }])
    expect(await rows('education', id)).toMatchObject([{ grade: '12', isced: '3' }])
  })
  test('that is corrected corrects what nobody added to, and leaves what somebody did', async () => {
    const id = await register({ languages: ['som', 'ara'], education_level: '8' })
    const [arabic] = (await rows('language_ability', id)).filter(({ language }) => language === 'ara')
    await as(officer, (tx, asking) =>
      changeRecord(tx, asking, registration, 'language_ability', arabic.id, 1, { reads: 'not-easily' }),
    )
    await as(officer, (tx, asking) =>
      changeRecord(tx, asking, registration, 'individual', id, 1, { languages: ['eng'], education_level: '12' }),
    )
    expect((await rows('language_ability', id)).map(({ language }) => language).sort()).toEqual(['ara', 'eng'])
    expect(await rows('education', id)).toMatchObject([{ grade: '12', isced: '3' }])
  })
  test.each(['NONE', 'HOME', 'STUDENT'])('that says %s tells of no work', async occupation => {
    expect(await rows('work', await register({ occupation }))).toEqual([])
  })
})

describe('whether somebody was asked', () => {
  const religion = async (id: string, who: Colleague) => (await page(id, who)).individual?.religion ?? null
  test('and refused differs from not having been asked', async () => {
    const reader = await office.colleague('protection_officer', 'DAD')
    const asked = await register({ religion: 'REFUSED' })
    const notAsked = await register()
    expect([await religion(asked, reader), await religion(notAsked, reader)]).toEqual(['REFUSED', null])
    expect([await religion(asked, officer), await religion(notAsked, officer)]).toEqual([null, null])
    const missing = async (id: string) => (await page(id)).levels.find(({ level }) => level === 'basic')!.missing
    expect(await missing(asked)).not.toContain('religion')
    expect(await missing(notAsked)).toContain('religion')
  })
  test('is told of nobody to whom the record is closed', async () => {
    const id = await register()
    const clerk = await office.colleague('reception_clerk', 'DAD')
    expect((await page(id, clerk)).levels).toEqual([])
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    const told = await as(elsewhere, async tx => {
      const asked = sql<{ told: unknown }>`select registration.answered_unseen(${id}::uuid) as told`
      return (await asked.execute(tx)).rows[0]?.told
    })
    expect(told).toBeNull()
  })
})

test('what a page tells of the levels is what the database says of every answer', async () => {
  const told = {
    occupation: 'NONE',
    languages: ['ara'],
    other_nationalities: [],
    religion: 'REFUSED',
    mother_name: 'Asha Nur',
  }
  for (const id of [await register(), await register(told)]) {
    const asked = await as(officer, tx => completenessOf(tx, id, new Date().toISOString().slice(0, 10)))
    expect((await page(id)).levels).toEqual(asked)
    expect(new Set(asked.map(({ missing }) => missing.length > 0))).toEqual(new Set([true]))
  }
})

describe('enrichment', () => {
  test('asks only what is missing, saves it as changes, and reaches the level when nothing is', async () => {
    const id = await register({ nationality: 'SOM' })
    const { missing } = (await page(id)).levels.find(({ level }) => level === 'basic')!
    expect(missing).not.toContain('nationality')
    expect(missing).toContain('mother_name')
    const given = { mother_name: 'Asha Nur', religion: 'SUN' }
    const first = await enriching(id, {
      values: given,
      beside: { language_ability: [{ language: 'som', mother_tongue: true, speaks: 'easily', reads: 'none' }] },
    })
    expect(first.level).toBe('emergency')
    expect(first.missing).toEqual(
      missing.filter(name => !['mother_name', 'religion', 'language_ability'].includes(name)),
    )
    const rest = Object.fromEntries(first.missing.map(name => [name, 'does-not-know']))
    expect(await enriching(id, { notAnswered: rest })).toEqual({ level: 'basic', missing: [] })
    const stored = await page(id)
    expect(stored.individual).toMatchObject({ mother_name: 'Asha Nur', registration_level: 'basic' })
    const changes = await office.owner.query(
      `select fields from change.entry where root_id = $1 and record = 'individual' and op = 'update'`,
      [id],
    )
    expect(changes.rows.flatMap(row => row.fields)).toEqual(
      expect.arrayContaining(['mother_name', 'registration_level']),
    )
  })
  test('takes back that a question had no answer, when it is answered', async () => {
    const id = await register()
    await enriching(id, { notAnswered: { skill: 'refused' } })
    expect(await rows('not_answered', id)).toMatchObject([{ question: 'skill', because: 'refused' }])
    await enriching(id, { beside: { skill: [{ occupation: '5120' }] } })
    expect(await rows('not_answered', id)).toEqual([])
  })
  test('fills in a birth that nobody knew, and its year', async () => {
    const id = await register({ born: null })
    await enriching(id, { values: { born: '1987-04' } })
    expect((await page(id)).individual).toMatchObject({ born: '1987-04', year_of_birth: 1987 })
  })
  test.each([
    ['an identity that another has to agree to', { values: { born: '1985' } }, 'not-allowed'],
    ['an arrival to come', { values: { arrived_on: '2999' } }, 'invalid'],
    [
      'an answer and its refusal',
      { values: { mother_name: 'Asha' }, notAnswered: { mother_name: 'refused' } },
      'invalid',
    ],
    ['an occupation that is none', { beside: { skill: [{ occupation: '9999' }] } }, 'invalid'],
  ])('refuses %s', async (_what, more, code) => {
    const id = await register()
    await expect(enriching(id, more)).rejects.toMatchObject({ code })
    expect(await rows('not_answered', id)).toEqual([])
  })
  test('is refused to a colleague of another office as if nobody were there', async () => {
    const id = await register()
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    const asked = { individualId: id, baseVersion: 1, level: 'basic', values: {}, beside: {}, notAnswered: {} }
    await expect(elsewhere.does(enrich, asked)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what a level asks', () => {
  const asked = async () =>
    (await officer.asks<{ levels: Record<string, readonly string[]> }>(levels, { officeId: office.offices.DAD })).levels
  test('is as usual, until an administrator says otherwise, and is again when they take it back', async () => {
    expect((await asked()).emergency).toEqual([...USUAL_LEVELS.emergency])
    await admin.does(setLevel, { country: 'KEN', level: 'emergency', questions: ['sex', 'born', 'phone'] })
    expect((await asked()).emergency).toEqual(['sex', 'born', 'phone'])
    const { countries } = await admin.asks<{ countries: readonly CountryLevels[] }>(countryLevels, {})
    expect(countries.map(({ country, own }) => [country, own])).toEqual([['KEN', ['emergency']]])
    const id = await register()
    expect((await page(id)).levels[0]).toEqual({ level: 'emergency', expected: 3, missing: ['phone'] })
    await admin.does(setLevel, { country: 'KEN', level: 'emergency', questions: null })
    expect((await asked()).emergency).toEqual([...USUAL_LEVELS.emergency])
    const audit = await office.owner.query(
      `select action, staff_id from audit.entry where record = 'level_question' order by seq`,
    )
    expect(audit.rows).toEqual([
      { action: 'create', staff_id: admin.staffId },
      { action: 'delete', staff_id: admin.staffId },
    ])
  })
  test('is no officer’s to say, by the program or past it', async () => {
    const change = { country: 'KEN', level: 'basic', questions: ['sex'] }
    await expect(officer.does(setLevel, change)).rejects.toMatchObject({ code: 'not-allowed' })
    const past = office.store
      .pool('nansen_app')
      .query(`insert into registration.level_question (country, level, questions) values ('KEN', 'basic', '{sex}')`)
    await expect(past).rejects.toMatchObject({ code: '42501' })
  })
  test('always has the sex', async () => {
    const change = { country: 'KEN', level: 'basic', questions: ['born'] }
    await expect(admin.does(setLevel, change)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('asks nobody what their age makes idle', () => {
    expect(expectedOf(USUAL_LEVELS.comprehensive, 2)).not.toContain('work')
    expect(expectedOf(USUAL_LEVELS.comprehensive, 30)).toContain('work')
    expect(expectedOf(USUAL_LEVELS.comprehensive, null)).toContain('work')
  })
})

describe('people counted on arrival', () => {
  test('become a group once', async () => {
    const { id } = await as(officer, (tx, asking) =>
      createRecord(tx, asking, registration, 'pre_registration', {
        focal_point_name: 'Hodan',
        token: 'T-9',
        female_0_4: 2,
      }),
    )
    const one = { relationship: 'PA', person: person('female', 'Hodan Abdi') }
    const asked = office.registering([one], { preRegistrationId: id })
    const { groupId } = await officer.does<Registered>(registerGroup, asked)
    const { rows: stored } = await office.owner.query(
      'select became from registration.pre_registration where id = $1',
      [id],
    )
    expect(stored).toEqual([{ became: groupId }])
    await expect(officer.does(registerGroup, asked)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('are not fewer than none', async () => {
    const counting = as(officer, (tx, asking) =>
      createRecord(tx, asking, registration, 'pre_registration', { focal_point_name: 'Hodan', male_60: -1 }),
    )
    await expect(counting).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a relative who is registered', () => {
  test('is named to nobody whom a restriction keeps from them', async () => {
    const [id, brother] = [await register(), await register()]
    await as(officer, (tx, asking) =>
      createRecord(tx, asking, registration, 'relative', {
        parent_id: id,
        name: 'Nur Abdi',
        relationship: 'SBM',
        life: 'alive',
        registered_as: brother,
      }),
    )
    expect((await page(id)).facts?.relative).toMatchObject([{ name: 'Nur Abdi', registered_as: brother }])
    const group = newId()
    await office.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'few')`, [group])
    await office.owner.query('update registration.individual set restriction_group = $1 where id = $2', [
      group,
      brother,
    ])
    expect((await page(id)).facts?.relative).toEqual([])
  })
})
