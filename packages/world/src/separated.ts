import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { DAY, day, type InventedFamily } from './families.ts'
import { ORIGINS, type Origin } from './origins.ts'
import { ageAt, type InventedPerson } from './people.ts'
import { inventedPerson } from './person.ts'
import { OFFICES } from './place.ts'
import { type SpokenName, written } from './spelling.ts'
import type { World } from './world.ts'

/** What a relative says of somebody at a tracing desk: heard by another clerk, in one script, and not all of it right. */
export interface InventedTold {
  readonly name: string
  readonly script: string
  readonly sex: InventedPerson['sex']
  /** Years between which they think the birth was; null where nobody knows. */
  readonly born: { readonly from: number; readonly to: number } | null
}

export interface InventedSearch extends InventedTold {
  /** Key of who seeks. */
  readonly seeker: number
  readonly relation: 'sibling' | 'child' | 'spouse'
  readonly lastSeenAt: string
  /** Key of whom they seek; null: that person was never registered, and nobody is the right answer. */
  readonly found: number | null
  /** What the person sought says of the seeker, where they search too. */
  readonly back: InventedTold | null
}

/** Families that the flight parted: relatives registered alone elsewhere, and who seeks whom. */
export interface Separated {
  readonly families: readonly InventedFamily[]
  readonly searches: readonly InventedSearch[]
}

/** One family in so many seeks somebody; of two searches one is for somebody who never came. */
const SEEKS_EVERY = 12
/** Share of those found who seek too. */
const SEEKS_BACK = 0.5

/**
 * Parts families of this world. Those they miss come besides its people, with keys after everybody's: the world itself stays as it is. The
 * same world gives the same searches.
 */
export function separatedFrom(world: World): Separated {
  const random = seededRandom(world.seed).stream('separated')
  const families: InventedFamily[] = []
  const searches: InventedSearch[] = []
  let key = world.families.reduce((sum, { members }) => sum + members.length, 0)
  const seeking = world.families.filter((family, at) => at % SEEKS_EVERY === 0 && isOld(family, world.today))
  for (const [at, family] of seeking.entries()) {
    const seeker = family.members[0]!.person
    const relation = relationOf(random, seeker)
    const lost = lostBy(random, family, relation, world.today, () => key)
    const here = at % 2 === 0
    if (here) key++
    searches.push({
      seeker: seeker.key,
      relation,
      lastSeenAt: family.town,
      ...toldOf(random, lost),
      found: here ? lost.key : null,
      back: here && random.chance(SEEKS_BACK) ? toldOf(random, seeker) : null,
    })
    if (here) families.push(aloneElsewhere(random, family, lost, world))
  }
  return { families, searches }
}

/** Old enough to miss a child of eight. */
const isOld = ({ members }: InventedFamily, today: string): boolean => ageAt(members[0]!.person.born, today) >= 30

function relationOf(random: SeededRandom, { maritalStatus }: InventedPerson): InventedSearch['relation'] {
  const mayMissSpouse = maritalStatus === 'separated' || maritalStatus === 'widowed'
  return random.pick(mayMissSpouse ? (['sibling', 'child', 'spouse'] as const) : (['sibling', 'child'] as const))
}

