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
import { type InventedPerson, practiceWorld } from '@nansen/world'
import { sql } from 'kysely'

/** A pair of invented people whose answer is known. The answer never leaves the server. */
export interface KnownPair {
  readonly id: string
  readonly seed: number
  readonly same: boolean
  /** Offices of the operation, as they stand in the system: a pair of nobody is from somewhere, too. */
  readonly offices: readonly { readonly name: string; readonly prefix: string }[]
}

/** What is captured of them: as much as a usual review shows. */
const SITES: readonly Site[] = ['finger-2', 'finger-7', 'iris-left', 'iris-right']
/** Enough people for two of one sex. */
const PEOPLE = 24
/** Numbers from here on are given to nobody for a long time. */
const UNUSED = 9_900_000
const TODAY = '2026-11-21'

const OFFICES = sql`(select jsonb_agg(jsonb_build_object('name', o.name, 'prefix', o.number_prefix) order by o.code) from auth.office o)`

/** Those of this adjudicator that wait, after as many were added as the operation's share asks. */
export async function knownWaiting(
  tx: Tx,
  waiting: number,
): Promise<readonly (KnownPair & { readonly openedAt: string; readonly dueAt: string })[]> {
  const { rows } = await sql<KnownPair & { openedAt: string; dueAt: string }>`
    select id, seed, same, ${OFFICES} as offices, opened_at as "openedAt", due_at as "dueAt" from adjudication.known_waiting(${waiting})`.execute(
    tx,
  )
  return rows
}

/** The asker's own known pair of that identifier, or null. */
export async function knownOfMine(tx: Tx, id: string): Promise<(KnownPair & { readonly answered: boolean }) | null> {
  const { rows } = await sql<KnownPair & { answered: boolean }>`
    select id, seed, same, answered, ${OFFICES} as offices from adjudication.known_of_mine(${id}::uuid)`.execute(tx)
  return rows[0] ?? null
}

/** The two, as summaries. Their identifiers are of nobody. */
export function knownCards(pair: KnownPair) {
  const [one, other] = invented(pair.seed, pair.same)
  return [cardOf(pair, one, 1), cardOf(pair, other, 2)] as const
}

/** Both, as the desk shows any pair. */
export function knownSides(pair: KnownPair) {
  return knownCards(pair).map((card, side) => ({
    individual: card.id,
    card,
    captures: SITES.map(site => ({
      image: imageOf(pair.id, side as 0 | 1, site),
      site,
      quality: 60 + (pair.seed % 30),
      capturedAt: card.capturedAt,
    })),
    family: [],
    facts: null,
    flight: [],
  }))
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
      if (imageOf(pair.id, side, site) !== image) continue
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

function invented(seed: number, same: boolean): readonly [InventedPerson, InventedPerson] {
  const world = practiceWorld({ people: PEOPLE, seed: `known-${seed}`, today: TODAY })
  const people = world.families.flatMap(({ members }) => members.map(({ person }) => person))
  const one = people.find(({ born }) => born < '2000') ?? people[0]!
  const other = people.find(each => each !== one && each.sex === one.sex) ?? people[1]!
  // one person under two names is registered under another one's; two people are often found under like names
  return same ? [one, { ...one, displayName: other.displayName, nativeName: other.nativeName }] : [one, other]
}

function cardOf({ id, seed, offices }: KnownPair, person: InventedPerson, nth: 1 | 2) {
  const office = offices[(seed * nth + nth) % offices.length]!
  return {
    id: made(id, `person-${nth}`),
    number: registrationNumber(office.prefix, UNUSED + ((seed * nth) % 90_000)),
    display_name: person.displayName,
    display_name_native: person.nativeName === person.displayName ? null : person.nativeName,
    sex: person.sex,
    year_of_birth: Number(person.born.slice(0, 4)),
    office: office.name,
    process_status: 'active',
    thumbnail: null,
    capturedAt: `${TODAY}T08:00:00Z`,
  }
}

const imageOf = (pair: string, side: 0 | 1, site: Site) => made(pair, `${side}-${site}`)

/** An identifier that follows from the pair's and says nothing. */
function made(pair: string, what: string): string {
  let hash = 0x811c9dc5
  for (const character of `${pair}/${what}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return pair.slice(0, 28) + hash.toString(16).padStart(8, '0')
}
