import { tellOf } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerGroup } from '../commands/registerGroup.ts'
import { recordCustody } from './recordCustody.ts'
import { recordDeparture } from './recordDeparture.ts'
import { recordMove } from './recordMove.ts'
import { recordReturn } from './recordReturn.ts'

let office: PracticeOffice
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
})
afterAll(() => office.end())

const told = { happenedOn: new Date().toISOString().slice(0, 10), source: 'told at the desk' }
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const one = async (table: string, where: string, id: string) =>
  (await office.owner.query(`select * from registration.${table} where ${where} = $1 order by created_at`, [id])).rows
const labelsOf = async (input: object) =>
  (await officer.previews(recordMove, input)).map(({ label }) => label.replace('registration.consequence.', ''))

test('who lives elsewhere has a new address, and the old one with its end', async () => {
  const { groupId, members } = await register(FAMILY.slice(0, 1))
  const id = members[0]!.id
  for (const [asSaid, happenedOn] of [
    ['Ifo, block C', '2026-01'],
    ['Garissa town', '2026-06'],
  ])
    await officer.does(recordMove, { groupId, people: [id], asSaid, ...told, happenedOn })
  expect((await one('address', 'parent_id', id)).map(a => [a.kind, a.as_said, a.lived_from, a.lived_to])).toEqual([
    ['PCoA', 'Ifo, block C', '2026-01', '2026-06'],
    ['CoA', 'Garissa town', '2026-06', null],
  ])
})

test('a whole family that moves takes its place along by code; one told in words alone has none, and it is said before', async () => {
  const { groupId, members } = await register()
  const people = members.map(({ id }) => id)
  const camp = { groupId, people, lives: { pcode: 'KE0110' }, ...told }
  expect(await labelsOf(camp)).toContain('family-place-changes')
  await officer.does(recordMove, camp)
  expect(await one('registration_group', 'id', groupId)).toMatchObject([{ place: { pcode: 'KE0110' } }])
  expect(await one('address', 'parent_id', people[0]!)).toMatchObject([{ kind: 'CoA', place: { pcode: 'KE0110' } }])
  const part = { ...camp, people: people.slice(1), lives: undefined, asSaid: 'with an aunt in Garissa' }
  expect(await labelsOf(part)).not.toContain('family-place-unknown')
  await officer.does(recordMove, part)
  expect(await one('registration_group', 'id', groupId)).toMatchObject([{ place: { pcode: 'KE0110' } }])
  const inWords = { ...camp, lives: undefined, asSaid: 'a house in Garissa' }
  expect(await labelsOf(inWords)).toContain('family-place-unknown')
  await officer.does(recordMove, inWords)
  expect(await one('registration_group', 'id', groupId)).toMatchObject([{ place: null }])
  await expect(officer.does(recordMove, { groupId, people, ...told })).rejects.toMatchObject({ code: 'invalid' })
})

test('whatever happens is told to other modules before it is saved, as it is when it is', async () => {
  const foreseen: string[] = []
  const followed: string[] = []
  const consequences: Parameters<typeof tellOf>[1][number]['consequences'] = {
    foresee: async (_tx, _asking, { name }) => {
      foreseen.push(name)
      return []
    },
    follow: async (_tx, _asking, { name }) => void followed.push(name),
  }
  tellOf(office.store, [{ consequences }])
  const { groupId, members } = await register()
  const [, wife, , child] = members.map(({ id }) => id)
  const aunt = await register([
    { relationship: 'PA', person: person('female', 'Halima Yusuf', { born: '1980' as never }) },
  ])
  const acts: readonly (readonly [Parameters<Colleague['previews']>[0], object])[] = [
    [recordMove, { groupId, people: [wife], asSaid: 'Garissa', ...told }],
    [recordCustody, { childId: child, carerId: aunt.members[0]!.id, how: 'custody', relationship: 'FCF', ...told }],
    [recordDeparture, { groupId, leaving: [wife], reason: 'spontaneous-departure', ...told }],
    [recordReturn, { people: [wife], verifiedBy: 'interview', ...told }],
  ]
  for (const [command, input] of acts) {
    foreseen.length = followed.length = 0
    await officer.previews(command, input)
    expect(foreseen).toHaveLength(1)
    followed.length = 0
    await officer.does(command, input)
    expect(followed).toContain(foreseen[0])
  }
  tellOf(office.store, [])
})
