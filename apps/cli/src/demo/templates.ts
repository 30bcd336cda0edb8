import { type PersonTemplates, syntheticTemplates } from '@nansen/biometrics'
import { ageAt, type InventedFamily, type World } from '@nansen/world'
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
  const again = new Set(world.planted.duplicates.map(each => each.again))
  const captured = world.families.flatMap(family =>
    family.members
      .filter(({ person }) => ageAt(person.born, world.today) >= YOUNGEST && !again.has(person.key))
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
