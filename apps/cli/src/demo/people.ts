import type { Keys } from '@nansen/store'
import {
  happeningsOf,
  type InventedFamily,
  type InventedHappening,
  type InventedPerson,
  OFFICES,
  STAFF,
  stayOf,
} from '@nansen/world'
import { idOf } from './bulk.ts'
import { type BulkRow, type Chunk, chunkOf } from './copyText.ts'
import { eventRows } from './eventRows.ts'
import { keyRows } from './keyRows.ts'
import type { OfficeNumbers } from './numbers.ts'
import { type Gone, personId, personRows } from './personRows.ts'
import { put, type Rows } from './rows.ts'
import { officeId, staffId } from './staff.ts'

export const groupId = (key: number): string => idOf(`group/${key}`)

/** Families as they would stand after their registration at their office. */
export function peopleRows(
  families: readonly InventedFamily[],
  today: string,
  numbers: OfficeNumbers,
  keys: Pick<Keys, 'blindIndex'>,
): readonly Chunk[] {
  const rows: Rows = new Map()
  for (const family of families) familyRows(rows, family, today, numbers)
  return [...rows, ...keyRows(rows, keys)].map(([table, each]) => chunkOf(table, each))
}

function familyRows(rows: Rows, family: InventedFamily, today: string, numbers: OfficeNumbers): void {
  const common = commonOf(family)
  const happened = happeningsOf(family, today)
  const goneOf = ({ key }: InventedPerson) => happened.filter(isGone).find(({ of }) => of === key)
  for (const { person, relationship } of family.members)
    personRows(rows, {
      stay: stayOf(family, person, today),
      gone: goneOf(person) ?? null,
      person,
      relationship,
      family,
      today,
      number: numbers.next(family.office, family.country),
      common,
    })
  put(rows, 'registration.registration_group', {
    ...common,
    ...groupRow(family),
    size: family.members.filter(({ person }) => goneOf(person) === undefined).length,
    number: numbers.next(family.office, family.country),
  })
  for (const [at, { person, relationship }] of family.members.entries())
    put(rows, 'registration.membership', {
      ...common,
      id: idOf(`membership/${person.key}`),
      parent_id: groupId(family.key),
      root_id: groupId(family.key),
      individual: personId(person.key),
      relationship,
      focal_point: at === 0,
      sequence: at + 1,
      member_from: stayOf(family, person, today).registeredOn,
      member_to: goneOf(person)?.on ?? null,
      left_because: leftBecause(goneOf(person)),
    })
  eventRows(rows, family, happened, common)
}

const isGone = (each: InventedHappening): each is Gone => each.kind === 'death' || each.kind === 'departure'

function leftBecause(gone: Gone | undefined): string | null {
  if (gone === undefined) return null
  return gone.kind === 'death' ? 'death' : gone.reason === 'no-contact' ? 'other' : 'departure'
}

function commonOf({ office, registeredOn }: InventedFamily): BulkRow {
  const [at, by] = [`${registeredOn}T08:00:00Z`, clerkAt(office)]
  return { office_id: officeId(office), created_at: at, created_by: by, changed_at: at, changed_by: by, version: 1 }
}

function groupRow(family: InventedFamily): BulkRow {
  const focal = family.members[0]!.person
  return {
    id: groupId(family.key),
    extra: {},
    focal_point: personId(focal.key),
    registration_level: 'basic',
    registered_on: family.registeredOn,
    arrived_on: family.arrivedOn,
    country_of_origin: focal.nationality,
    place: family.address,
    token: null,
    process_status: 'active',
    searched: true,
    not_searched_because: null,
    remarks: `${family.story} They came ${family.route}.`,
  }
}

/** Whoever registers at that office, or at the one above it. */
function clerkAt(office: string): string {
  const here = STAFF.find(each => each.office === office && each.role.startsWith('registration_'))
  if (here !== undefined) return staffId(here.email)
  const { parent } = OFFICES.find(({ code }) => code === office)!
  return parent === null ? staffId(STAFF.find(({ role }) => role === 'registration_officer')!.email) : clerkAt(parent)
}
