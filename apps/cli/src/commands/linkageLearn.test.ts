import { OWN_LIKENESS, server } from '@nansen/registration/server'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learnHere } from './linkageLearn.ts'
import { putIntoForce } from './linkageUse.ts'

const GIVEN = ['Abdi', 'Ayan', 'Bilan', 'Cige', 'Dalmar', 'Elmi', 'Faduma', 'Guled', 'Hodan', 'Idil', 'Jama', 'Khadra']
const command = (name: string) => server.commands.find(each => each.name === `registration.${name}`)!

let office: PracticeOffice
let officer: Colleague
const email = ({ staffId }: Colleague) => `${staffId}@example.org`
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  for (const [at, father] of GIVEN.slice(0, 10).entries()) {
    const members = GIVEN.map((given, place) => ({
      relationship: place === 0 ? 'PA' : 'SON',
      person: person('male', `${given} ${father} Warsame`, {
        born: `${1960 + place * 3 + at}` as never,
        nationality: 'SOM',
      }),
    }))
    await officer.does<Registered>(command('registerGroup'), office.registering(members))
  }
})
afterAll(() => office.end())

const versions = async () =>
  (
    await office.owner.query(
      `select number, put_by is not null as put, (evidence ->> 'people')::int as people, model -> 'common' ? 'name.word' as learnt
       from registration.likeness_version order by number`,
    )
  ).rows

test('a version is learnt from the records here, says what it changes, and is not in force by itself', async () => {
  const said = await learnHere(office.owner, email(officer), 1000)
  expect(said).toMatch(/^Learnt from 120 people, \d+ pairs and 0 judgements\./)
  expect(said).toMatch(/own +v1/)
  expect(said).toContain('not in force')
  expect(said).toContain('Too few judgements of both kinds')
  expect(await versions()).toEqual([{ number: 1, put: false, people: 120, learnt: true }])
  const { rows } = await office.owner.query(
    `select staff_id, action from audit.entry where record = 'likeness_version' and action = 'learn'`,
  )
  expect(rows).toEqual([{ staff_id: officer.staffId, action: 'learn' }])
})

test('nobody puts into force what they learnt; another does, once and with the reason; it is kept as it is', async () => {
  const because = 'the sample was looked at by two'
  await expect(putIntoForce(office.owner, 1, email(officer), because)).rejects.toThrow(/another colleague/)
  const other = await office.colleague('data_protection_officer', 'DAD')
  await expect(putIntoForce(office.owner, 1, email(other), 'good')).rejects.toThrow(/ten letters/)
  await expect(putIntoForce(office.owner, 1, 'nobody@example.org', because)).rejects.toThrow(/nobody at work/)
  await putIntoForce(office.owner, 1, email(other), because)
  expect(await versions()).toMatchObject([{ number: 1, put: true }])
  await expect(putIntoForce(office.owner, 1, email(other), because)).rejects.toThrow(/already/)
  await expect(office.owner.query('delete from registration.likeness_version')).rejects.toThrow(/kept as it is/)
})

/** Another version, put into force by somebody else. */
const inForce = (model: object) =>
  office.owner.query(
    `insert into registration.likeness_version (model, evidence, learnt_by, put_at, put_by, because)
     select $2, '{}', $1, clock_timestamp(), id, 'to be seen in a test' from auth.staff where id <> $1 limit 1`,
    [officer.staffId, JSON.stringify(model)],
  )
const ASKED = person('male', 'Xirsi Yalaxow Qoorgaab', {
  born: '1980',
  born_estimated: true,
  nationality: 'SOM',
} as never)
const found = async (): Promise<number> => {
  const lookAlikes = server.queries.find(({ name }) => name === 'registration.lookAlikes')!
  return (await officer.asks<{ lookAlikes: readonly object[] }>(lookAlikes, { people: [ASKED] })).lookAlikes.length
}

test('the look before saving is judged by the version in force', async () => {
  const again = { ...ASKED, nationality: 'SOM' }
  await officer.does(command('registerGroup'), office.registering([{ relationship: 'PA', person: again }]))
  const before = await found()
  // weights by which nothing that agrees says anything
  await inForce({ common: { 'name.word': [] }, groups: {}, words: {} })
  expect([before > 0, await found()]).toEqual([true, 0])
})

test('chances are made to hold by what a version learnt from judgements', async () => {
  const foundBy = async (scale: object | null): Promise<number> => {
    await inForce({ ...OWN_LIKENESS, scale })
    return found()
  }
  expect([await foundBy(null), await foundBy({ slope: 1, shift: -60 })]).toEqual([1, 0])
})
