import { createHash } from 'node:crypto'
import { extract, type PersonTemplates, type Site, syntheticTemplates } from '@nansen/biometrics'
import { packCapture, sealOf } from '@nansen/identity'
import { seal } from '@nansen/kernel'
import { ageAt, type InventedFamily, type InventedPerson, type World, type WorldPlan } from '@nansen/world'
import { pngOf, syntheticCapture, USUAL_SITES } from '../syntheticCaptures.ts'
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

/**
 * The returning people's sitting: invented images, sealed as the browser would, with the templates that the matcher would take from them,
 * so that adjudicators have two images to compare. It takes seconds a person, so it is done beside the server; the matcher adds
 * them at its next look.
 * @param sealTo public half of the image key
 */
export async function addReturning(bulk: Bulk, world: World, sealTo: Uint8Array): Promise<void> {
  const keys = returning(world)
  for (const family of world.families)
    for (const { person } of family.members.filter(member => keys.includes(member.person.key))) {
      const sitting = enrolment(family, person.key)
      const { rows } = await bulk.client.query('select 1 from identity.enrolment where id = $1', [sitting.id])
      if (rows.length > 0) continue
      const taken = await Promise.all(USUAL_SITES.map(site => captured(sitting, person, site, sealTo)))
      const lowest_quality = Math.min(...taken.map(({ row }) => row.quality))
      await bulk.add('identity.enrolment', [{ ...sitting, sites_captured: taken.length, lowest_quality }])
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
    }
}

/** One finger or eye of a sitting: its template, its row and its image. */
async function captured(sitting: Enrolment, person: InventedPerson, site: Site, sealTo: Uint8Array) {
  const picture = syntheticCapture(person.body, site, 0)
  const { stored, quality } = extract(site, picture)
  const bytes = Buffer.from(await seal(sealTo, packCapture(pngOf(picture), null), sealOf(sitting.id, site)))
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
