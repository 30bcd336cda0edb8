import { newId } from '@nansen/kernel'
import type { NamePart, Script } from '@nansen/model'
import { isEmpty, scriptOf, type Values } from '@nansen/ui'
import type { RegistrationLevel } from '../../levels.ts'
import { ALL_ASKED, type AskedPart, nameShapeOf } from '../../nameShape.ts'
import { FOCAL_POINT } from '../../relationships.ts'
import type { Other } from './alike.ts'

export type SpokenLine = Readonly<Partial<Record<AskedPart, string>>>

/** A fact beside the person, while it is being written. */
export interface BesideRow {
  readonly key: string
  readonly record: string
  readonly values: Values
}

/** One person of the form. */
export interface MemberForm {
  readonly key: string
  readonly relationship: string | null
  /** The name in Latin letters, and in the person's own script. */
  readonly latin: SpokenLine
  readonly native: SpokenLine
  /** Latin parts that a clerk took from a suggestion, as they were suggested. */
  readonly accepted?: SpokenLine
  readonly values: Values
  readonly beside: readonly BesideRow[]
}

export interface FamilyForm {
  readonly level: RegistrationLevel
  readonly group: Values
  readonly members: readonly MemberForm[]
  readonly notSearchedBecause: string
  /** As whom they were counted on arrival. */
  readonly preRegistrationId?: string
}

/** Answers that a family mostly shares: given once for the focal point, they need not be typed again. */
const SHARED = [
  'nationality',
  'country_of_origin',
  'country_of_asylum',
  'arrived_on',
  'arrived_on_as_said',
  'arrived_estimated',
  'fled_on',
  'fled_on_as_said',
  'languages',
  'interview_language',
  'religion',
  'ethnicity',
] as const
/** That one person does not say is their answer, and nobody else's. */
const REFUSED = 'REFUSED'
/** Facts beside the focal point that hold for the others too, and what of them does: a mother's reading is not her son's. */
const SHARED_BESIDE: Readonly<Record<string, readonly string[]>> = {
  address: ['kind', 'country', 'place', 'as_said', 'lived_from', 'lived_from_as_said', 'lived_to', 'lived_to_as_said'],
  language_ability: ['language', 'mother_tongue'],
}

export const newMember = (relationship: string | null, from?: MemberForm): MemberForm => ({
  key: newId(),
  relationship,
  latin: {},
  native: {},
  values: from === undefined ? {} : Object.fromEntries(SHARED.map(name => [name, shared(from.values[name])])),
  beside: (from?.beside ?? []).flatMap(({ record, values }) => {
    const kept = SHARED_BESIDE[record]
    return kept === undefined ? [] : [{ key: newId(), record, values: pick(values, kept) }]
  }),
})

const shared = (value: unknown) => (value === undefined || value === REFUSED ? null : value)
const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.filter(name => name in values).map(name => [name, values[name]]))

/** What is said of the group is said of whoever leads it, as long as nobody says otherwise: typed once, where it is asked first. */
export function withGroupAnswer(family: FamilyForm, name: string, value: unknown): FamilyForm {
  const before = family.group[name] ?? null
  const told = TOLD_OF_LEADER[name] ?? []
  const [leader, ...others] = family.members
  const follows = told.filter(field => isEmpty(leader?.values[field]) || leader?.values[field] === before)
  const values = Object.fromEntries(follows.map(field => [field, value]))
  const members = leader === undefined ? [] : [{ ...leader, values: { ...leader.values, ...values } }, ...others]
  return { ...family, group: { ...family.group, [name]: value }, members }
}
/** Several at once: a date, and the words it was told in. */
export const withGroupAnswers = (family: FamilyForm, answers: Values): FamilyForm =>
  Object.entries(answers).reduce((now, [name, value]) => withGroupAnswer(now, name, value), family)

const TOLD_OF_LEADER: Readonly<Record<string, readonly string[]>> = {
  arrived_on: ['arrived_on'],
  arrived_on_as_said: ['arrived_on_as_said'],
  country_of_origin: ['country_of_origin', 'nationality'],
}

export const newFamily = (): FamilyForm => ({
  level: 'emergency',
  group: {},
  members: [newMember(FOCAL_POINT)],
  notSearchedBecause: '',
})

/** A child's father is often the focal point: their father's name is the focal point's given name. */
export function withFamilyNames(member: MemberForm, family: FamilyForm): MemberForm {
  const leader = family.members[0]
  if (leader === undefined || !['SON', 'DAU'].includes(member.relationship ?? '') || leader.values.sex !== 'male')
    return member
  const line = (of: SpokenLine): SpokenLine => ({
    ...(of.given ? { father: of.given } : {}),
    ...(of.father ? { grandfather: of.father } : {}),
    ...(of.family ? { family: of.family } : {}),
  })
  return {
    ...member,
    latin: { ...line(leader.latin), ...member.latin },
    native: { ...line(leader.native), ...member.native },
  }
}

