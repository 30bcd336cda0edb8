import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { encodePng, extract, type PersonTemplates, type Site, syntheticTemplates, verify } from '@nansen/biometrics'
import { packCapture, sealOf } from '@nansen/identity'
import { seal } from '@nansen/kernel'
import { ageAt, type InventedFamily, type InventedPerson, STAFF, type World, type WorldPlan } from '@nansen/world'
import { syntheticCapture, USUAL_SITES } from '../syntheticCaptures.ts'
import { type Bulk, idOf } from './bulk.ts'
import { type BulkRow, type Chunk, chunkOf } from './copyText.ts'
import { personId } from './personRows.ts'
import { officeId } from './staff.ts'

/** Nobody under this age is captured (domain 16). Completed years. */
const YOUNGEST = 5

/**
 * Templates of people from five years of age, made directly without images, under aliases, with the enrolment each belongs to, until
 * there are enough. A planted duplicate is left out: the visitor finds out that they are known.
 */
export class Sittings {
  readonly #today: string
  readonly #leftOut: ReadonlySet<number>
  #left: number

  /** @param most how many people are captured */
  constructor(plan: WorldPlan, most: number) {
    this.#today = plan.today
    this.#leftOut = new Set([...plan.planted.duplicates.map(({ again }) => again), ...returning(plan)])
    this.#left = most
  }

