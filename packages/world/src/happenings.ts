import { DAY, day, type InventedFamily } from './families.ts'
import type { InventedMember } from './family.ts'
import { ageAt, type InventedPerson } from './people.ts'

/** Days of one member's stay: who was born on the way or since came with nobody's flight. */
export interface InventedStay {
  readonly fledOn: string | null
  readonly arrivedOn: string | null
  readonly registeredOn: string
}

/** What happened in a family after its registration. Keys are of people. */
export type InventedHappening =
  | { readonly kind: 'birth'; readonly on: string; readonly of: number; readonly mother: number }
  | { readonly kind: 'death'; readonly on: string; readonly of: number }
  | {
      readonly kind: 'departure'
      readonly on: string
      readonly of: number
      readonly reason: 'no-contact' | 'spontaneous-departure'
    }
  | { readonly kind: 'marriage'; readonly on: string; readonly of: number; readonly spouse: number }
  | { readonly kind: 'move'; readonly on: string; readonly to: string }

/** Days after which a newborn is brought to the desk. */
const BROUGHT_AFTER = 14

/** Whether the one is surely later than the other, as far as both are known. */
const isSurelyAfter = (one: string, other: string): boolean => {
  const known = Math.min(one.length, other.length)
  return one.slice(0, known) > other.slice(0, known)
}

/** When somebody fled, arrived and was registered, as far as it was after their birth. */
export function stayOf(family: InventedFamily, { born }: InventedPerson, today: string): InventedStay {
  const { fledOn, arrivedOn, registeredOn } = family
  const brought = day(Date.parse(`${born}${'-12-28'.slice(born.length - 4)}`.slice(0, 10)) + BROUGHT_AFTER * DAY)
  return {
    fledOn: isSurelyAfter(born, fledOn) ? null : fledOn,
    arrivedOn: isSurelyAfter(born, arrivedOn) ? null : arrivedOn,
    registeredOn: !isSurelyAfter(born, registeredOn) ? registeredOn : brought < today ? brought : today,
  }
}

/** One family in so many; each remainder is another story. Every third family may have planted twins: they stay together. */
const LEAVES_EVERY = 4
const DIES_EVERY = 2
const MOVES_EVERY = 9
const MARRIES_EVERY = 13

/**
 * What the last year brought a family, the same every time. It draws from nothing: a world with happenings has the same people as one without.
 * Nothing of it is before the registration.
 */
export function happeningsOf(family: InventedFamily, today: string): readonly InventedHappening[] {
  const { key, members, registeredOn } = family
  const on = (salt: number) => day(Date.parse(today) - (9 + ((key * 37 + salt * 101) % 340)) * DAY)
  const [focal, ...others] = members
  const wife = others.find(({ relationship }) => relationship === 'WIF')
  const elder = others.find(({ relationship }) => relationship === 'PRF')
  const youth = others.find(({ relationship, person }) => isChild(relationship) && ageAt(person.born, today) >= 15)
  const all: readonly (InventedHappening | null)[] = [
    ...births(family, today),
    elder !== undefined && key % DIES_EVERY === 1 ? { kind: 'death', on: on(1), of: elder.person.key } : null,
    youth !== undefined && key % LEAVES_EVERY === 2 && key % 3 !== 0
      ? {
          kind: 'departure',
          on: on(2),
          of: youth.person.key,
          reason: key % 8 === 2 ? 'no-contact' : 'spontaneous-departure',
        }
      : null,
    wife !== undefined && key % MARRIES_EVERY === 6
      ? { kind: 'marriage', on: on(3), of: focal!.person.key, spouse: wife.person.key }
      : null,
    key % MOVES_EVERY === 4
      ? { kind: 'move', on: on(4), to: `${'ABCDEF'[key % 6]}${1 + (key % 40)}, ${1 + (key % 120)}` }
      : null,
  ]
  return all
    .filter(each => each !== null)
    .filter(each => each.on > registeredOn)
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
}

const isChild = (relationship: string): boolean => relationship === 'SON' || relationship === 'DAU'

/** Children whose day of birth is known and after the registration, to a mother who is here. */
function births({ members, registeredOn }: InventedFamily, today: string): readonly InventedHappening[] {
  const mother = members.find(
    ({ relationship, person }) => relationship === 'WIF' || (relationship === 'PA' && person.sex === 'female'),
  )
  if (mother === undefined) return []
  return members
    .filter(
      ({ relationship, person }: InventedMember) =>
        isChild(relationship) && person.born.length === 10 && person.born > registeredOn && person.born <= today,
    )
    .map(({ person }) => ({ kind: 'birth', on: person.born, of: person.key, mother: mother.person.key }))
}
