import { newId } from '@nansen/kernel'
import type { NamePart, NamePartKind, Script } from '@nansen/model'
import { isEmpty, scriptOf, type Values } from '@nansen/ui'
import type { REGISTRATION_LEVELS } from '../../index.ts'
import { FOCAL_POINT } from '../../relationships.ts'
import type { Other } from './alike.ts'

export type RegistrationLevel = (typeof REGISTRATION_LEVELS)[number]

/** The parts a clerk is asked for, in the order most people say them. A person may have only the first. */
export const ASKED_PARTS = ['given', 'father', 'grandfather', 'family'] as const satisfies readonly NamePartKind[]
export type AskedPart = (typeof ASKED_PARTS)[number]
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
  readonly values: Values
  readonly beside: readonly BesideRow[]
}

export interface FamilyForm {
  readonly level: RegistrationLevel
  readonly group: Values
  readonly members: readonly MemberForm[]
  readonly notSearchedBecause: string
}

/** Answers that a family mostly shares: given once for the focal point, they need not be typed again. */
const SHARED = [
  'nationality',
  'country_of_origin',
  'country_of_asylum',
  'arrived_on',
  'fled_on',
  'religion',
  'ethnicity',
] as const

export const newMember = (relationship: string | null, from?: MemberForm): MemberForm => ({
  key: newId(),
  relationship,
  latin: {},
  native: {},
  values: from === undefined ? {} : Object.fromEntries(SHARED.map(name => [name, from.values[name] ?? null])),
  beside: [],
})

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

/** `name` rows as the server takes them: each part in its script, in the order said. */
export function namesOf({
  latin,
  native,
}: Pick<MemberForm, 'latin' | 'native'>): readonly { name: NamePart; sequence: number; source: string }[] {
  const parts = [...lineOf(native, null), ...lineOf(latin, 'Latn')]
  return parts.map((name, at) => ({ name, sequence: at + 1, source: 'spoken' }))
}

function lineOf(line: SpokenLine, fallback: Script | null): readonly NamePart[] {
  return ASKED_PARTS.flatMap(part => {
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
    group: answered(family.group),
    members: family.members.map(member => ({
      relationship: member.relationship ?? '',
      person: { ...answered(member.values), name: namesOf(member), ...besideOf(member.beside) },
    })),
  }
}

const answered = (values: Values) => Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))

function besideOf(rows: readonly BesideRow[]): Readonly<Record<string, readonly Values[]>> {
  const records = [...new Set(rows.map(({ record }) => record))]
  return Object.fromEntries(
    records.map(record => [record, rows.filter(row => row.record === record).map(({ values }) => answered(values))]),
  )
}
