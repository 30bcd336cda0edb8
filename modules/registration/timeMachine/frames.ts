import type { Rows, Values } from './replay.ts'

/** One person on a day. `undefined` where nobody can say any more; null where nothing was written. */
export interface PersonThen {
  readonly id: string
  readonly number: string
  readonly name: string | null | undefined
  readonly sex: string | undefined
  readonly born: string | null | undefined
  readonly nationality: string | null | undefined
  readonly marital_status: string | null | undefined
  readonly process_status: string | undefined
  readonly legal_status: string | null
  readonly address: string | null
  /** Null where the person was in no group then. */
  readonly group: string | null
  readonly relationship: string | null | undefined
  readonly focal_point: boolean
}

/** What may differ between two frames, in the order in which it is told. */
export const COMPARED = [
  'group',
  'relationship',
  'name',
  'sex',
  'born',
  'nationality',
  'marital_status',
  'process_status',
  'legal_status',
  'address',
] as const
export type Compared = (typeof COMPARED)[number]

/**
 * The people on a day: by their histories (membership, statuses, addresses, marriages) as `rows` tell them.
 *
 * @param rows as they are, or were, written down.
 * @param then the rows as they were written down on the day: what a field that keeps no history of its own was.
 */
export function peopleOn(rows: Rows, then: Rows, day: string): readonly PersonThen[] {
  return [...(rows.get('individual') ?? [])].flatMap(([id, values]) => {
    if (String(values.registered_on ?? '') > day) return []
    const member = membershipOn(rows, id, day)
    const recorded = member === null ? undefined : (then.get('membership')?.get(member.id) ?? member.values)
    return [
      {
        id,
        number: String(values.number ?? ''),
        name: text(values, 'display_name_native') ?? text(values, 'display_name'),
        sex: values.sex as string | undefined,
        born: text(values, 'born'),
        nationality: text(values, 'nationality'),
        marital_status: maritalOn(rows, then, id, day),
        process_status:
          newest(rows, 'status_change', id, day, 'status') ?? (values.process_status as string | undefined),
        legal_status: newest(rows, 'legal_status', id, day, 'status'),
        address: addressOn(rows, id, day),
        group: member === null ? null : String(member.values.parent_id),
        relationship: text(recorded, 'relationship'),
        focal_point: recorded?.focal_point === true,
      },
    ]
  })
}

/** Null where nothing was written, undefined where nobody can tell any more. */
function text(values: Values | undefined, field: string): string | null | undefined {
  if (values === undefined || !Object.hasOwn(values, field)) return null
  const value = values[field]
  return value === undefined ? undefined : value === null ? null : String(value)
}

/** Rows of a record that hang on this person, not taken back. */
const factsOf = (rows: Rows, record: string, id: string): readonly Values[] =>
  [...(rows.get(record)?.values() ?? [])].filter(row => row.parent_id === id && row.withdrawn_at == null)

/** At the end of the day: who left on it is gone, who came on it is there. */
function membershipOn(rows: Rows, id: string, day: string): { readonly id: string; readonly values: Values } | null {
  const found = [...(rows.get('membership') ?? [])].filter(
    ([, row]) =>
      row.individual === id &&
      row.withdrawn_at == null &&
      String(row.member_from) <= day &&
      (row.member_to == null || String(row.member_to) > day),
  )
  const last = found.at(-1)
  return last === undefined ? null : { id: last[0], values: last[1] }
}

function newest(rows: Rows, record: string, id: string, day: string, field: string): string | null {
  const facts = factsOf(rows, record, id).filter(row => String(row.effective_on) <= day)
  const last = facts.toSorted((a, b) => (String(a.effective_on) < String(b.effective_on) ? -1 : 1)).at(-1)
  return last === undefined ? null : String(last[field])
}

/** The day has come or passed, as exactly as it is known: `2026-03` has come on any day of that month. */
const isBy = (said: unknown, day: string): boolean => said != null && String(said) <= day.slice(0, String(said).length)

/** Addresses in the country of asylum, now and earlier; codes of the list `address_type`. */
const LIVED = ['CoA', 'PCoA']

function addressOn(rows: Rows, id: string, day: string): string | null {
  const lived = factsOf(rows, 'address', id).filter(
    row =>
      LIVED.includes(String(row.kind)) &&
      (row.lived_from == null || isBy(row.lived_from, day)) &&
      (row.lived_to == null ? row.kind === 'CoA' : !isBy(row.lived_to, day)),
  )
  return text(lived.at(-1), 'as_said') ?? null
}

/** Why a marriage ended -> what the person is then. Codes of the list `marital_status`. */
const AFTER: Readonly<Record<string, string>> = { divorce: 'DV', separation: 'SR', death: 'WD', annulment: 'SN' }

/** By the marriages with a date, where there are any; else as it was written down on the day. */
function maritalOn(rows: Rows, then: Rows, id: string, day: string): string | null | undefined {
  const began = factsOf(rows, 'marriage', id).filter(row => isBy(row.married_on, day))
  const last = began.at(-1)
  if (last === undefined)
    return text(then.get('individual')?.get(id) ?? rows.get('individual')?.get(id), 'marital_status')
  if (began.some(row => !isBy(row.ended_on, day)))
    return last.kind === 'common-law' ? 'CL' : last.kind === 'partnership' ? 'PT' : 'MA'
  return AFTER[String(last.ended_because)] ?? 'MA'
}
