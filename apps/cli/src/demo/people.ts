import { ageAt, type InventedFamily, type InventedPerson, OFFICES, STAFF, type World } from '@nansen/world'
import { type Bulk, type BulkRow, idOf } from './bulk.ts'
import { OfficeNumbers } from './numbers.ts'
import { officeId, staffId } from './staff.ts'

export const personId = (key: number): string => idOf(`person/${key}`)
export const groupId = (key: number): string => idOf(`group/${key}`)

/** Rows of one load, by table, in the order in which tables refer to each other. */
type Rows = Map<string, BulkRow[]>

/** Families turned into rows a few thousand people at a time, so that a million need no more memory than two thousand. */
const FAMILIES_AT_ONCE = 1_500

/** Everybody of the world, as they would stand after their registration at their office. */
export async function addPeople(bulk: Bulk, world: World, say: (done: number, all: number) => void): Promise<void> {
  const numbers = new OfficeNumbers()
  for (let at = 0; at < world.families.length; at += FAMILIES_AT_ONCE) {
    const rows: Rows = new Map()
    for (const family of world.families.slice(at, at + FAMILIES_AT_ONCE)) familyRows(rows, family, world.today, numbers)
    for (const [table, each] of rows) await bulk.add(table, each)
    say(Math.min(at + FAMILIES_AT_ONCE, world.families.length), world.families.length)
  }
  await bulk.add('ref.number_counter', numbers.counters())
}

function put(rows: Rows, table: string, row: BulkRow): void {
  const list = rows.get(table)
  if (list === undefined) rows.set(table, [row])
  else list.push(row)
}

function familyRows(rows: Rows, family: InventedFamily, today: string, numbers: OfficeNumbers): void {
  const clerk = clerkAt(family.office)
  const common = {
    office_id: officeId(family.office),
    created_at: `${family.registeredOn}T08:00:00Z`,
    created_by: clerk,
    changed_at: `${family.registeredOn}T08:00:00Z`,
    changed_by: clerk,
    version: 1,
  }
  const group = groupId(family.key)
  const origin = family.members[0]!.person.nationality
  for (const { person } of family.members) personRows(rows, person, family, today, numbers, common)
  put(rows, 'registration.registration_group', {
    id: group,
    ...common,
    extra: {},
    number: numbers.next(family.office, family.country),
    focal_point: personId(family.members[0]!.person.key),
    size: family.members.length,
    registration_level: 'basic',
    registered_on: family.registeredOn,
    arrived_on: family.arrivedOn,
    country_of_origin: origin,
    place: family.address,
    token: null,
    process_status: 'active',
    searched: true,
    not_searched_because: null,
    remarks: `${family.story} They came ${family.route}.`,
  })
  family.members.forEach(({ person, relationship }, at) => {
    put(rows, 'registration.membership', {
      id: idOf(`membership/${person.key}`),
      parent_id: group,
      root_id: group,
      ...common,
      individual: personId(person.key),
      relationship,
      focal_point: at === 0,
      sequence: at + 1,
      member_from: family.registeredOn,
      member_to: null,
      left_because: null,
    })
  })
}

function personRows(
  rows: Rows,
  person: InventedPerson,
  family: InventedFamily,
  today: string,
  numbers: OfficeNumbers,
  common: BulkRow,
): void {
  const id = personId(person.key)
  const child = (name: string) => ({ id: idOf(`${name}/${person.key}`), parent_id: id, root_id: id, ...common })
  const native = person.nativeName === person.displayName ? null : person.nativeName
  put(rows, 'registration.individual', {
    id,
    ...common,
    extra: {},
    number: numbers.next(family.office, family.country),
    display_name: person.displayName,
    display_name_native: native,
    sex: person.sex,
    born: person.born,
    born_estimated: person.bornEstimated,
    born_basis: 'declared',
    year_of_birth: Number(person.born.slice(0, 4)),
    country_of_birth: person.bornIn,
    nationality: person.nationality,
    country_of_origin: person.nationality,
    country_of_asylum: family.country,
    marital_status: MARITAL[person.maritalStatus],
    father_name: partOf(person, 'father'),
    mother_name: partOf(person, 'mother'),
    fled_on: family.fledOn,
    arrived_on: family.arrivedOn,
    registered_on: family.registeredOn,
    education_level: person.education,
    occupation: person.occupation,
    languages: person.languages,
    registration_level: 'basic',
    process_status: 'active',
    process_status_on: family.registeredOn,
  })
  if (person.religion !== null || person.ethnicity !== null)
    put(rows, 'registration.individual_protected', {
      id,
      root_id: id,
      office_id: common.office_id,
      religion: person.religion,
      ethnicity: person.ethnicity,
    })
  person.names.forEach((name, at) =>
    put(rows, 'registration.name', { ...child(`name-${at}`), name, sequence: at + 1, source: 'spoken' }),
  )
  put(rows, 'registration.address', {
    ...child('address'),
    kind: 'CoA',
    country: family.country,
    place: family.address,
    as_said: null,
    lived_from: family.arrivedOn,
    lived_to: null,
  })
  put(rows, 'registration.address', {
    ...child('address-origin'),
    kind: 'CoO',
    country: person.nationality,
    place: null,
    as_said: family.town,
    lived_from: null,
    lived_to: family.fledOn,
  })
  put(rows, 'registration.legal_status', {
    ...child('legal'),
    status: 'refugee',
    basis: 'prima-facie',
    category: 'by-government-as-group',
    effective_on: family.registeredOn,
  })
  put(rows, 'registration.process_status', {
    ...child('process'),
    status: 'active',
    reason: 'registered',
    effective_on: family.registeredOn,
    remarks: null,
  })
  if (person.phone !== null)
    put(rows, 'registration.phone', {
      ...child('phone'),
      number: person.phone,
      safe: 'call',
      shared: false,
      whose: null,
    })
  if (person.document !== null)
    put(rows, 'registration.document_held', {
      ...child('document'),
      kind: person.document.type,
      number: person.document.number,
      issuing_country: person.nationality,
      status: 'valid',
    })
  for (const need of person.needs) {
    const row = child(`need-${need}`)
    put(rows, 'registration.specific_need', { ...row, identified_on: family.registeredOn })
    put(rows, 'registration.specific_need_protected', {
      id: row.id,
      root_id: id,
      office_id: common.office_id,
      need,
      told_by: 'person',
      remarks: null,
    })
  }
  if (ageAt(person.born, today) >= 18)
    put(rows, 'registration.consent', {
      ...child('consent'),
      purpose: 'assistance',
      recipient: 'unhcr',
      recipient_name: null,
      agreed: true,
      given_by: 'person',
      language: person.languages[0] ?? 'eng',
      interpreted: true,
      interpreter_name: null,
      decided_on: family.registeredOn,
      valid_to: null,
      receipt_given: true,
    })
}

const partOf = (person: InventedPerson, part: string) =>
  person.names.find(name => name.part === part && name.script === 'Latn')?.text ?? null
const MARITAL = { single: 'SN', married: 'MA', widowed: 'WD', separated: 'SR', divorced: 'DV' } as const

/** Whoever registers at that office, or at the one above it. */
function clerkAt(office: string): string {
  const here = STAFF.find(each => each.office === office && each.role.startsWith('registration_'))
  if (here !== undefined) return staffId(here.email)
  const { parent } = OFFICES.find(({ code }) => code === office)!
  return parent === null ? staffId(STAFF.find(({ role }) => role === 'registration_officer')!.email) : clerkAt(parent)
}
