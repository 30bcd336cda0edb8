import { createHash } from 'node:crypto'
import {
  type Eye,
  type FingerPosition,
  type GreyImage,
  type Site,
  syntheticFinger,
  syntheticIris,
} from '@nansen/biometrics'
import { registrationNumber } from '@nansen/model'
import { type Asking, auditRead, type Tx } from '@nansen/store'
import { type InventedFamily, type InventedPerson, practiceWorld } from '@nansen/world'
import { sql } from 'kysely'
import type { Facts, Step } from './evidence.ts'

/** A pair of invented people whose answer is known. The answer never leaves the server. */
export interface KnownPair {
  readonly id: string
  readonly seed: number
  readonly same: boolean
  readonly openedAt: string
  /** Offices of the operation, as they stand in the system: a pair of nobody is from somewhere, too. */
  readonly offices: readonly {
    readonly id: string
    readonly name: string
    readonly prefix: string
    readonly country: string
    /** The last number it gave. */
    readonly last: number
  }[]
}

/** What is captured of them: as much as a usual review shows. */
const SITES: readonly Site[] = ['finger-2', 'finger-7', 'iris-left', 'iris-right']
/** Enough people for two of one sex. */
const PEOPLE = 24
/** Numbers that an office gives next, as many as it may soon have given: they look like any and are nobody's yet. Least so many. */
const SOON = 500
/** The day the invented people are looked at. */
const TODAY = '2026-11-21'
const DAY = 86_400_000

const OFFICES = sql`adjudication.offices_known()`

/** Those of this adjudicator that wait, after as many were added as the operation's share asks. */
export async function knownWaiting(
  tx: Tx,
  waiting: number,
): Promise<readonly (KnownPair & { readonly dueAt: string })[]> {
  const { rows } = await sql<KnownPair & { dueAt: string }>`
    select id, seed, same, ${OFFICES} as offices, opened_at as "openedAt", due_at as "dueAt" from adjudication.known_waiting(${waiting})`.execute(
    tx,
  )
  return rows
}