  rows(families: readonly InventedFamily[]): readonly Chunk[] {
    if (this.#left === 0) return []
    const captured = families
      .flatMap(family => family.members.map(({ person }) => ({ family, person })))
      .filter(({ person }) => ageAt(person.born, this.#today) >= YOUNGEST && !this.#leftOut.has(person.key))
      .slice(0, this.#left)
    this.#left -= captured.length
    if (captured.length === 0) return []
    return [
      chunkOf(
        'identity.enrolment',
        captured.map(({ family, person }) => enrolment(family, person.key)),
      ),
      chunkOf(
        'gallery.template',
        captured.flatMap(({ person }) => templateRows(person.key, syntheticTemplates(person.body))),
      ),
    ]
  }
}

/** How many people a visitor can bring back to a desk with image files: see `nansen captures`. */
const RETURNING = 2

/** Keys of the people whose templates come from images, because a visitor will come with images of them. */
export const returning = ({ planted }: Pick<World, 'planted'>): readonly number[] =>
  planted.duplicates.slice(0, RETURNING).map(({ first }) => first)

/** How many pairs wait on the adjudicators' desk from the first day, so that a newcomer can judge one. */
const WAITING = 2

const JUDGES = STAFF.filter(({ role }) => role === 'adjudicator').map(({ office }) => office)
/** Where two or more of them work, who are the judges that a visitor meets first. */
const JUDGES_AT = new Set(JUDGES.filter((office, at) => JUDGES.indexOf(office) !== at))

/**
 * Planted duplicates who came back before the visitor did: both are captured, and a review of each pair is open. Nobody judges people
 * of their own office, so they are of others than most judges'.
 */
function waiting({ planted, families }: World, judgesAt: ReadonlySet<string>) {
  const officeOf = new Map(families.flatMap(({ office, members }) => members.map(({ person }) => [person.key, office])))
  const judged = (key: number) => !judgesAt.has(officeOf.get(key) ?? '')
  return planted.duplicates
    .slice(RETURNING)
    .filter(({ first, again }) => judged(first) && judged(again))
    .slice(0, WAITING)
}

/** Of a pair that waits: enough to judge by, and a finger takes a second to grow. */
const JUDGED_SITES: readonly Site[] = ['finger-2', 'finger-7', 'iris-left', 'iris-right']

/**
 * The sittings of those who come back: invented images, sealed as the browser would, with the templates that the matcher would take from
 * them, so that adjudicators have two images to compare; and the pairs that wait to be judged. It takes seconds a person, so it is done
 * beside the server; the matcher adds them at its next look.
 * @param sealTo public half of the image key
 * @param judgesAt offices whose people wait for nobody, because those who judge work there
 */
export async function addReturning(
  bulk: Bulk,
  world: World,
  sealTo: Uint8Array,
  stopped: () => boolean,
  judgesAt: ReadonlySet<string> = JUDGES_AT,
): Promise<void> {
  const people = new Map(
    world.families.flatMap(family => family.members.map(({ person }) => [person.key, { family, person }] as const)),
  )
  const sit = async (key: number, wish: SittingWish) => {
    const found = people.get(key)
    return found ? addSitting(bulk, found.family, found.person, { sealTo, stopped }, wish) : null
  }
  for (const { first, again } of waiting(world, judgesAt)) {
    const before = await sit(first, { sites: JUDGED_SITES, impression: 0, state: 'unique' })
    if (before === null) continue // at an earlier load
    const now = await sit(again, { sites: JUDGED_SITES, impression: 1, state: 'possible-duplicate' })
    if (now) await addReview(bulk, world, [first, before], [again, now])
  }
  for (const key of returning(world)) await sit(key, { sites: USUAL_SITES, impression: 0, state: 'unique' })
}

interface SittingWish {
  readonly sites: readonly Site[]
  readonly impression: number
  readonly state: string
}

/** @returns the templates, or null where this person sat at an earlier load */
async function addSitting(
  bulk: Bulk,
  family: InventedFamily,
  person: InventedPerson,
  { sealTo, stopped }: { readonly sealTo: Uint8Array; readonly stopped: () => boolean },
  { sites, impression, state }: SittingWish,
): Promise<PersonTemplates | null> {
  const sitting = enrolment(family, person.key)
  const { rows } = await bulk.client.query('select 1 from identity.capture where parent_id = $1', [sitting.id])
  if (rows.length > 0) return null
  // templates that were made without images give way to those of the images
  await bulk.client.query('delete from gallery.template where alias = $1', [sitting.gallery_alias])
  await bulk.client.query('delete from identity.enrolment where id = $1', [sitting.id])
  const taken: Awaited<ReturnType<typeof captured>>[] = []
  for (const site of sites) {
    await nextTurn() // somebody who is served beside, or a signal, need not wait for a whole hand to grow
    if (stopped()) throw new Error('stopped between two fingers')
    taken.push(await captured(sitting, person, site, impression, sealTo))
  }
  const lowest_quality = Math.min(...taken.map(({ row }) => row.quality))
  await bulk.add('identity.enrolment', [{ ...sitting, state, sites_captured: taken.length, lowest_quality }])
  await bulk.add(
    'images.sealed',
    taken.map(({ image }) => image),
  )
  await bulk.add(
    'identity.capture',
    taken.map(({ row }) => row),
  )
  const templates = Object.fromEntries(taken.map(({ row, stored }) => [row.site, stored]))
  await bulk.add('gallery.template', templateRows(person.key, templates))
  return templates
}

type Sat = readonly [key: number, templates: PersonTemplates]

/** A review of two people as the search of the second one would have opened it. */
async function addReview(bulk: Bulk, world: World, [first, before]: Sat, [second, now]: Sat): Promise<void> {
  const id = idOf(`review/${first}/${second}`)
  const at = `${world.today}T00:05:00Z`
  const { rows } = await bulk.client.query<{ office_id: string }>(
    'select office_id from registration.individual where id = $1',
    [personId(second)],
  )
  await bulk.add('adjudication.review', [
    {
      id,
      office_id: rows[0]!.office_id,
      first: personId(first),
      second: personId(second),
      found_by: 'fingers-and-eyes',
      opened_at: at,
      state: 'open',
      version: 1,
      created_at: at,
      changed_at: at,
      extra: {},
    },
  ])
  const { evidence, sites } = verify(now, before)
  await bulk.add('gallery.likeness', [{ review_id: id, evidence, sites }])
}

/** One finger or eye of a sitting: its template, its row and its image. */
async function captured(
  sitting: Enrolment,
  person: InventedPerson,
  site: Site,
  impression: number,
  sealTo: Uint8Array,
) {
  const picture = syntheticCapture(person.body, site, impression)
  const { stored, quality } = extract(site, picture)
  const bytes = Buffer.from(await seal(sealTo, packCapture(encodePng(picture), null), sealOf(sitting.id, site)))
  const image = idOf(`image/${person.key}/${site}`)
  const owner = { root_id: sitting.id, office_id: sitting.office_id, created_at: sitting.captured_at }
  const sha256 = createHash('sha256').update(bytes).digest()
  return {
    stored,
    image: {
      ...owner,
      id: image,
      module: 'identity',
      record: 'capture',
      modality: site,
      sha256: hex(sha256),
      sealed: hex(bytes),
    },
    row: {
      ...owner,
      id: idOf(`capture/${person.key}/${site}`),
      parent_id: sitting.id,
      version: 1,
      changed_at: sitting.captured_at,
      site,
      quality: quality.score,
      advice: quality.advice,
      tries: 1,
      image,
    },
  }
}

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`
const aliasOf = (key: number) => idOf(`alias/${key}`)

type Enrolment = ReturnType<typeof enrolment>

function enrolment(family: InventedFamily, key: number) {
  const at = `${family.registeredOn}T08:30:00Z`
  return {
    id: idOf(`enrolment/${key}`),
    office_id: officeId(family.office),
    version: 1,
    created_at: at,
    changed_at: at,
    extra: {},
    state: 'unique',
    individual: personId(key),
    gallery_alias: aliasOf(key),
    captured_at: at,
    sites_captured: 12,
    sites_excepted: 0,
    lowest_quality: 60,
    searched_at: at,
    people_searched: 0,
  }
}

function templateRows(key: number, templates: PersonTemplates): readonly BulkRow[] {
  return Object.entries(templates).map(([site, stored]) => ({
    alias: aliasOf(key),
    site,
    extractor: stored?.[0] ?? 0,
    stored: hex(stored ?? new Uint8Array()),
    entered_at: '2026-01-01T00:00:00Z',
  }))
}
