import { newId } from '@nansen/kernel'
import { asSession, changeRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registration } from '../index.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { type PersonPage, person as personQuery } from './queries/person.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const said = {
  born: '1988',
  born_as_said: '1980',
  born_calendar: 'ethiopian',
  born_from: '1987-09-12',
  born_to: '1988-09-10',
}
const register = (more: object): Promise<Registered> =>
  officer.does(
    registerGroup,
    office.registering([{ relationship: 'PA', person: person('female', 'Selam Kebede', more) }]),
  )
const kept = async (id: string) =>
  (
    await office.owner.query(
      'select born, born_as_said, born_calendar, born_from, born_to from registration.individual where id = $1',
      [id],
    )
  ).rows[0]
const nothing = { born_as_said: null, born_calendar: null, born_from: null, born_to: null }

describe('a birth told in another calendar', () => {
  test('is kept as it was said, beside the Gregorian date and the days it can be', async () => {
    const { members } = await register(said)
    expect(await kept(members[0]!.id)).toMatchObject({ born: '1988', born_as_said: '1980', born_calendar: 'ethiopian' })
  })
  test.each([
    ['another year than was said', { ...said, born: '1989' }],
    ['other days than were said', { ...said, born_from: '1987-09-11' }],
    ['words of no calendar', { ...said, born_as_said: 'the year of the great drought' }],
    ['no calendar', { ...said, born_calendar: null }],
  ])('is refused as %s', async (_what, wrong) => {
    await expect(register(wrong)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('stays free text where no calendar is named', async () => {
    const { members } = await register({ born: '1988', born_as_said: 'in the year of the great drought' })
    expect(await kept(members[0]!.id)).toMatchObject({ born: '1988', born_as_said: 'in the year of the great drought' })
  })
  test('is left behind when the date is corrected to another', async () => {
    const { members } = await register(said)
    await office.owner.query(`update registration.individual set born = '1979-05-04' where id = $1`, [members[0]!.id])
    expect(await kept(members[0]!.id)).toMatchObject({ born: '1979-05-04', ...nothing })
  })
  test('cannot be a day outside those that were said, whoever writes it', async () => {
    const { members } = await register({})
    const write = office.owner.query(
      `update registration.individual set born = '1990', born_as_said = '1980', born_calendar = 'ethiopian',
       born_from = '1987-09-12', born_to = '1988-09-10' where id = $1`,
      [members[0]!.id],
    )
    await expect(write).rejects.toThrow(/not among those that were said/)
  })
})

describe('a date told in another calendar', () => {
  const ended = { kind: 'customary', ended_on: '1988', ended_on_as_said: '1980' }
  const married = { married_on: '2023-09-23', married_on_as_said: '12 Meskerem 2016' }
  const one = async (more: object) => (await register({ born: '1990', ...more })).members[0]!.id
  const marriages = async (id: string) =>
    (
      await office.owner.query(
        `select id, version, married_on, married_on_as_said, ended_on, ended_on_as_said from registration.marriage where root_id = $1`,
        [id],
      )
    ).rows
  const change = async (id: string, patch: Record<string, unknown>) => {
    const [row] = await marriages(id)
    const asking = { commandId: newId<'command'>() }
    return asSession(office.store, officer.token, asking, (tx, by) =>
      changeRecord(tx, by, registration, 'marriage', row.id, row.version, patch),
    )
  }

  test('is kept with its words, wherever a record has dates', async () => {
    const id = await one({
      arrived_on: '2023-09-23',
      arrived_on_as_said: '12 Meskerem 2016',
      marriage: [{ ...married, ...ended }],
      education: [{ grade: '8', studied_from: '1988', studied_from_as_said: '1980' }],
    })
    expect(await marriages(id)).toMatchObject([{ ...married, ended_on: '1988', ended_on_as_said: '1980' }])
    const { individual, facts } = await officer.asks<PersonPage>(personQuery, { id })
    expect(individual).toMatchObject({ arrived_on_as_said: '12 Meskerem 2016' })
    expect(facts?.education).toEqual([expect.objectContaining({ studied_from_as_said: '1980' })])
  })

  test('is refused where the words mean another day, are Gregorian, or stand beside no date', async () => {
    for (const wrong of [
      { married_on: '2023-09-24', married_on_as_said: '12 Meskerem 2016' },
      { married_on: '2023-09-23', married_on_as_said: '23 September 2023' },
      { married_on_as_said: '12 Meskerem 2016' },
    ])
      await expect(one({ marriage: [wrong] })).rejects.toMatchObject({ code: 'invalid' })
    const id = await one({ marriage: [married] })
    await expect(change(id, { married_on_as_said: '13 Meskerem 2016' })).rejects.toMatchObject({ code: 'invalid' })
    const [row] = await marriages(id)
    await expect(
      office.owner.query(`update registration.marriage set married_on = null, married_on_as_said = 'x' where id = $1`, [
        row.id,
      ]),
    ).rejects.toThrow('check constraint')
  })

  test('loses its words with the day, by whatever way it is changed, and keeps those of other dates', async () => {
    const id = await one({ marriage: [{ ...married, ...ended }] })
    await change(id, { married_on: '2022' })
    expect(await marriages(id)).toMatchObject([
      { married_on: '2022', married_on_as_said: null, ended_on: '1988', ended_on_as_said: '1980' },
    ])
    await change(id, { ended_on: '2023-09-23', ended_on_as_said: '12/1/2016' })
    expect((await marriages(id))[0]).toMatchObject({ ended_on: '2023-09-23', ended_on_as_said: '12/1/2016' })
  })
})
