import {
  ageAt,
  type InventedFamily,
  type InventedHappening,
  type InventedPerson,
  type InventedStay,
} from '@nansen/world'
import { idOf } from './bulk.ts'
import type { BulkRow } from './copyText.ts'
import { historyRows } from './historyRows.ts'
import { put, type Rows } from './rows.ts'

export const personId = (key: number): string => idOf(`person/${key}`)

/** How somebody left: by departure or death. */
export type Gone = Extract<InventedHappening, { readonly kind: 'death' | 'departure' }>
export const whyGone = (gone: Gone) => (gone.kind === 'death' ? 'death' : gone.reason)

/** What one person's rows are made from. */
export interface Making {
  readonly person: InventedPerson
  /** To the focal point. */
  readonly relationship: string
  readonly family: InventedFamily
  readonly today: string
  readonly number: string
  /** When they fled, arrived and were registered. */
  readonly stay: InventedStay
  /** That they left or died since. */
  readonly gone: Gone | null
  /** Owner and stamp columns that every row shares. */
  readonly common: BulkRow
}

const MARITAL = { single: 'SN', married: 'MA', widowed: 'WD', separated: 'SR', divorced: 'DV' } as const

/** One person and all that hangs on them, as they stand after registration at level *basic*. */
export function personRows(rows: Rows, making: Making): void {
  put(rows, 'registration.individual', individualRow(making))
  protectedRow(rows, making)
  statusRows(rows, making)
  contactRows(rows, making)
  needRows(rows, making)
  consentRow(rows, making)
  const child = (name: string) => childOf(making, name)
  historyRows(rows, making.family, making, making.today, child)
}

const partOf = (person: InventedPerson, part: string) =>
  person.names.find(name => name.part === part && name.script === 'Latn')?.text ?? null

/** Written on that day, not at the registration. */
export const since = (on: string): BulkRow => ({ created_at: `${on}T09:00:00Z`, changed_at: `${on}T09:00:00Z` })

export const childOf = (
  { person, common }: Pick<Making, 'person' | 'common'>,
  name: string,
): BulkRow & { readonly id: string } => ({
  ...common,
  id: idOf(`${name}/${person.key}`),
  parent_id: personId(person.key),
  root_id: personId(person.key),
})

function individualRow({ person, family, number, stay, gone, common }: Making): BulkRow {
  return {
    ...common,
    id: personId(person.key),
    extra: {},
    number,
    display_name: person.displayName,
    display_name_native: person.nativeName === person.displayName ? null : person.nativeName,
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
    fled_on: stay.fledOn,
    arrived_on: stay.arrivedOn,
    registered_on: stay.registeredOn,
    education_level: person.education,
    occupation: person.occupation,
    languages: person.languages,
    registration_level: 'basic',
    process_status: gone === null ? 'active' : 'inactive',
    process_status_on: gone?.on ?? stay.registeredOn,
  }
}

function protectedRow(rows: Rows, { person, common }: Making): void {
  if (person.religion === null && person.ethnicity === null) return
  const id = personId(person.key)
  const { religion, ethnicity } = person
  put(rows, 'registration.individual_protected', { id, root_id: id, office_id: common.office_id, religion, ethnicity })
}

function statusRows(rows: Rows, making: Making): void {
  const { person, family, stay, gone } = making
  const on = stay.registeredOn
  for (const [at, name] of person.names.entries())
    put(rows, 'registration.name', { ...childOf(making, `name-${at}`), name, sequence: at + 1, source: 'spoken' })
  const asylum = {
    kind: 'CoA',
    country: family.country,
    place: family.address,
    as_said: null,
    lived_from: stay.arrivedOn ?? person.born,
    lived_to: null,
  }
  const origin = {
    kind: 'CoO',
    country: person.nationality,
    place: null,
    as_said: family.town,
    lived_from: null,
    lived_to: family.fledOn,
  }
  put(rows, 'registration.address', { ...childOf(making, 'address'), ...asylum })
  if (stay.fledOn !== null) put(rows, 'registration.address', { ...childOf(making, 'address-origin'), ...origin })
  const legal = { status: 'refugee', basis: 'prima-facie', category: 'by-government-as-group', effective_on: on }
  put(rows, 'registration.legal_status', { ...childOf(making, 'legal'), ...legal })
  const process = { status: 'active', reason: 'registered', effective_on: on, remarks: null }
  put(rows, 'registration.status_change', { ...childOf(making, 'process'), ...process })
  if (gone === null) return
  const left = { status: 'inactive', reason: whyGone(gone), effective_on: gone.on, remarks: null }
  put(rows, 'registration.status_change', { ...childOf(making, 'left'), ...since(gone.on), ...left })
}

function contactRows(rows: Rows, making: Making): void {
  const { phone, document, nationality } = making.person
  if (phone !== null)
    put(rows, 'registration.phone', {
      ...childOf(making, 'phone'),
      number: phone,
      safe: 'call',
      shared: false,
      whose: null,
    })
  if (document === null) return
  const held = { kind: document.type, number: document.number, issuing_country: nationality, status: 'valid' }
  put(rows, 'registration.document_held', { ...childOf(making, 'document'), ...held })
}

function needRows(rows: Rows, making: Making): void {
  for (const need of making.person.needs) {
    const row = childOf(making, `need-${need}`)
    put(rows, 'registration.specific_need', { ...row, identified_on: making.stay.registeredOn })
    const told = { need, told_by: 'person', remarks: null }
    put(rows, 'registration.specific_need_protected', {
      id: row.id,
      root_id: row.root_id,
      office_id: row.office_id,
      ...told,
    })
  }
}

function consentRow(rows: Rows, making: Making): void {
  if (ageAt(making.person.born, making.today) < 18) return
  put(rows, 'registration.consent', {
    ...childOf(making, 'consent'),
    purpose: 'assistance',
    recipient: 'unhcr',
    recipient_name: null,
    agreed: true,
    given_by: 'person',
    language: making.person.languages[0] ?? 'eng',
    interpreted: true,
    interpreter_name: null,
    decided_on: making.family.registeredOn,
    valid_to: null,
    receipt_given: true,
  })
}
