import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerGroup } from './commands/registerGroup.ts'

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
