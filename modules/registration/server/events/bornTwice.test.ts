import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LookAlike } from '../alike/lookAlikes.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { newbornAlike } from '../queries/newbornAlike.ts'
import { relativesSought } from '../queries/relativesSought.ts'
import { recordBirth } from './recordBirth.ts'
import { recordReunion } from './recordReunion.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const DAY = 86_400_000
const before = (days: number) => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10)
const register = (): Promise<Registered> => officer.does(registerGroup, office.registering())
const birth = (family: Registered, name: string, happenedOn: string, more: object = {}) => ({
  groupId: family.groupId,
  mother: family.members[0]!.id,
  relationship: 'DAU',
  person: person('female', name),
  happenedOn,
  source: 'told at the desk',
  ...more,
})
const alikeTo = async (family: Registered, name: string, bornOn: string) => {
  const asked = { mother: family.members[0]!.id, bornOn, person: person('female', name) }
  return (await officer.asks<{ lookAlikes: readonly LookAlike[] }>(newbornAlike, asked)).lookAlikes
}

describe('before a birth is written down', () => {
  test('a child of that mother and day is shown whatever its name, and one of another year is not', async () => {
    const family = await register()
    const { id } = await officer.does<{ id: string }>(recordBirth, birth(family, 'Sahra', before(9)))
    const shown = await alikeTo(family, 'Nimo', before(9))
    expect(shown.map(({ card, band }) => [card.id, band])).toEqual([[id, 'likely']])
    expect(shown[0]!.reasons.map(({ code }) => code)).toEqual(['same-mother', 'day-fits'])
    expect((await alikeTo(family, 'Nimo', before(400))).map(({ card }) => card.id)).not.toContain(id)
  })
  test('a day too near to another birth is shown as possible; a month that may hold the day as likely', async () => {
    const family = await register()
    await officer.does(recordBirth, birth(family, 'Sahra', before(40)))
    expect((await alikeTo(family, 'Nimo', day)).map(({ band }) => band)).toEqual(['possible'])
    expect((await alikeTo(family, 'Nimo', before(40).slice(0, 7))).map(({ band }) => band)).toEqual(['likely'])
  })
  test('a twin is told apart by the clerk, and the pair is remembered', async () => {
    const family = await register()
    const { id } = await officer.does<{ id: string }>(recordBirth, birth(family, 'Sahra', day))
    const others = [{ individualId: id, because: 'twin' }]
    const twin = await officer.does<{ id: string }>(recordBirth, birth(family, 'Nimo', day, { others }))
    const kept = await office.owner.query('select other, because from registration.other_than where parent_id = $1', [
      twin.id,
    ])
    expect(kept.rows).toEqual([{ other: id, because: 'twin' }])
  })
})

test('a reunion offers the relatives whom somebody of the family looks for, until they are registered', async () => {
  const family = await register()
  const [mother] = family.members.map(({ id }) => id)
  await office.owner.query(
    `insert into registration.relative (id, parent_id, root_id, office_id, name, relationship, life)
     values (gen_random_uuid(), $1, $1, $2, 'Yusuf Ali', 'SBM', 'unknown')`,
    [mother, office.offices.DAD],
  )
  const sought = () =>
    officer.asks<{ relatives: readonly { id: string; name: string; of: string }[] }>(relativesSought, {
      people: family.members.map(({ id }) => id),
    })
  const { relatives } = await sought()
  expect(relatives).toMatchObject([{ of: mother, name: 'Yusuf Ali', relationship: 'SBM' }])
  await officer.does(recordReunion, {
    individualId: mother,
    relativeId: relatives[0]!.id,
    person: person('male', 'Yusuf Ali', { born: '1970' as never }),
    relationship: 'SBM',
    happenedOn: day,
    source: 'he came to the desk',
  })
  expect((await sought()).relatives).toEqual([])
})