/** The relative: named as this family names its own. */
function lostBy(
  random: SeededRandom,
  family: InventedFamily,
  relation: InventedSearch['relation'],
  today: string,
  nextKey: () => number,
): InventedPerson {
  const seeker = family.members[0]!.person
  const origin = originOf(seeker)
  const said = new Map(spokenBy(origin, seeker).map(({ part, name }) => [part, name]))
  const age = ageAt(seeker.born, today)
  const [father, grandfather] = [said.get('father'), said.get('grandfather')].map(
    name => name ?? random.pick(origin.culture.men),
  )
  const strangers = [random.pick(origin.culture.men), random.pick(origin.culture.men)]
  const isFather = relation === 'child' && seeker.sex === 'male'
  const given = said.get('given') ?? strangers[0]!
  const sex = relation === 'spouse' ? other(seeker.sex) : random.chance(0.5) ? 'male' : 'female'
  const making = { origin, arrivedOn: family.arrivedOn, asylum: family.country, today, nextKey }
  const made = inventedPerson(
    random,
    { ...making, likeness: relation === 'spouse' ? `spouse-${family.key}` : `family-${family.key}` },
    {
      sex,
      age: relation === 'child' ? 8 + random.below(Math.min(10, age - 20)) : Math.max(18, age - 6 + random.below(12)),
      father: relation === 'sibling' ? [father!, grandfather!] : isFather ? [given, father!] : strangers,
      family: said.get('family') ?? null,
      marital: relation === 'spouse' ? 'separated' : 'single',
      ...(relation === 'child' && !isFather ? { mother: given } : {}),
    },
  )
  return made.person
}

const other = (sex: InventedPerson['sex']) => (sex === 'male' ? 'female' : 'male')

/** Parts of a name that belong to a person's own name. */
const OWN = ['given', 'father', 'grandfather', 'family']

/** A person's names as they are said, before anybody wrote them. */
function spokenBy({ culture }: Origin, { names }: InventedPerson): readonly SpokenName[] {
  const pools = [...culture.men, ...culture.women, ...culture.families]
  return names
    .filter(({ part, script }) => script === culture.script && OWN.includes(part))
    .flatMap(({ part, text }) => {
      const name = pools.find(each => each.native === text || each.latin.includes(text))
      return name === undefined ? [] : [{ part, name }]
    })
}

/** Shares of what a relative leaves out or gets wrong. Beliefs: no figures of tracing desks are public. */
const LEAVES_OUT_LAST = 0.3
const CALLED_OTHERWISE = 0.06
const YEAR_UNKNOWN = 0.15
const YEAR_KNOWN = 0.3
/** Years to each side of a guess that a relative gives. */
const GIVE = 2

function toldOf(random: SeededRandom, person: InventedPerson): InventedTold {
  const origin = originOf(person)
  const { culture } = origin
  const whole = spokenBy(origin, person)
  const most = whole.length > 2 && random.chance(LEAVES_OUT_LAST) ? whole.slice(0, -1) : whole
  const called = random.chance(CALLED_OTHERWISE)
    ? most.map((each, at) =>
        at > 0 ? each : { ...each, name: random.pick(person.sex === 'male' ? culture.men : culture.women) },
      )
    : most
  const script = random.chance(0.5) ? culture.script : 'Latn'
  const name = written(random, culture, called)
    .filter(part => part.script === script)
    .map(({ text }) => text)
    .join(' ')
  const year = Number(person.born.slice(0, 4))
  const draw = random.next()
  const guess = year - GIVE + random.below(2 * GIVE + 1)
  const born =
    draw < YEAR_UNKNOWN
      ? null
      : draw < YEAR_UNKNOWN + YEAR_KNOWN
        ? { from: year, to: year }
        : { from: guess - GIVE, to: guess + GIVE }
  return { name, script, sex: person.sex, born }
}

function aloneElsewhere(
  random: SeededRandom,
  family: InventedFamily,
  person: InventedPerson,
  { today }: World,
): InventedFamily {
  const others = OFFICES.filter(({ people, code }) => people > 0 && code !== family.office)
  const office = random.pick(others)
  const later = Date.parse(family.registeredOn) + random.below(400) * DAY
  return {
    ...family,
    key: -1 - person.key,
    office: office.code,
    country: office.country,
    registeredOn: day(Math.min(Date.parse(today) - DAY, later)),
    address: { pcode: office.pcode, detail: family.address.detail },
    members: [{ person, relationship: 'PA' }],
  }
}

const originOf = ({ nationality }: InventedPerson): Origin =>
  Object.values(ORIGINS).find(({ country }) => country === nationality)!
