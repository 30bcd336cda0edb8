import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { type InventedMember, inventedFamily } from './family.ts'
import { ORIGINS, type Origin } from './origins.ts'
import type { InventedPerson } from './people.ts'
import { type InventedOffice, OFFICES } from './place.ts'
import { display, type SpokenName, written } from './spelling.ts'

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
  readonly address: { readonly pcode: string; readonly detail: string }
  readonly members: readonly InventedMember[]
}

/** What the world hides on purpose, so that it can be measured what finds it. Keys are of people. */
export interface Planted {
  /** The second record is the same body as the first, under another name at another office. */
  readonly duplicates: readonly { readonly first: number; readonly again: number }[]
  /** Same parents, same day, like faces; two bodies. */
  readonly twins: readonly (readonly [number, number])[]
  /** Same name and birth date, no relation. */
  readonly namesakes: readonly (readonly [number, number])[]
}

export interface World {
  readonly seed: string
  readonly today: string
  readonly families: readonly InventedFamily[]
  readonly planted: Planted
}

export interface WorldOptions {
  readonly people: number
  readonly seed?: string
  /** `YYYY-MM-DD`; the same day gives the same world. */
  readonly today: string
}

/** Shares of the planted cases, per thousand people; at least three of each in any world of a hundred or more. */
const DUPLICATES_PER_THOUSAND = 6
const TWINS_PER_THOUSAND = 4
const NAMESAKES_PER_THOUSAND = 4

/**
 * The practice world: people who never lived, in families whose ages, names, places and stories agree. The same seed, size and day give
 * the same world, person for person.
 */
export function practiceWorld({ people, seed = 'nansen', today }: WorldOptions): World {
  const counter = { key: 0 }
  const nextKey = () => counter.key++
  const families: InventedFamily[] = []
  const seats = OFFICES.flatMap(office => Array.from({ length: office.people }, () => office))
  for (const random = seededRandom(seed).stream('families'); counter.key < people; ) {
    families.push(familyAt(random, random.pick(seats), families.length, today, nextKey))
  }
  const twins = plantTwins(seededRandom(seed).stream('twins'), families, quota(people, TWINS_PER_THOUSAND), nextKey)
  const namesakes = plantNamesakes(families, quota(people, NAMESAKES_PER_THOUSAND))
  const duplicates = plantDuplicates(
    seededRandom(seed).stream('again'),
    families,
    quota(people, DUPLICATES_PER_THOUSAND),
    today,
    nextKey,
  )
  return { seed, today, families, planted: { duplicates, twins, namesakes } }
}

const quota = (people: number, perThousand: number) =>
  Math.max(people >= 100 ? 3 : 0, Math.round((people * perThousand) / 1000))

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
    route: random.pick(origin.routes),
    address: {
      pcode: office.pcode,
      detail: `${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}${1 + random.below(40)}, ${1 + random.below(120)}`,
    },
    members,
  }
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
const DAY = 86_400_000
const day = (at: number) => new Date(at).toISOString().slice(0, 10)

function plantTwins(random: SeededRandom, families: InventedFamily[], count: number, nextKey: () => number) {
  const planted: [number, number][] = []
  for (let i = 0; i < families.length && planted.length < count; i += 3) {
    const family = families[i]!
    const child = family.members.find(member => member.relationship === 'SON' || member.relationship === 'DAU')
    if (child === undefined) continue
    const origin = originOf(child.person)
    const own = random.pick((child.person.sex === 'male' ? origin.culture.men : origin.culture.women).slice(0, 12))
    const names = child.person.names.filter(name => name.part !== 'given')
    const given = written(random, origin.culture, [{ part: 'given', name: own } satisfies SpokenName])
    const key = nextKey()
    const twin: InventedPerson = {
      ...child.person,
      key,
      body: `body-${key}`,
      names: [...given, ...names],
      displayName: display([...given, ...names], 'Latn'),
      nativeName: display([...given, ...names], origin.culture.script),
    }
    families[i] = { ...family, members: [...family.members, { person: twin, relationship: child.relationship }] }
    planted.push([child.person.key, key])
  }
  return planted
}

function plantNamesakes(families: InventedFamily[], count: number) {
  const planted: [number, number][] = []
  // People alone only: a new birth date must not make somebody's parent a child.
  const alone = families.flatMap((family, at) => (family.members.length === 1 ? [at] : []))
  const used = new Set<number>()
  for (const at of alone) {
    const one = families[at]!.members[0]!.person
    const other = alone.find(each => each > at && !used.has(each) && mayBeNamesake(families[at]!, families[each]!))
    if (used.has(at) || other === undefined || planted.length === count) continue
    const { person, relationship } = families[other]!.members[0]!
    const { names, displayName, nativeName, born, bornEstimated } = one
    const namesake: InventedPerson = { ...person, names, displayName, nativeName, born, bornEstimated }
    families[other] = { ...families[other]!, members: [{ person: namesake, relationship }] }
    used.add(at).add(other)
    planted.push([one.key, person.key])
  }
  return planted
}

function mayBeNamesake(one: InventedFamily, other: InventedFamily): boolean {
  const [a, b] = [one.members[0]!.person, other.members[0]!.person]
  return a.sex === b.sex && a.nationality === b.nationality && one.office !== other.office
}

/** A person who passes through registration again elsewhere: the same body, a name heard by another clerk, a birth year told a little off. */
function plantDuplicates(
  random: SeededRandom,
  families: InventedFamily[],
  count: number,
  today: string,
  nextKey: () => number,
) {
  const planted: { first: number; again: number }[] = []
  const original = families.length
  for (let i = 5; i < original && planted.length < count; i += 7) {
    const family = families[i]!
    const first = family.members[0]!.person
    const elsewhere = OFFICES.filter(office => office.people > 0 && office.code !== family.office)
    const office = elsewhere.find(each => each.country === family.country) ?? random.pick(elsewhere)
    const origin = originOf(first)
    const given = written(random, origin.culture, respoken(random, origin, first))
    const key = nextKey()
    const year = Number(first.born.slice(0, 4)) + random.pick([-2, -1, 0, 1])
    const again: InventedPerson = {
      ...first,
      key,
      names: given,
      displayName: display(given, 'Latn'),
      nativeName: display(given, origin.culture.script),
      born: String(year) as InventedPerson['born'],
      bornEstimated: true,
      phone: null,
      document: null,
    }
    families.push({
      ...family,
      key: families.length,
      office: office.code,
      country: office.country,
      registeredOn: day(
        Math.min(Date.parse(today) - DAY, Date.parse(family.registeredOn) + (90 + random.below(500)) * DAY),
      ),
      address: { pcode: office.pcode, detail: family.address.detail },
      members: [{ person: again, relationship: 'PA' }],
    })
    planted.push({ first: first.key, again: key })
  }
  return planted
}

/** The same ancestors under a new given name, or the same names spelled by another clerk. */
function respoken(random: SeededRandom, origin: Origin, person: InventedPerson): readonly SpokenName[] {
  const newGiven = random.chance(0.4)
  const pools = [...origin.culture.men, ...origin.culture.women, ...origin.culture.families]
  const native = person.names.filter(name => name.script === origin.culture.script)
  return native.flatMap(({ part, text }) => {
    const fresh = random.pick(person.sex === 'male' ? origin.culture.men : origin.culture.women)
    const name =
      part === 'given' && newGiven ? fresh : pools.find(each => each.native === text || each.latin.includes(text))
    return name ? [{ part, name }] : []
  })
}

function originOf(person: InventedPerson): Origin {
  return Object.values(ORIGINS).find(origin => origin.country === person.nationality)!
}
