import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { DAY, day, familiesOf, type InventedFamily, type Size } from './families.ts'
import { ORIGINS, type Origin } from './origins.ts'
import type { InventedPerson } from './people.ts'
import { OFFICES } from './place.ts'
import { mayHaveTwin, type Planted } from './planted.ts'
import { display, type SpokenName, written } from './spelling.ts'

/** The families of the world with what is hidden in them; those who come again come last. */
export function* familiesWith(size: Size, planted: Planted): Generator<InventedFamily> {
  const again: InventedFamily[] = []
  const hide = hider(size, planted)
  let families = 0
  for (const plain of familiesOf(size)) {
    const family = hide.namesake(hide.twin(plain))
    yield family
    families++
    again.push(...hide.again(family))
  }
  for (const family of again) yield { ...family, key: families++ }
}

/** Draws in the order of the families, each kind of planting from a stream of its own. */
function hider({ seed, today }: Size, { twins, namesakes, duplicates }: Planted) {
  const [twinRandom, againRandom] = [seededRandom(seed).stream('twins'), seededRandom(seed).stream('again')]
  const twinOf = new Map(twins)
  const againOf = new Map(duplicates.map(({ first, again }) => [first, again]))
  const bearers = new Set(namesakes.map(([one]) => one))
  const bearerOf = new Map(namesakes.map(([one, other]) => [other, one]))
  const met = new Map<number, InventedPerson>()
  return {
    twin(family: InventedFamily): InventedFamily {
      const child = mayHaveTwin(family)
      const key = child && twinOf.get(child.key)
      return child === undefined || key === undefined ? family : withTwin(twinRandom, family, child, key)
    },
    namesake(family: InventedFamily): InventedFamily {
      const { person } = family.members[0]!
      if (bearers.has(person.key)) met.set(person.key, person)
      const one = met.get(bearerOf.get(person.key) ?? -1)
      if (one === undefined) return family
      met.delete(one.key)
      return withNameOf(one, family)
    },
    again(family: InventedFamily): readonly InventedFamily[] {
      const key = againOf.get(family.members[0]!.person.key)
      return key === undefined ? [] : [comingAgain(againRandom, family, key, today)]
    },
  }
}

function withTwin(random: SeededRandom, family: InventedFamily, child: InventedPerson, key: number): InventedFamily {
  const { culture } = originOf(child)
  const own = random.pick((child.sex === 'male' ? culture.men : culture.women).slice(0, 12))
  const given = written(random, culture, [{ part: 'given', name: own } satisfies SpokenName])
  const names = [...given, ...child.names.filter(name => name.part !== 'given')]
  const twin: InventedPerson = {
    ...child,
    key,
    body: `body-${key}`,
    names,
    displayName: display(names, 'Latn'),
    nativeName: display(names, culture.script),
  }
  const { relationship } = family.members.find(({ person }) => person === child)!
  return { ...family, members: [...family.members, { person: twin, relationship }] }
}

function withNameOf(one: InventedPerson, family: InventedFamily): InventedFamily {
  const { person, relationship } = family.members[0]!
  const { names, displayName, nativeName, born, bornEstimated } = one
  const namesake: InventedPerson = { ...person, names, displayName, nativeName, born, bornEstimated }
  return { ...family, members: [{ person: namesake, relationship }] }
}

/** Somebody passes through registration again elsewhere: the same body, a name heard by another clerk, a birth year told a little off. */
function comingAgain(random: SeededRandom, family: InventedFamily, key: number, today: string): InventedFamily {
  const first = family.members[0]!.person
  const elsewhere = OFFICES.filter(office => office.people > 0 && office.code !== family.office)
  const office = elsewhere.find(each => each.country === family.country) ?? random.pick(elsewhere)
  const origin = originOf(first)
  const given = written(random, origin.culture, respoken(random, origin, first))
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
  return {
    ...family,
    office: office.code,
    country: office.country,
    registeredOn: day(
      Math.min(Date.parse(today) - DAY, Date.parse(family.registeredOn) + (90 + random.below(500)) * DAY),
    ),
    address: { pcode: office.pcode, detail: family.address.detail },
    members: [{ person: again, relationship: 'PA' }],
  }
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
