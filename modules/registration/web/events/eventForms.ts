import type { Place } from '@nansen/model'
import type { Told } from '@nansen/ui'
import { FOCAL_POINT } from '../../relationships.ts'
import type { Card } from '../cards.ts'
import { inputOf, type MemberForm, newFamily } from '../register/family.ts'
import { saidOf } from './dayTold.tsx'

/** What can be said to have happened, in the order of the tiles. */
export const EVENTS = [
  'birth',
  'death',
  'marriage',
  'divorce',
  'separation',
  'adoption',
  'custody',
  'reunion',
  'move',
  'departure',
  'return',
  'duplicate',
] as const
export type EventName = (typeof EVENTS)[number]

export interface Somebody {
  readonly card: Card
  readonly relationship: string
}

/** What was answered so far. */
export interface Answers {
  readonly happenedOn: string
  /** What was said of the day, where that was of another calendar. */
  readonly told: Told | null
  readonly place: string
  readonly source: string
  readonly document: string
  readonly one: string | null
  readonly other: string | null
  /** Somebody who was looked for: of another family, or registered by mistake. */
  readonly found: Card | null
  readonly name: string
  /** Where they live now, by code. */
  readonly lives: Place | null
  readonly many: readonly string[]
  readonly relationship: string | null
  readonly choice: string | null
  readonly newcomer: MemberForm
  readonly successor: string | null
  readonly relationships: Readonly<Record<string, string>>
  /** Into which family somebody comes back: the one they left, another, or one of their own. */
  readonly into: Into
  readonly family: { readonly id: string; readonly number: string } | null
  /** The line about a relative who arrived. */
  readonly relativeId: string | null
}
export const INTO = ['before', 'another', 'own'] as const
type Into = (typeof INTO)[number]

/** Questions of a form, by the answer they give; `!` is asked always, `?` may be left out. */
export const ASKED: Readonly<Record<EventName, readonly Asked[]>> = {
  birth: ['mother', 'father', 'newborn', 'relationship'],
  death: ['who'],
  marriage: ['who', 'spouse', 'spouseName', 'wedding', 'moves', 'relationship'],
  divorce: ['who', 'former', 'leaving'],
  separation: ['who', 'former', 'leaving'],
  adoption: ['child', 'carer', 'relationship'],
  custody: ['child', 'carer', 'relationship'],
  reunion: ['who', 'sought', 'arrived', 'newcomer', 'relationship'],
  move: ['people', 'lives'],
  departure: ['leavers', 'reason'],
  return: ['gone', 'verified', 'into', 'isNow'],
  duplicate: ['stays', 'twice'],
}
export type Asked =
  | 'mother'
  | 'father'
  | 'newborn'
  | 'relationship'
  | 'who'
  | 'spouse'
  | 'spouseName'
  | 'wedding'
  | 'moves'
  | 'former'
  | 'leaving'
  | 'child'
  | 'carer'
  | 'arrived'
  | 'newcomer'
  | 'people'
  | 'lives'
  | 'leavers'
  | 'reason'
  | 'gone'
  | 'verified'
  | 'stays'
  | 'twice'
  | 'isNow'
  | 'into'
  | 'sought'

const COMMAND: Readonly<Record<EventName, string>> = {
  birth: 'recordBirth',
  death: 'recordDeath',
  marriage: 'recordMarriage',
  divorce: 'recordSeparation',
  separation: 'recordSeparation',
  adoption: 'recordCustody',
  custody: 'recordCustody',
  reunion: 'recordReunion',
  move: 'recordMove',
  departure: 'recordDeparture',
  return: 'recordReturn',
  duplicate: 'confirmDuplicate',
}
export const commandOf = (event: EventName): string => `registration.${COMMAND[event]}`

/** Who is out of the group after the event: whose going may ask for somebody else to lead. */
export function leavers(event: EventName, answers: Answers): readonly string[] {
  if (event === 'departure' || event === 'divorce' || event === 'separation') return answers.many
  if (event === 'death' || event === 'adoption' || event === 'custody') return answers.one === null ? [] : [answers.one]
  return event === 'marriage' && answers.choice === 'moves-out' && answers.one !== null ? [answers.one] : []
}

const given = (text: string, name: string) => (text.trim() === '' ? {} : { [name]: text.trim() })
const person = (newcomer: MemberForm) => inputOf({ ...newFamily(), members: [newcomer] }, '', true).members[0]!.person
const isNamed = ({ latin, native }: MemberForm) =>
  [...Object.values(latin), ...Object.values(native)].some(text => text.trim() !== '')
