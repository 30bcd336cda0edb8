import type { InventedFamily, InventedHappening } from '@nansen/world'
import type { BulkRow } from './copyText.ts'
import { childOf, personId, since } from './personRows.ts'
import { put, type Rows } from './rows.ts'

/** What happened in a family after its registration, as the commands that write it down would have left it. */
export function eventRows(
  rows: Rows,
  family: InventedFamily,
  happened: readonly InventedHappening[],
  common: BulkRow,
): void {
  for (const each of happened)
    for (const whose of whoseIs(each, family, happened)) eventRow(rows, family, each, whose, common)
}

function eventRow(
  rows: Rows,
  family: InventedFamily,
  each: InventedHappening,
  { of, other }: Whose,
  common: BulkRow,
): void {
  const { person } = family.members.find(member => member.person.key === of)!
  const child = (name: string) => ({ ...childOf({ person, common }, name), ...since(each.on) })
  put(rows, 'registration.life_event', {
    ...child(`event-${each.kind}`),
    kind: each.kind,
    happened_on: each.on,
    source: TOLD_BY[each.kind],
    document: each.kind === 'marriage' ? 'registrar’s certificate' : null,
    other: other === null ? null : personId(other),
    late: each.kind === 'birth' ? false : null,
  })
  if (each.kind === 'marriage')
    put(rows, 'registration.marriage', { ...child('marriage'), ...wedding(each.on, other!) })
  if (each.kind === 'move') moved(rows, family, each, of, child('address-now'))
}

interface Whose {
  readonly of: number
  readonly other: number | null
}

/** Whose record says it, and who else is of it. */
function whoseIs(
  each: InventedHappening,
  { members }: InventedFamily,
  happened: readonly InventedHappening[],
): readonly Whose[] {
  if (each.kind === 'birth') return [{ of: each.of, other: each.mother }]
  if (each.kind === 'marriage')
    return [
      { of: each.of, other: each.spouse },
      { of: each.spouse, other: each.of },
    ]
  if (each.kind !== 'move') return [{ of: each.of, other: null }]
  const isHere = (key: number) =>
    !happened.some(
      other => (other.kind === 'death' || other.kind === 'departure') && other.of === key && other.on <= each.on,
    ) && !happened.some(other => other.kind === 'birth' && other.of === key && other.on > each.on)
  return members.flatMap(({ person }) => (isHere(person.key) ? [{ of: person.key, other: null }] : []))
}

const TOLD_BY = {
  birth: 'the mother brought the child to the desk',
  death: 'the family told us; the clinic confirms it',
  departure: 'the family told us',
  marriage: 'both came to the desk',
  move: 'the block leader told us',
} as const satisfies Readonly<Record<InventedHappening['kind'], string>>

const wedding = (on: string, spouse: number): BulkRow => ({
  spouse: personId(spouse),
  spouse_name: null,
  kind: 'civil',
  married_on: on,
  place_as_said: null,
  documented: true,
})

/** The address of the registration ends, and another begins. */
function moved(
  rows: Rows,
  { country, address }: InventedFamily,
  { on, to }: Extract<InventedHappening, { readonly kind: 'move' }>,
  of: number,
  child: BulkRow,
): void {
  const before = rows.get('registration.address')!.findLast(row => row.parent_id === personId(of) && row.kind === 'CoA')
  if (before !== undefined) Object.assign(before, { kind: 'PCoA', lived_to: on })
  put(rows, 'registration.address', {
    ...child,
    kind: 'CoA',
    country,
    place: { ...address, detail: to },
    as_said: null,
    lived_from: on,
    lived_to: null,
  })
}
