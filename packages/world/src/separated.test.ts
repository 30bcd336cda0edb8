import { expect, test } from 'vitest'
import { ageAt, practiceWorld, separatedFrom } from './index.ts'

const world = practiceWorld({ people: 2_000, today: '2026-11-21' })
const { families, searches } = separatedFrom(world)
const people = new Map(
  [...world.families, ...families].flatMap(({ members }) => members.map(({ person }) => [person.key, person])),
)

test('the same world parts the same families, and loses nobody and gains nobody by it', () => {
  expect(separatedFrom(world)).toEqual({ families, searches })
  expect(world).toEqual(practiceWorld({ people: 2_000, today: '2026-11-21' }))
})

test('half of the searches have an answer: somebody registered alone at another office, under a key of their own', () => {
  const found = searches.filter(({ found }) => found !== null)
  expect(found.length).toBeGreaterThan(10)
  expect(Math.abs(searches.length - 2 * found.length)).toBeLessThanOrEqual(1)
  expect(new Set(families.map(({ members }) => members[0]!.person.key))).toEqual(
    new Set(found.map(({ found }) => found)),
  )
  expect(people.size).toBe([...world.families, ...families].flatMap(({ members }) => members).length)
  const officeOf = new Map(
    [...world.families, ...families].flatMap(({ office, members }) =>
      members.map(({ person }) => [person.key, office] as const),
    ),
  )
  for (const { seeker, found: sought } of found) expect(officeOf.get(sought!)).not.toBe(officeOf.get(seeker))
})

test('relatives bear the names of their relatives: a sister has her sister’s father, a father’s child has his name', () => {
  // in their own script: clerks spell the Latin one as they hear it
  const nameOf = (key: number, part: string) =>
    people.get(key)!.names.find(name => name.part === part && name.script !== 'Latn')?.text
  let [siblings, children] = [0, 0]
  for (const { seeker, found, relation } of searches) {
    if (found === null) continue
    const father = nameOf(seeker, 'father') !== undefined
    if (relation === 'sibling' && father) {
      expect(nameOf(found, 'father')).toBe(nameOf(seeker, 'father'))
      siblings++
    }
    if (relation === 'child') {
      expect(
        ageAt(people.get(seeker)!.born, world.today) - ageAt(people.get(found)!.born, world.today),
      ).toBeGreaterThan(11)
      children++
    }
  }
  expect(Math.min(siblings, children)).toBeGreaterThan(2)
})

test('names are told in the script of the people or in Latin, half and half', () => {
  const arabic = searches.filter(({ seeker }) => people.get(seeker)!.nationality === 'SYR')
  expect(new Set(arabic.map(({ script }) => script))).toEqual(new Set(['Arab', 'Latn']))
  for (const { name, script } of arabic) expect(/\p{Script=Arabic}/u.test(name), name).toBe(script === 'Arab')
})
