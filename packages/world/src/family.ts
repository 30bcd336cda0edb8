import type { SeededRandom } from '@nansen/kernel'
import type { InventedName } from './names/culture.ts'
import type { InventedPerson } from './people.ts'
import { type FamilyMaking, type Given, inventedPerson, type Made } from './person.ts'

/** Somebody in a family, with the code of the relationship to its focal point (domain 1.3: `PA`, `WIF`, `SON` …). */
export interface InventedMember {
  readonly person: InventedPerson
  readonly relationship: string
}

type Sex = InventedPerson['sex']
type Shape = 'couple' | 'mother' | 'alone' | 'grandmother' | 'siblings' | 'elders' | 'father'

/** Shapes that families in displacement have, and how often, out of 100. */
const SHAPES: readonly (readonly [shape: Shape, share: number])[] = [
  ['couple', 42],
  ['mother', 22],
  ['alone', 14],
  ['grandmother', 7],
  ['siblings', 4],
  ['elders', 5],
  ['father', 6],
]

/** The people of one family while it is made: each method makes one and gives the next its names. */
interface Maker {
  readonly random: SeededRandom
  adult(sex: Sex, age: number, marital: Given['marital'], needs?: readonly string[]): Made
  /** Children of `parent`, two years or so apart; those too old for the parent are left out. */
  children(parent: Made, most: number, oldest: number, mother?: InventedName): readonly Made[]
}

/** A family whose ages, names, places and needs agree with each other. The first member is the focal point. */
export function inventedFamily(random: SeededRandom, making: FamilyMaking): readonly InventedMember[] {
  return MAKE[shapeOf(random)](makerOf(random, making))
}

const as = (made: Made, relationship: string): InventedMember => ({ person: made.person, relationship })
const bySex = (made: Made, male: string, female: string) => as(made, made.sex === 'male' ? male : female)
const child = (made: Made) => bySex(made, 'SON', 'DAU')

const MAKE: Readonly<Record<Shape, (m: Maker) => readonly InventedMember[]>> = {
  couple(m) {
    const father = m.adult('male', 24 + m.random.below(34), 'married')
    const nursing = m.random.chance(0.12) && father.age < 45
    const wife = m.adult(
      'female',
      Math.max(19, father.age - m.random.below(9)),
      'married',
      nursing ? ['PG-LC'] : undefined,
    )
    const children = m.children(
      { ...father, age: wife.age },
      1 + m.random.below(6),
      Math.min(17, wife.age - 19),
      wife.given,
    )
    const elder = m.random.chance(0.12) && father.age < 55
    const mother = elder
      ? [as(m.adult('female', father.age + 20 + m.random.below(6), 'widowed', ['ER-UR']), 'PRF')]
      : []
    return [as(father, 'PA'), as(wife, 'WIF'), ...children.map(child), ...mother]
  },
  mother(m) {
    const needs = ['SP-PT', ...(m.random.chance(0.3) ? ['WR-HR'] : [])]
    const mother = m.adult('female', 22 + m.random.below(26), m.random.chance(0.6) ? 'widowed' : 'separated', needs)
    return [
      as(mother, 'PA'),
      ...m.children(mother, 1 + m.random.below(4), Math.min(17, mother.age - 19), mother.given).map(child),
    ]
  },
  father(m) {
    const father = m.adult('male', 28 + m.random.below(25), 'widowed', ['SP-PT'])
    return [as(father, 'PA'), ...m.children(father, 1 + m.random.below(4), Math.min(17, father.age - 21)).map(child)]
  },
  grandmother(m) {
    const grandmother = m.adult('female', 58 + m.random.below(16), 'widowed', ['ER-MC'])
    const orphans = m.children(grandmother, 1 + m.random.below(4), Math.min(15, grandmother.age - 44))
    return [as(grandmother, 'PA'), ...orphans.map(made => bySex(made, 'GCM', 'GCF'))]
  },
  siblings(m) {
    const eldest = m.adult(m.random.chance(0.5) ? 'male' : 'female', 16 + m.random.below(3), 'single', ['SC-CH'])
    const younger = m.children({ ...eldest, age: eldest.age + 20 }, 1 + m.random.below(3), eldest.age - 3)
    return [as(eldest, 'PA'), ...younger.map(made => bySex(made, 'SBM', 'SBF'))]
  },
  elders(m) {
    const man = m.adult('male', 62 + m.random.below(15), 'married', ['ER-NF'])
    return [as(man, 'PA'), as(m.adult('female', 60 + m.random.below(14), 'married', ['ER-NF']), 'WIF')]
  },
  alone(m) {
    const needs = m.random.chance(0.1) ? ['LP-ND'] : undefined
    return [as(m.adult(m.random.chance(0.65) ? 'male' : 'female', 18 + m.random.below(30), 'single', needs), 'PA')]
  },
}

function makerOf(random: SeededRandom, making: FamilyMaking): Maker {
  const { culture } = making.origin
  const family = culture.families.length > 0 ? random.pick(culture.families) : null
  const make = (given: Given) => inventedPerson(random, making, given)
  return {
    random,
    adult: (sex, age, marital, needs) =>
      make({
        sex,
        age,
        marital,
        family,
        father: [random.pick(culture.men), random.pick(culture.men)],
        ...(needs ? { needs } : {}),
      }),
    children: (parent, most, oldest, mother) =>
      Array.from({ length: most }, (_, i) => oldest - 2 * i - random.below(2))
        .filter(age => age >= 0 && parent.age - age >= 14)
        .map(age => {
          const father = parent.sex === 'male' ? [parent.given, ...parent.father].slice(0, 2) : parent.father
          const sex: Sex = random.chance(0.5) ? 'male' : 'female'
          return make({ sex, age, marital: 'single', family, father, ...(mother ? { mother } : {}) })
        }),
  }
}

function shapeOf(random: SeededRandom): Shape {
  let draw = random.below(100)
  for (const [shape, share] of SHAPES) {
    if (draw < share) return shape
    draw -= share
  }
  return 'couple'
}
