import type { PartialDate } from '@nansen/kernel'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerGroup } from './commands/registerGroup.ts'
import { type SkillsAnswer, skills } from './queries/skills.ts'
import { type SkillsRow, skillsOverview } from './queries/skillsOverview.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const register = async (more: object): Promise<string> => {
  const one = {
    relationship: 'PA',
    person: person('female', 'Hodan Abdi Warsame', { born: '1990' as PartialDate, ...more }),
  }
  return (await officer.does<Registered>(registerGroup, office.registering([one]))).members[0]!.id
}

let people: Readonly<Record<string, string>>
beforeAll(async () => {
  people = {
    carpenter: await register({
      skill: [{ occupation: '7115', ability: 'teaches' }],
      address: [{ kind: 'CoA', country: 'KEN', place: { pcode: 'KE007' } }],
    }),
    tailor: await register({
      born: '2010',
      sex: 'male',
      work: [{ occupation: '7531' }],
      wish: [{ kind: 'school', said_on: '2026-01-01' }],
    }),
    teacher: await register({
      born: '1980',
      education: [{ grade: 'UG' }],
      language_ability: [{ language: 'nus', speaks: 'easily', reads: 'none' }],
    }),
    unschooled: await register({
      education: [{ grade: 'NE' }],
      language_ability: [{ language: 'nus', reads: 'easily' }],
    }),
  }
})
const ask = (input: object, who = officer) => who.asks<SkillsAnswer>(skills, input)
const found = async (input: object) => {
  const { rows: all, people: count } = await ask(input)
  const names = Object.entries(people).filter(([, id]) => all.some(({ card }) => card.id === id))
  return { count, names: names.map(([name]) => name) }
}
test.each([
  ['an occupation', { occupation: '7115' }, ['carpenter']],
  ['a group of occupations', { occupation: '75' }, ['tailor']],
  ['a level of schooling', { iscedFrom: '6' }, ['teacher']],
  ['a language read with ease', { language: 'nus', ability: 'reads' }, ['unschooled']],
  ['a language', { language: 'nus' }, ['teacher', 'unschooled']],
  ['an age and a sex', { ageFrom: 12, ageTo: 17, sex: 'male' }, ['tailor']],
  ['a place', { place: 'KE007' }, ['carpenter']],
  ['a wish', { wish: 'school' }, ['tailor']],
  ['what two questions share', { occupation: '7', wish: 'school' }, ['tailor']],
  ['what nobody has', { occupation: '7115', sex: 'male' }, []],
])('people are found by %s', async (_what, input, names) => {
  expect(await found(input)).toEqual({ count: names.length, names })
})
test('people are counted by age and sex', async () => {
  const { bars } = await ask({ occupation: '7531' })
  expect(bars.filter(bar => bar.female + bar.male > 0)).toEqual([{ age: '12-17', female: 0, male: 1, other: 0 }])
})
test('the list shows whom one may read and notes exactly them', async () => {
  const elsewhere = await office.colleague('registration_officer', 'KAK')
  expect(await ask({ occupation: '7' }, elsewhere)).toMatchObject({ people: 0, rows: [] })
  const { rows: all } = await ask({ occupation: '7' })
  const { rows: noted } = await office.owner.query(
    `select ids from audit.entry where staff_id = $1 and reason = 'skills' order by seq desc limit 1`,
    [officer.staffId],
  )
  expect([...noted[0].ids].sort()).toEqual(all.map(({ card }) => card.id).sort())
})
test('the list shows nobody to who sees summaries only', async () => {
  const clerk = await office.colleague('reception_clerk', 'DAD')
  expect(await ask({}, clerk)).toMatchObject({ people: 0, rows: [] })
})

test('what there is is counted before anybody is asked for, and small numbers are kept back', async () => {
  const overview = async (who = officer) =>
    (await who.asks<{ rows: readonly SkillsRow[] }>(skillsOverview, {})).rows.filter(({ code }) =>
      ['23', '71', '8'].includes(code),
    )
  const nothing = { people: null, levels: null, sexes: null, ages: null }
  expect(await overview()).toEqual([{ kind: 'occupation', code: '71', ...nothing }])
  for (const sex of ['female', 'female', 'female', 'female', 'female', 'female', 'male'])
    await register({
      sex,
      skill: [
        { occupation: '2341', ability: 'teaches' },
        { occupation: '2330', ability: 'alone' },
      ],
    })
  expect(await overview()).toEqual([
    { kind: 'occupation', code: '23', people: 7, levels: { teaches: 7, alone: 7 }, sexes: null, ages: { adults: 7 } },
    { kind: 'occupation', code: '71', ...nothing },
  ])
  expect(await overview(await office.colleague('registration_officer', 'KAK'))).toEqual([])
  const { rows } = await office.owner.query(`select ids from audit.entry where reason = 'skills overview'`)
  expect(rows.map(({ ids }) => ids)).toEqual([[], [], []])
})

test('an operation’s own trade and language are found under the shared ones they stand for, and by themselves', async () => {
  await office.owner.query(
    `insert into ref.code (list, code, label, country, stands_for, valid_from)
     values ('occupation', 'KEN-POTTER', '{"en": "Potter"}', 'KEN', '7115', '2026-01-01'),
       ('language', 'KEN-ELMOLO', '{"en": "El Molo"}', 'KEN', 'nus', '2026-01-01')`,
  )
  const potter = await register({
    skill: [{ occupation: 'KEN-POTTER', ability: 'teaches' }],
    language_ability: [{ language: 'KEN-ELMOLO', speaks: 'easily' }],
  })
  const finds = async (input: object) => (await ask(input)).rows.some(({ card }) => card.id === potter)
  for (const input of [
    { occupation: '71' },
    { occupation: 'KEN-POTTER' },
    { language: 'nus', ability: 'speaks' },
    { language: 'KEN-ELMOLO' },
  ])
    expect(await finds(input)).toBe(true)
  for (const input of [{ occupation: '75' }, { language: 'nus', ability: 'reads' }])
    expect(await finds(input)).toBe(false)
  const { rows } = await office.owner.query(
    `select ref.label_outside('occupation', 'KEN-POTTER', 'en') as own, ref.label_outside('occupation', '7115', 'en') as shared`,
  )
  expect(rows[0].own).toBe(`Potter (${rows[0].shared})`)
})
