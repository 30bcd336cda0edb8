import { newId } from '@nansen/kernel'
import { asSession, changeRecord, moveRecord } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registration } from '../index.ts'
import { decideCorrection, requestCorrection } from './commands/corrections.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { type SearchAnswer, search } from './queries/search.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let amina: string
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
})
beforeEach(async () => {
  amina = (await officer.does<Registered>(registerGroup, office.registering())).members[0]!.id
})
afterAll(() => office.end())

const asking = (what: string, value: string) => ({
  individualId: amina,
  what,
  value,
  because: 'clerical-error',
  evidence: 'Birth certificate seen',
})
const request = async (what: string, value: string, who: Colleague = officer): Promise<string> =>
  (await who.does<{ id: string }>(requestCorrection, asking(what, value))).id
const stored = async () =>
  (await office.owner.query('select * from registration.individual where id = $1', [amina])).rows[0]

describe('a correction', () => {
  test('changes nothing until a second person agrees, and then the person and the year', async () => {
    const correctionId = await request('born', '1988-05-04')
    expect(await stored()).toMatchObject({ born: '1990', year_of_birth: 1990 })
    await supervisor.does(decideCorrection, { correctionId, agree: true })
    expect(await stored()).toMatchObject({ born: '1988-05-04', year_of_birth: 1988 })
  })
  test('is never agreed to by who asked for it', async () => {
    const correctionId = await request('born', '1988', supervisor)
    await expect(supervisor.does(decideCorrection, { correctionId, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await stored()).toMatchObject({ born: '1990' })
  })
  test('is not an officer’s to agree to', async () => {
    const correctionId = await request('born', '1988')
    const other = await office.colleague('registration_officer', 'DAD')
    await expect(other.does(decideCorrection, { correctionId, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
  test('is refused with a reason, and changes nothing', async () => {
    const correctionId = await request('nationality', 'KEN')
    await expect(supervisor.does(decideCorrection, { correctionId, agree: false })).rejects.toMatchObject({
      code: 'invalid',
      details: { missing: ['decided_because'] },
    })
    await supervisor.does(decideCorrection, { correctionId, agree: false, because: 'The certificate is of her sister' })
    expect(await stored()).toMatchObject({ nationality: 'SOM' })
  })
  test('of a name keeps the old one as an alias, and both are found', async () => {
    const lines = 'given:Latn:Aamina\nfather:Latn:Yusuf\ngrandfather:Latn:Elmi\ngiven:Arab:أمينة'
    const correctionId = await request('name', lines)
    await supervisor.does(decideCorrection, { correctionId, agree: true })
    expect(await stored()).toMatchObject({ display_name: 'Aamina Yusuf Elmi', display_name_native: 'أمينة' })
    const find = async (text: string) => (await officer.asks<SearchAnswer>(search, { text, limit: 100 })).people
    for (const text of ['Aamina Yusuf Elmi', 'أمينة', 'Amina Yusuf Ali'])
      expect((await find(text)).map(({ card }) => card.id)).toContain(amina)
  })
  test('that contradicts the family is refused by the database', async () => {
    const { members } = await officer.does<Registered>(registerGroup, office.registering())
    const son = { ...asking('sex', 'female'), individualId: members[2]!.id }
    expect(await officer.previews(requestCorrection, son)).toContainEqual(
      expect.objectContaining({ label: 'registration.consequence.relationship-contradicts', severity: 'blocks' }),
    )
    const { id } = await officer.does<{ id: string }>(requestCorrection, son)
    await expect(supervisor.does(decideCorrection, { correctionId: id, agree: true })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
  test('of a birth says before saving what it makes unlikely in the family, to who asks and to who agrees', async () => {
    const { members } = await officer.does<Registered>(registerGroup, office.registering())
    const year = new Date().getFullYear()
    const son = { ...asking('born', '1989'), individualId: members[2]!.id }
    await office.owner.query('update registration.individual set born = $2, year_of_birth = $3 where id = $1', [
      son.individualId,
      `${year - 13}`,
      year - 13,
    ])
    const warned = [
      { label: 'registration.consequence.parent-too-young', severity: 'warning', values: { member: 3 } },
      { label: 'registration.consequence.no-child-any-more', severity: 'warning', values: {} },
    ]
    expect(await officer.previews(requestCorrection, son)).toEqual(expect.arrayContaining(warned))
    const { id } = await officer.does<{ id: string }>(requestCorrection, son)
    const agreeing = await supervisor.previews(decideCorrection, { correctionId: id, agree: true })
    expect(agreeing).toEqual(expect.arrayContaining(warned))
    const alike = await officer.previews(requestCorrection, { ...son, value: `${year - 12}` })
    expect(alike.map(({ label }) => label)).toEqual(['registration.consequence.second-person'])
  })
  test('of a birth to a day after the arrival says so', async () => {
    await office.owner.query(`update registration.individual set arrived_on = '2001-03' where id = $1`, [amina])
    const labels = async (value: string) =>
      (await officer.previews(requestCorrection, asking('born', value))).map(({ label }) => label)
    expect(await labels('2002')).toContain('registration.rule.born-after-arrival')
    expect(await labels('1999')).not.toContain('registration.rule.born-after-arrival')
  })
  test.each([
    ['1988-05-04', 'new-document', null],
    ['1988', 'new-document', true],
    ['1988-05-04', 'age-assessment', true],
  ])('of an estimated birth to %s by %s leaves it marked as an estimate: %s', async (value, because, marked) => {
    await office.owner.query('update registration.individual set born_estimated = true where id = $1', [amina])
    const { id } = await officer.does<{ id: string }>(requestCorrection, { ...asking('born', value), because })
    await supervisor.does(decideCorrection, { correctionId: id, agree: true })
    expect(await stored()).toMatchObject({ born: value, born_estimated: marked })
  })
  test('of what was corrected meanwhile is stale', async () => {
    const first = await request('born', '1988')
    await expect(request('born', '1987')).rejects.toMatchObject({ code: 'invalid' })
    await supervisor.does(decideCorrection, { correctionId: first, agree: true })
    const second = await request('born', '1987')
    await office.owner.query(`update registration.individual set born = '1986' where id = $1`, [amina])
    await expect(supervisor.does(decideCorrection, { correctionId: second, agree: true })).rejects.toMatchObject({
      code: 'stale',
    })
  })
  test.each([
    ['sex', 'woman'],
    ['born', '2999'],
    ['born', '1 May 1990'],
    ['nationality', 'Somali'],
    ['name', 'given:Latn:Am1na'],
  ])('of %s to %s is refused at once', async (what, value) => {
    await expect(request(what, value)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('identity cannot be changed round the back', () => {
  const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
    asSession(office.store, who.token, { commandId: newId<'command'>() }, work)

  test('by a plain change of the record, even a supervisor’s', async () => {
    const change = as(supervisor, (tx, ask) =>
      changeRecord(tx, ask, registration, 'individual', amina, 1, { sex: 'male' }),
    )
    await expect(change).rejects.toMatchObject({ code: 'not-allowed' })
  })
  test('by moving a correction without applying it', async () => {
    const id = await request('born', '1988')
    const move = as(supervisor, (tx, ask) => moveRecord(tx, ask, registration, id, 'apply', 1))
    await expect(move).rejects.toMatchObject({ code: 'invalid' })
  })
  test('by writing a family by hand', async () => {
    const { rows } = await office.owner.query('select id, version from registration.membership where individual = $1', [
      amina,
    ])
    const change = as(supervisor, (tx, ask) =>
      changeRecord(tx, ask, registration, 'membership', rows[0].id, rows[0].version, { relationship: 'WIF' }),
    )
    await expect(change).rejects.toMatchObject({ code: 'invalid' })
  })
  test('though a blank may be filled in by one person', async () => {
    const { members } = await officer.does<Registered>(registerGroup, office.registering([FAMILY[0]!]))
    const id = members[0]!.id
    await as(officer, (tx, ask) =>
      changeRecord(tx, ask, registration, 'individual', id, 1, { country_of_origin: 'SOM' }),
    )
    const again = as(officer, (tx, ask) =>
      changeRecord(tx, ask, registration, 'individual', id, 2, { country_of_origin: 'KEN' }),
    )
    await expect(again).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('a birth that is corrected in the words of another calendar', () => {
  const said = { asSaid: '1980', calendar: 'ethiopian', from: '1987-09-12', to: '1988-09-10' }
  const asked = (individualId: string, more: object = {}) => ({
    individualId,
    what: 'born',
    value: '1988',
    said,
    because: 'person-corrected',
    evidence: 'she told us the year',
    ...more,
  })
  test('keeps them, and the days they can mean', async () => {
    const { members } = await officer.does<Registered>(registerGroup, office.registering())
    const { id } = await officer.does<{ id: string }>(requestCorrection, asked(members[0]!.id))
    await supervisor.does(decideCorrection, { correctionId: id, agree: true })
    const { rows } = await office.owner.query(
      'select born, born_as_said, born_calendar, born_from::text, born_to::text, born_estimated from registration.individual where id = $1',
      [members[0]!.id],
    )
    expect(rows[0]).toEqual({
      born: '1988',
      born_as_said: '1980',
      born_calendar: 'ethiopian',
      born_from: '1987-09-12',
      born_to: '1988-09-10',
      born_estimated: true,
    })
  })
  test('is refused where the words mean another day, or another fact', async () => {
    const { members } = await officer.does<Registered>(registerGroup, office.registering())
    for (const wrong of [{ value: '1989' }, { what: 'sex', value: 'male' }])
      await expect(officer.does(requestCorrection, asked(members[0]!.id, wrong))).rejects.toMatchObject({
        code: 'invalid',
      })
  })
})