const isWhole = (newcomer: MemberForm) => isNamed(newcomer) && typeof newcomer.values.sex === 'string'

/** What the command is given, or null while an answer is missing. */
export function eventInput(
  event: EventName,
  groupId: string | null,
  answers: Answers,
): Readonly<Record<string, unknown>> | null {
  const { happenedOn, told: said, place, source, document, successor, relationships } = answers
  const own = OWN[event](answers, groupId)
  if (own === null || happenedOn === '' || source.trim() === '') return null
  const told = { source: source.trim(), ...given(place, 'place'), ...given(document, 'document') }
  const on = event === 'death' ? { diedOn: happenedOn } : { happenedOn }
  const leads = successor === null || event in WITHIN ? {} : { successor, relationships }
  return { ...own, ...on, ...saidOf({ told: said }), ...told, ...leads }
}

/** Where a successor is said within the part that moves or leaves. */
const WITHIN = { marriage: true, divorce: true, separation: true, birth: true, move: true, return: true, reunion: true }

type Own = (answers: Answers, groupId: string | null) => Readonly<Record<string, unknown>> | null

const lead = ({ successor, relationships }: Answers) => (successor === null ? {} : { successor, relationships })

const part =
  (how: 'divorce' | 'separation'): Own =>
  answers => {
    const { one, other, many } = answers
    if (one === null) return null
    const leaves = many.length === 0 ? {} : { leaves: { leaving: many, focalPoint: many[0], ...lead(answers) } }
    return { individualId: one, ...(other === null ? {} : { spouseId: other }), how, ...leaves }
  }

const entrust =
  (how: 'adoption' | 'custody'): Own =>
  ({ one, found, relationship }) =>
    one === null || found === null || relationship === null
      ? null
      : { childId: one, carerId: found.id, how, relationship }

const OWN: Readonly<Record<EventName, Own>> = {
  birth: ({ one, other, newcomer, relationship }, groupId) =>
    one === null || relationship === null || !isWhole(newcomer)
      ? null
      : { groupId, mother: one, ...(other === null ? {} : { father: other }), relationship, person: person(newcomer) },
  death: ({ one }) => (one === null ? null : { individualId: one }),
  marriage: answers => {
    const { one, found, name, choice, relationship } = answers
    if (one === null || (found === null && name.trim() === '')) return null
    const spouse = found === null ? { spouseName: name.trim() } : { spouseId: found.id }
    const kind = answers.other === null ? {} : { kind: answers.other }
    if (found === null || choice === null || choice === 'nobody') return { individualId: one, ...spouse, ...kind }
    if (relationship === null) return null
    const mover = choice === 'moves-out' ? one : found.id
    return { individualId: one, ...spouse, ...kind, moves: { individualId: mover, relationship, ...lead(answers) } }
  },
  divorce: part('divorce'),
  separation: part('separation'),
  adoption: entrust('adoption'),
  custody: entrust('custody'),
  reunion: ({ one, found, newcomer, relationship, relativeId }) => {
    if (one === null || relationship === null || (found === null && !isWhole(newcomer))) return null
    return {
      individualId: one,
      ...(relativeId === null ? {} : { relativeId }),
      ...(found === null ? { person: person(newcomer) } : { arrivedId: found.id }),
      relationship,
    }
  },
  move: ({ many, name, lives }, groupId) =>
    many.length === 0 || (lives === null && name.trim() === '')
      ? null
      : { groupId, people: many, ...(lives === null ? {} : { lives }), ...given(name, 'asSaid') },
  departure: ({ many, choice }, groupId) =>
    many.length === 0 || choice === null ? null : { groupId, leaving: many, reason: choice },
  return: answers => {
    const { many, choice, relationships, into, family } = answers
    if (many.length === 0 || choice === null || (into === 'another' && family === null)) return null
    if (into !== 'before' && saidWhoTheyAre(answers).some(id => relationships[id] === undefined)) return null
    const where = into === 'another' ? { groupId: family?.id } : into === 'own' ? { newGroup: true } : {}
    return { people: many, verifiedBy: choice, relationships, ...where }
  },
  duplicate: ({ one, found }) => (one === null || found === null ? null : { staysId: one, otherId: found.id }),
}

/** Of those who come back into another family or one of their own, whose relationship has to be said: the first leads their own. */
export const saidWhoTheyAre = ({ many, into }: Answers): readonly string[] => (into === 'own' ? many.slice(1) : many)

/** The focal point among them, if they are here. */
export const leaderOf = (people: readonly Somebody[]): Somebody | undefined =>
  people.find(({ relationship }) => relationship === FOCAL_POINT)
