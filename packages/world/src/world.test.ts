import { ROLES } from '@nansen/model'
import { expect, test } from 'vitest'
import { ageAt, happeningsOf, OFFICES, practiceWorld, STAFF, stayOf } from './index.ts'

const world = practiceWorld({ people: 2_000, today: '2026-11-21' })
const people = world.families.flatMap(family => family.members.map(member => member.person))

test('the same seed gives the same world, person for person', () => {
  expect(practiceWorld({ people: 2_000, today: '2026-11-21' })).toEqual(world)
})

test('another seed gives other people', () => {
  const other = practiceWorld({ people: 2_000, today: '2026-11-21', seed: 'other' })
  expect(other.families[0]!.members[0]!.person.displayName).not.toBe(world.families[0]!.members[0]!.person.displayName)
})

test('there are two thousand people in about six hundred families, in twelve offices of three countries', () => {
  expect(people.length).toBeGreaterThanOrEqual(2_000)
  expect(people.length).toBeLessThan(2_060)
  expect(world.families.length).toBeGreaterThan(450)
  expect(world.families.length).toBeLessThan(760)
  expect(OFFICES).toHaveLength(12)
  expect(new Set(OFFICES.map(office => office.country)).size).toBe(3)
})

test('every role has somebody, and no two colleagues share an address', () => {
  expect(new Set(STAFF.map(staff => staff.role))).toEqual(new Set(ROLES))
  expect(new Set(STAFF.map(staff => staff.email)).size).toBe(STAFF.length)
  // one asks and two others agree, also when the matter is one of them
  expect(STAFF.filter(({ role }) => role === 'system_administrator').length).toBeGreaterThan(2)
})

test('every family has one focal point, and nobody flees after arriving or registers before', () => {
  for (const family of world.families) {
    expect(family.members.filter(member => member.relationship === 'PA')).toHaveLength(1)
    expect(family.fledOn < family.arrivedOn && family.arrivedOn < family.registeredOn).toBe(true)
    expect(family.registeredOn <= world.today).toBe(true)
  }
})

test('nobody is born in the future, and every child is younger than the focal point it is a child of', () => {
  for (const family of world.families) {
    const focal = family.members[0]!.person
    for (const { person, relationship } of family.members) {
      expect(person.born <= world.today, person.born).toBe(true)
      if (relationship === 'SON' || relationship === 'DAU')
        expect(
          ageAt(focal.born, world.today) - ageAt(person.born, world.today),
          `${family.key}`,
        ).toBeGreaterThanOrEqual(12)
    }
  }
})

test('a planted duplicate shares the body of the first record at another office; twins do not share one', () => {
  const byKey = new Map(people.map(person => [person.key, person]))
  expect(world.planted.duplicates.length).toBeGreaterThanOrEqual(3)
  for (const { first, again } of world.planted.duplicates) expect(byKey.get(again)!.body).toBe(byKey.get(first)!.body)
  expect(world.planted.twins.length).toBeGreaterThanOrEqual(3)
  for (const [one, two] of world.planted.twins) {
    expect(byKey.get(two)!.body).not.toBe(byKey.get(one)!.body)
    expect(byKey.get(two)!.born).toBe(byKey.get(one)!.born)
  }
})

test('namesakes have the same name and birth date and two bodies', () => {
  const byKey = new Map(people.map(person => [person.key, person]))
  expect(world.planted.namesakes.length).toBeGreaterThanOrEqual(3)
  for (const [one, two] of world.planted.namesakes) {
    expect(byKey.get(one)!.displayName).toBe(byKey.get(two)!.displayName)
    expect(byKey.get(one)!.born).toBe(byKey.get(two)!.born)
    expect(byKey.get(one)!.body).not.toBe(byKey.get(two)!.body)
  }
})

test('keys are unique, and names are in the script of the people who bear them', () => {
  expect(new Set(people.map(person => person.key)).size).toBe(people.length)
  const syrian = people.find(person => person.nationality === 'SYR')!
  expect(syrian.nativeName).toMatch(/^[\u0600-\u06FF\s]+$/)
  const eritrean = people.find(person => person.nationality === 'ERI')!
  expect(eritrean.nativeName).toMatch(/^[\u1200-\u137F\s]+$/)
})

test('nobody fled, arrived or was registered before they were born', () => {
  let bornSince = 0
  for (const family of world.families)
    for (const { person } of family.members) {
      const { fledOn, arrivedOn, registeredOn } = stayOf(family, person, world.today)
      for (const on of [fledOn, arrivedOn, registeredOn])
        if (on !== null) expect(person.born <= on.slice(0, person.born.length), `${person.born} ${on}`).toBe(true)
      expect(registeredOn >= family.registeredOn && registeredOn <= world.today).toBe(true)
      if (fledOn === null) bornSince++
    }
  expect(bornSince).toBeGreaterThan(50)
})

test('the last year brought births, deaths, moves, marriages and departures, none before a registration or after today', () => {
  const all = world.families.flatMap(family => happeningsOf(family, world.today).map(each => ({ family, each })))
  expect(new Set(all.map(({ each }) => each.kind))).toEqual(
    new Set(['birth', 'death', 'departure', 'marriage', 'move']),
  )
  for (const { family, each } of all) expect(each.on > family.registeredOn && each.on <= world.today).toBe(true)
  const planted = new Set([...world.planted.twins.flat(), ...world.planted.duplicates.flatMap(Object.values)])
  for (const { each } of all)
    if (each.kind === 'departure' || each.kind === 'death') expect(planted).not.toContain(each.of)
})
