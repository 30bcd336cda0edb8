import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LookAlike } from './alike/lookAlikes.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { splitGroup } from './commands/splitGroup.ts'
import { recordBirth } from './events/recordBirth.ts'
import { type GroupPage, group } from './queries/group.ts'
import { lookAlikes } from './queries/lookAlikes.ts'
import { type PersonPage, person as personPage } from './queries/person.ts'
import { type SearchAnswer, search } from './queries/search.ts'

/** Traps that testers try (domain 21.3). Which test covers which of the others: docs/sources/traps.md. */
let office: PracticeOffice
let officer: Colleague
let elsewhere: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  elsewhere = await office.colleague('registration_officer', 'KAK')
})
afterAll(() => office.end())

const today = new Date().toISOString().slice(0, 10)
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const alone = (name: string, born: string, sex: 'male' | 'female' = 'male') =>
  register([{ relationship: 'PA', person: person(sex, name, { born: born as never }) }])
const found = async (text: string) => officer.asks<SearchAnswer>(search, { text })
const numbersIn = (answer: SearchAnswer) => answer.people.map(({ card }) => card.number)

test('a person of a single name is registered, found by it, and whole', async () => {
  const { members } = await alone('Suharto', '1950')
  expect(numbersIn(await found('Suharto'))).toContain(members[0]!.number)
  const page = await officer.asks<PersonPage>(personPage, { id: members[0]!.id })
  expect(page.card.display_name).toBe('Suharto')
  expect(page.facts!.name).toHaveLength(1)
})

test('two persons of one name and birth date are two records, and the second is shown the first before it is saved', async () => {
  const first = await alone('Bashir Elmi Warfa', '1984-03-07')
  const again = [person('male', 'Bashir Elmi Warfa', { born: '1984-03-07' as never })]
  const shown = await officer.asks<{ lookAlikes: readonly LookAlike[] }>(lookAlikes, { people: again })
  expect(shown.lookAlikes.map(({ card }) => card.number)).toContain(first.members[0]!.number)
  const second = await alone('Bashir Elmi Warfa', '1984-03-07')
  expect(numbersIn(await found('Bashir Elmi Warfa')).toSorted()).toEqual(
    [first, second].map(({ members }) => members[0]!.number).toSorted(),
  )
})

test('of forty who are called Mohamed Ali in one camp, a year of birth finds one, and no clerk is shown forty look-alikes', async () => {
  const numbers: string[] = []
  for (let at = 0; at < 40; at++) numbers.push((await alone('Mohamed Ali', String(1950 + at))).members[0]!.number)
  expect((await found('Mohamed Ali')).people.length).toBeGreaterThan(5)
  expect(numbersIn(await found('Mohamed Ali 1967'))[0]).toBe(numbers[17])
  const shown = await officer.asks<{ lookAlikes: readonly LookAlike[] }>(lookAlikes, {
    people: [person('male', 'Mohamed Ali', { born: '2001' as never })],
  })
  expect(shown.lookAlikes.length).toBeLessThanOrEqual(3)
}, 60_000)

test('a polygamous man with three wives is three linked groups: told before it is saved, and split without losing anybody', async () => {
  const wife = (name: string) => ({
    relationship: 'WIF',
    person: person('female', name, { born: '1990' as never, marital_status: 'MA' }),
  })
  const members = [
    { relationship: 'PA', person: person('male', 'Garaad Nur', { born: '1975' as never, marital_status: 'MA' }) },
    wife('Hodan Ali'),
    wife('Sagal Omar'),
    wife('Ladan Aden'),
  ]
  const told = await officer.previews(registerGroup, office.registering(members))
  expect(told.map(({ label }) => label)).toContain('registration.consequence.two-spouses')
  const family = await register(members)
  for (const { id } of family.members.slice(2))
    await officer.does(splitGroup, { groupId: family.groupId, leaving: [id], focalPoint: id })
  const { members: staying, links } = await officer.asks<GroupPage>(group, { id: family.groupId })
  expect(staying.filter(({ member_to }) => member_to === null)).toHaveLength(2)
  expect(links).toHaveLength(2)
  for (const { id } of links) {
    const other = await officer.asks<GroupPage>(group, { id })
    expect(other.links.map(link => link.id)).toEqual([family.groupId])
    expect(await office.familyOf(id)).toMatchObject({ size: 1, relationships: ['PA'] })
  }
})

test('a baby born on the day of the distribution is counted in its family the same day, with a number and no consent', async () => {
  const family = await register()
  const { number } = await officer.does<{ number: string }>(recordBirth, {
    groupId: family.groupId,
    mother: family.members[0]!.id,
    relationship: 'SON',
    person: person('male', 'Liban'),
    happenedOn: today,
    source: 'the midwife',
  })
  expect(await office.familyOf(family.groupId)).toMatchObject({ size: 5 })
  const { rows } = await office.owner.query(
    'select i.registered_on::text, i.process_status, i.country_of_birth from registration.individual i where i.number = $1',
    [number],
  )
  expect(rows).toEqual([{ registered_on: today, process_status: 'active', country_of_birth: 'KEN' }])
})

describe('a registration officer who guesses', () => {
  test('the address of another office’s family is told the same as of one that never was', async () => {
    const { groupId } = await register()
    const refusals = []
    for (const id of [groupId, crypto.randomUUID()])
      refusals.push(await elsewhere.asks(group, { id }).catch(({ code, message }) => ({ code, message })))
    expect(refusals[0]).toMatchObject({ code: 'not-found' })
    expect(refusals[0]).toEqual(refusals[1])
  })
})

test('a clerk who opens a celebrity’s file is in the audit, with the summary and nothing more where it is not their office’s', async () => {
  const { members } = await alone('Iman Bowie', '1955-07-25', 'female')
  const { id } = members[0]!
  const page = await elsewhere.asks<PersonPage>(personPage, { id })
  expect(page).toMatchObject({ individual: null, facts: null })
  const { rows } = await office.owner.query<{ staff_id: string; reason: string }>(
    `select staff_id, reason from audit.entry where module = 'registration' and action = 'see' and $1::uuid = any (ids) and staff_id = $2`,
    [id, elsewhere.staffId],
  )
  expect(rows).toEqual([{ staff_id: elsewhere.staffId, reason: 'page' }])
})
