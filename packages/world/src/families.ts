import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { type InventedMember, inventedFamily } from './family.ts'
import { type InventedLeg, ORIGINS, type Origin, type Route } from './origins.ts'
import { type InventedOffice, OFFICES } from './place.ts'

export interface InventedFamily {
  readonly key: number
  readonly office: string
  readonly country: string
  readonly arrivedOn: string
  readonly registeredOn: string
  readonly fledOn: string
  readonly town: string
  readonly story: string
  readonly route: string
  /** The same place by place, to the country of asylum. */
  readonly way: readonly InventedLeg[]
  readonly address: { readonly pcode: string; readonly detail: string }
  readonly members: readonly InventedMember[]
}

/** How many people, from which seed, looked at on which day. */
export interface Size {
  readonly people: number
  readonly seed: string
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** Families with nothing hidden in them, one after the other: a million people need no more room than a few. Keys of people count up. */
export function* familiesOf({ people, seed, today }: Size): Generator<InventedFamily> {
  const seats = OFFICES.flatMap(office => Array.from({ length: office.people }, () => office))
  const random = seededRandom(seed).stream('families')
  let person = 0
  const nextKey = () => person++
  for (let key = 0; person < people; key++) yield familyAt(random, random.pick(seats), key, today, nextKey)
}

function familyAt(
  random: SeededRandom,
  office: InventedOffice,
  key: number,
  today: string,
  nextKey: () => number,
): InventedFamily {
  const origin = ORIGINS[random.pick(office.origins)]!
  const town = random.pick(origin.towns)
  const fled = flight(random, origin, today)
  const likeness = `family-${key}`
  const members = inventedFamily(random, {
    origin,
    asylum: office.country,
    arrivedOn: fled.arrivedOn,
    today,
    likeness,
    nextKey,
  })
  return {
    key,
    office: office.code,
    country: office.country,
    ...fled,
    town,
    story: random.pick(origin.reasons).replace('{town}', town).replace('{year}', fled.fledOn.slice(0, 4)),
    ...routed(random.pick(origin.routes), office.country),
    address: {
      pcode: office.pcode,
      detail: `${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}${1 + random.below(40)}, ${1 + random.below(120)}`,
    },
    members,
  }
}

/** A way ends in the country of asylum: who is registered farther than it leads came on by air. */
function routed({ told, legs }: Route, asylum: string): Pick<InventedFamily, 'route' | 'way'> {
  const arrives = legs.at(-1)?.country === asylum
  return { route: told, way: arrives ? legs : [...legs, { country: asylum, place: 'airport', means: 'air' }] }
}

/** Flight, arrival and registration in that order, none of them after today. */
function flight(random: SeededRandom, origin: Origin, today: string) {
  const [first, last] = origin.years
  const start = Date.UTC(first, random.below(12), 1 + random.below(28))
  const end = Math.min(Date.UTC(last, 11, 28), Date.parse(today) - 120 * DAY)
  const fled = Math.min(start + Math.floor(random.next() ** 0.7 * Math.max(0, end - start)), end)
  const arrived = fled + (3 + random.below(60)) * DAY
  const registered = arrived + (1 + random.below(50)) * DAY
  return { fledOn: day(fled), arrivedOn: day(arrived), registeredOn: day(registered) }
}
/** Milliseconds. */
export const DAY = 86_400_000
export const day = (at: number) => new Date(at).toISOString().slice(0, 10)