/** The asker's own known pair of that identifier, or null. */
export async function knownOfMine(tx: Tx, id: string): Promise<(KnownPair & { readonly answered: boolean }) | null> {
  const { rows } = await sql<KnownPair & { answered: boolean }>`
    select m.id, m.seed, m.same, m.answered, k.opened_at as "openedAt", ${OFFICES} as offices
    from adjudication.known_of_mine(${id}::uuid) m cross join lateral adjudication.known_opened(m.id) k(opened_at)`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The two, as summaries. Their identifiers are of nobody. */
export function knownCards(pair: KnownPair) {
  const [one, other] = invented(pair.seed, pair.same)
  return [cardOf(pair, one, 1), cardOf(pair, other, 2)] as const
}

/** Both, as the desk shows any pair: with a family, what they told, and their way. */
export function knownSides(pair: KnownPair) {
  const people = invented(pair.seed, pair.same)
  return knownCards(pair).map((card, side) => {
    const { person, family } = people[side as 0 | 1]
    return {
      individual: card.id,
      card,
      captures: SITES.map((site, at) => ({
        image: imageOf(pair, side as 0 | 1, site),
        site,
        quality: 55 + ((pair.seed * (at + 3 + side)) % 38),
        capturedAt: registeredAt(pair, side as 0 | 1),
      })),
      family: family.members
        .filter(member => member.person !== person)
        .map(({ person: relative, relationship }, at) => ({
          id: made(pair, `relative-${side}-${at}`, registeredAt(pair, side as 0 | 1)),
          display_name: relative.displayName,
          display_name_native: relative.nativeName === relative.displayName ? null : relative.nativeName,
          sex: relative.sex,
          year_of_birth: Number(relative.born.slice(0, 4)),
          relationship,
        })),
      facts: factsOf(person, family),
      flight: wayOf(family),
    }
  })
}

/** What a record says, and the way: as `storyOf` reads them of anybody. */
function factsOf(person: InventedPerson, family: InventedFamily): Facts {
  const part = (kind: string) => person.names.find(each => each.part === kind && each.script === 'Latn')?.text ?? null
  return {
    born: person.born,
    bornEstimated: person.bornEstimated,
    birthTown: null,
    countryOfBirth: person.bornIn,
    fatherName: part('father'),
    motherName: part('mother'),
    fledOn: family.fledOn,
    arrivedOn: family.arrivedOn,
  }
}

function wayOf(family: InventedFamily): readonly Step[] {
  const origin = family.members[0]!.person.nationality
  const legs = family.way.map(({ country, place, means }): Step => ({ kind: 'leg', on: null, country, place, means }))
  return [
    { kind: 'left', on: family.fledOn, country: origin, place: family.town, means: null },
    ...legs,
    { kind: 'arrived', on: family.arrivedOn, country: null, place: legs.at(-1)?.place ?? null, means: null },
  ]
}

/** What grows the grey image of one of a known pair, in about a second. The opening is in the audit like any. Null for an image of another. */
export async function knownImage(
  tx: Tx,
  asking: Asking,
  pair: KnownPair,
  image: string,
): Promise<(() => GreyImage) | null> {
  for (const side of [0, 1] as const)
    for (const site of SITES) {
      if (imageOf(pair, side, site) !== image) continue
      await auditRead(tx, asking, {
        module: 'identity',
        action: 'reveal',
        record: 'image',
        ids: [image, pair.id],
        reason: `review ${pair.id}`,
      })
      const body = `known-${pair.seed}-${pair.same ? 0 : side}`
      const [kind, which] = site.split('-')
      return () =>
        kind === 'iris'
          ? syntheticIris(body, which as Eye, side)
          : syntheticFinger(body, Number(which) as FingerPosition, side)
    }
  return null
}

interface Invented {
  readonly person: InventedPerson
  readonly family: InventedFamily
}

function invented(seed: number, same: boolean): readonly [Invented, Invented] {
  const world = practiceWorld({ people: PEOPLE, seed: `known-${seed}`, today: TODAY })
  const people = world.families.flatMap(family => family.members.map(({ person }) => ({ person, family })))
  const one = people.find(({ person }) => person.born < '2000') ?? people[0]!
  const other = people.find(each => each.family !== one.family && each.person.sex === one.person.sex) ?? people[1]!
  if (!same) return [one, other]
  // one person under two names is registered under another one's, with whom they came then
  const { displayName, nativeName, names } = other.person
  return [one, { person: { ...one.person, displayName, nativeName, names }, family: other.family }]
}

/** When the record might have been made: within the last year, each on a day and at a minute of its own. */
const registeredAt = ({ seed, openedAt }: KnownPair, side: 0 | 1): string =>
  new Date(
    Date.parse(openedAt) -
      (side === 1 ? 1 + (seed % 40) : 30 + (seed % 330)) * (DAY / (side === 1 ? 24 : 1)) -
      (seed % 77_777) * 1_000,
  ).toISOString()

function cardOf(pair: KnownPair, { person }: Invented, nth: 1 | 2) {
  const { seed, offices } = pair
  const office = offices[(seed * nth + nth) % offices.length]!
  return {
    id: made(pair, `person-${nth}`, registeredAt(pair, (nth - 1) as 0 | 1)),
    number: registrationNumber(office.prefix, office.last + 1 + ((seed * nth) % (SOON + Math.floor(office.last / 5)))),
    display_name: person.displayName,
    display_name_native: person.nativeName === person.displayName ? null : person.nativeName,
    sex: person.sex,
    year_of_birth: Number(person.born.slice(0, 4)),
    thumbnail: null,
    process_status: 'active' as const,
    same_person_as: null,
    office_id: office.id,
    office: office.name,
    readable: true,
  }
}

const imageOf = (pair: KnownPair, side: 0 | 1, site: Site) => made(pair, `${side}-${site}`, registeredAt(pair, side))

/**
 * An identifier that follows from the pair and its seed, which never leaves the server, and from nothing that is shown: a UUID of version 7
 * with the time of the record, as every record has.
 */
function made({ id, seed }: KnownPair, what: string, at: string): string {
  const hash = createHash('sha256').update(`${id}/${seed}/${what}`).digest('hex')
  const time = Date.parse(at).toString(16).padStart(12, '0')
  const variant = '89ab'[Number.parseInt(hash[3]!, 16) % 4]!
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(8, 20)}`
}