/** The country whose way of naming these answers follow. */
export const namedAs = ({ nationality, country_of_origin }: Values): unknown => country_of_origin ?? nationality

/** `name` rows as the server takes them: each part in its script, in the order said where the person comes from. */
export function namesOf({
  latin,
  native,
  accepted = {},
  values = {},
}: Pick<MemberForm, 'latin' | 'native' | 'accepted'> & { readonly values?: Values }): readonly {
  name: NamePart
  sequence: number
  source: string
}[] {
  const shape = nameShapeOf(namedAs(values))
  const order = [...shape, ...ALL_ASKED.filter(part => !shape.includes(part))]
  const isTaken = ({ part, text, script }: NamePart) =>
    script === 'Latn' && (accepted as Readonly<Record<string, string>>)[part] === text
  return [...lineOf(native, order, null), ...lineOf(latin, order, 'Latn')].map((name, at) => ({
    name,
    sequence: at + 1,
    source: isTaken(name) ? 'transliterated' : 'spoken',
  }))
}

/** The lines of a form that names as stored fill: the person's own script beside the Latin one. */
export function linesOf(parts: readonly Readonly<Record<string, unknown>>[]): Pick<MemberForm, 'latin' | 'native'> {
  const [latin, native]: [Record<string, string>, Record<string, string>] = [{}, {}]
  for (const { name } of parts) {
    const { part, text, script } = name as NamePart
    if ((ALL_ASKED as readonly string[]).includes(part)) (script === 'Latn' ? latin : native)[part] = text
  }
  return { latin, native }
}

/** A name written in one piece, word by word into the parts of a form whose name is empty yet; what is typed stays. */
export function withNameOf(member: MemberForm, { name, sex }: { readonly name: string; readonly sex: string | null }) {
  const isTyped = [...Object.values(member.latin), ...Object.values(member.native)].some(text => text.trim() !== '')
  const values = sex === null ? member.values : { ...member.values, sex }
  if (isTyped) return { ...member, values }
  const shape = nameShapeOf(namedAs(member.values))
  const words = name.trim().split(/\s+/)
  const last = Math.min(shape.length, words.length) - 1
  const line = Object.fromEntries(
    shape.slice(0, last + 1).map((part, at) => [part, at === last ? words.slice(at).join(' ') : words[at]!]),
  )
  return { ...member, values, ...(scriptOf(name) === 'Latn' ? { latin: line } : { native: line }) }
}

function lineOf(line: SpokenLine, order: readonly AskedPart[], fallback: Script | null): readonly NamePart[] {
  return order.flatMap(part => {
    const text = line[part]?.trim() ?? ''
    if (text === '') return []
    return [{ part, text, script: scriptOf(text) ?? fallback ?? 'Latn' }]
  })
}

/** What the command is given; answers that were not given are left out. */
export function inputOf(family: FamilyForm, officeId: string, searched: boolean, others: readonly Other[] = []) {
  return {
    ...(others.length === 0 ? {} : { others }),
    officeId,
    level: family.level,
    searched,
    ...(searched ? {} : { notSearchedBecause: family.notSearchedBecause }),
    ...(family.preRegistrationId === undefined ? {} : { preRegistrationId: family.preRegistrationId }),
    group: answered(family.group),
    members: family.members.map(member => ({
      relationship: member.relationship ?? '',
      person: {
        ...answered(member.values),
        name: namesOf(member),
        ...besideOf([...member.beside, ...livesWithThem(family, member)]),
      },
    })),
  }
}

/** Where the group stays is where each of its people lives now, unless somebody says another address of theirs. */
function livesWithThem({ group }: FamilyForm, { key, values, beside }: MemberForm): readonly BesideRow[] {
  const { place, arrived_on = null } = group
  const country = values.country_of_asylum
  const has = beside.some(row => row.record === 'address' && row.values.kind === LIVES_NOW)
  if (has || isEmpty(place) || isEmpty(country)) return []
  const lived = values.arrived_on ?? arrived_on
  return [{ key, record: 'address', values: { kind: LIVES_NOW, country, place, lived_from: lived } }]
}
/** Present address in the country of asylum: the code of the list `address_type`. */
const LIVES_NOW = 'CoA'

/** Answers that were given. */
export const answered = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))

/** Rows by the name of their record, as commands take them. */
export function besideOf(rows: readonly BesideRow[]): Readonly<Record<string, readonly Values[]>> {
  const records = [...new Set(rows.map(({ record }) => record))]
  return Object.fromEntries(
    records.map(record => [record, rows.filter(row => row.record === record).map(({ values }) => answered(values))]),
  )
}
