import { extract, type PersonTemplates, syntheticTemplates } from '@nansen/biometrics'
import { ageAt, type InventedFamily, type World } from '@nansen/world'
import { syntheticCapture, USUAL_SITES } from '../syntheticCaptures.ts'
import { type Bulk, type BulkRow, idOf } from './bulk.ts'
import { personId } from './personRows.ts'
import { officeId } from './staff.ts'

/** Nobody under this age is captured (domain 16). Completed years. */
const YOUNGEST = 5
/** People whose templates are made at a time. */
const AT_ONCE = 500

/**
 * Templates of everybody from five years of age, made directly without images, under aliases, with the enrolment each belongs to. A
 * planted duplicate is left out: the visitor finds out that they are known.
 */
export async function addTemplates(bulk: Bulk, world: World, say: (done: number, all: number) => void): Promise<void> {
  const leftOut = new Set([...world.planted.duplicates.map(({ again }) => again), ...returning(world)])
  const captured = world.families.flatMap(family =>
    family.members
      .filter(({ person }) => ageAt(person.born, world.today) >= YOUNGEST && !leftOut.has(person.key))
      .map(({ person }) => ({ family, person })),
  )
  for (let at = 0; at < captured.length; at += AT_ONCE) {
    const part = captured.slice(at, at + AT_ONCE)
    await bulk.add(
      'identity.enrolment',
      part.map(({ family, person }) => enrolment(family, person.key)),
    )
    await bulk.add(
      'gallery.template',
      part.flatMap(({ person }) => templateRows(person.key, syntheticTemplates(person.body))),
    )
    say(Math.min(at + AT_ONCE, captured.length), captured.length)
  }
}

/** How many people a visitor can bring back to a desk with image files: see `nansen captures`. */
const RETURNING = 2

/** Keys of the people whose templates come from images, because a visitor will come with images of them. */
export const returning = ({ planted }: World): readonly number[] =>
  planted.duplicates.slice(0, RETURNING).map(({ first }) => first)

/**
 * Templates of the returning people, extracted from invented images as the matcher would. It takes seconds a person, so it is done
 * beside the server; the matcher adds them at its next look.
 */
export async function addReturning(bulk: Bulk, world: World): Promise<void> {
  const keys = returning(world)
  for (const family of world.families)
    for (const { person } of family.members.filter(member => keys.includes(member.person.key))) {
      const { rows } = await bulk.client.query('select 1 from identity.enrolment where id = $1', [
        idOf(`enrolment/${person.key}`),
      ])
      if (rows.length > 0) continue
      const templates = USUAL_SITES.map(
        site => [site, extract(site, syntheticCapture(person.body, site, 0)).stored] as const,
      )
      await bulk.add('identity.enrolment', [{ ...enrolment(family, person.key), sites_captured: templates.length }])
      await bulk.add('gallery.template', templateRows(person.key, Object.fromEntries(templates)))
    }
}

const aliasOf = (key: number) => idOf(`alias/${key}`)

function enrolment(family: InventedFamily, key: number): BulkRow {
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
    stored: `\\x${Buffer.from(stored ?? []).toString('hex')}`,
    entered_at: '2026-01-01T00:00:00Z',
  }))
}
