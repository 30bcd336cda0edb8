import { historyOf, type InventedFamily, type InventedMember } from '@nansen/world'
import type { BulkRow } from './copyText.ts'
import { put, type Rows } from './rows.ts'

/** A row that hangs on the person, by a name that no other of theirs has. */
type Child = (name: string) => BulkRow & { readonly id: string }

/** What a person tells beside the form: languages, school, work, wishes; and of some the flight and whom they left. */
export function historyRows(
  rows: Rows,
  family: InventedFamily,
  member: InventedMember,
  today: string,
  child: Child,
): void {
  const { person } = member
  const { languages, attendsSchool, work, skill, wish, flight } = historyOf(family, member, today)
  for (const { language, isMotherTongue, speaks, reads } of languages)
    put(rows, 'registration.language_ability', {
      ...child(`language-${language}`),
      language,
      mother_tongue: isMotherTongue,
      speaks,
      understands: speaks,
      reads,
      writes: reads,
    })
  const school = { grade: person.education, isced: ISCED[person.education] ?? null, attending: attendsSchool }
  put(rows, 'registration.education', { ...child('education'), ...school })
  if (work !== null)
    put(rows, 'registration.work', {
      ...child('work'),
      occupation: work,
      country: person.nationality,
      worked_to: family.fledOn,
    })
  if (work !== null && skill !== null)
    put(rows, 'registration.skill', { ...child('skill'), occupation: work, ability: skill })
  if (wish !== null) put(rows, 'registration.wish', { ...child('wish'), kind: wish, said_on: family.registeredOn })
  if (flight !== null) flightRows(rows, family, flight, child)
}

function flightRows(
  rows: Rows,
  family: InventedFamily,
  { causes, reasons, legs, relative, hope }: NonNullable<ReturnType<typeof historyOf>['flight']>,
  child: Child,
): void {
  const row = child('flight')
  const origin = family.members[0]!.person.nationality
  const left = { left_on: family.fledOn, left_country: origin, left_place: family.town }
  put(rows, 'registration.flight', {
    ...row,
    ...left,
    arrived_on: family.arrivedOn,
    arrived_at: legs.at(-1)?.place ?? null,
  })
  const { id, root_id, office_id } = row as BulkRow
  put(rows, 'registration.flight_protected', { id, root_id, office_id, causes, reasons })
  for (const [at, { country, place, means }] of legs.entries())
    put(rows, 'registration.flight_leg', {
      ...child(`leg-${at}`),
      sequence: at + 1,
      country,
      place_as_said: place,
      means,
    })
  const stayed = relative.life === 'alive' ? 'country-of-origin' : relative.life === 'unknown' ? 'unknown' : null
  put(rows, 'registration.relative', {
    ...child('relative'),
    ...relative,
    whereabouts: stayed,
    lost_on: relative.lost === null ? null : family.fledOn.slice(0, 4),
    lost_at: relative.lost === null ? null : family.town,
  })
  put(rows, 'registration.intention', { ...child('intention'), solution: hope, said_on: family.registeredOn })
}

/** ISCED 2011 by grade: what `registration.isced_of` in the database answers, which a test compares. */
const ISCED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['KG', '1', '2', '3', '4', '5'].map(grade => [grade, '0'])),
  ...Object.fromEntries(['6', '7', '8'].map(grade => [grade, '1'])),
  ...Object.fromEntries(['9', '10', '11'].map(grade => [grade, '2'])),
  ...Object.fromEntries(['12', '13', '14', 'TC'].map(grade => [grade, '3'])),
  UG: '6',
  PG: '7',
}
