import { registrationGroup } from './fields/group.ts'
import { individual, type REGISTRATION_LEVELS } from './fields/individual.ts'

export type RegistrationLevel = (typeof REGISTRATION_LEVELS)[number]

/** Which questions each level asks, in order. A name is a field of the person, of a record beside them, or, with `group.`, of their group. */
export type Levels = Readonly<Record<RegistrationLevel, readonly string[]>>

/** Records beside a person that a level may ask for, in the order they are usually told. */
export const BESIDE_QUESTIONS = [
  'phone',
  'document_held',
  'address',
  'specific_need',
  'consent',
  'language_ability',
  'alias',
  'other_number',
  'education',
  'skill',
  'work',
  'marriage',
  'flight',
  'flight_leg',
  'flight_incident',
  'relative',
  'intention',
  'wish',
  'note',
] as const
export type BesideQuestion = (typeof BESIDE_QUESTIONS)[number]

/** Offered at every level, and never missing: there is nothing to answer where there is nothing to say. */
export const NEVER_MISSING: readonly string[] = ['alias', 'other_number', 'note', 'specific_need', 'flight_incident']

/** Short answers, and the record in which the same is told at length: who answered one is not asked the other. */
export const TOLD_AT_LENGTH: Readonly<Record<string, BesideQuestion>> = {
  education_level: 'education',
  occupation: 'work',
  occupation_as_said: 'work',
  languages: 'language_ability',
}

const group = (preset: 'emergency' | 'basic') => registrationGroup.presets[preset]!.map(name => `group.${name}`)
const own = (preset: 'emergency' | 'basic') => individual.presets[preset]!

const EMERGENCY = [
  ...group('emergency'),
  ...own('emergency'),
  'phone',
  'document_held',
  'address',
  'specific_need',
  'consent',
]
const BASIC = [
  ...group('basic'),
  ...own('basic').filter(name => name !== 'languages'),
  ...EMERGENCY.slice(-5),
  'language_ability',
  'alias',
  'other_number',
  'note',
]

/** What is asked where an operation says nothing else. UNHCR's three data sets (domain.md 1.11); emergency follows ExCom 91 (2001). */
export const USUAL_LEVELS: Levels = {
  emergency: EMERGENCY,
  basic: BASIC,
  comprehensive: [
    ...BASIC,
    'education',
    'skill',
    'work',
    'marriage',
    'flight',
    'flight_leg',
    'flight_incident',
    'relative',
    'intention',
    'wish',
  ],
}

/** Asked of everybody, whatever an operation says: without it there is no record. */
export const ALWAYS_ASKED: readonly string[] = ['sex']

/** Written down with the birth as it is told, and no questions of their own. */
const SAID_WITH_BIRTH: readonly string[] = ['born_calendar', 'born_from', 'born_to']

/** Every question there is, in the order of the forms: what an operation chooses from. */
export const ALL_QUESTIONS: readonly string[] = [
  ...Object.entries(registrationGroup.fields).flatMap(([name, { derived, says }]) =>
    derived || says !== null ? [] : [`group.${name}`],
  ),
  ...Object.entries(individual.fields).flatMap(([name, { derived, says }]) =>
    derived || says !== null || SAID_WITH_BIRTH.includes(name) ? [] : [name],
  ),
  ...BESIDE_QUESTIONS,
]

/** What a question needs to be worth asking: completed years of age. Nobody asks an infant for an occupation. */
const FROM_AGE: Readonly<Record<string, number>> = {
  marital_status: 12,
  marriage: 12,
  occupation: 10,
  occupation_as_said: 10,
  work: 10,
  skill: 10,
  education_level: 3,
  education: 3,
  languages: 3,
  language_ability: 3,
  interview_language: 5,
  interviewer_sex: 5,
  phone: 12,
  consent: 18,
  intention: 15,
  wish: 5,
}

/** Answers that explain another one: their absence says nothing. */
const FOLLOWING: readonly string[] = [
  'born_estimated',
  'born_basis',
  'born_as_said',
  'arrived_estimated',
  'occupation_as_said',
  'other_nationalities',
]

/** Not asked of who was born where they live: they never fled, and did not arrive. */
const OF_WHO_CAME: readonly string[] = ['fled_on', 'arrived_on', 'arrived_estimated', 'flight', 'flight_leg']

/**
 * The questions of a list that somebody of this age should have been asked; age null where it is not known. The group's are not theirs.
 * @param isBornHere born in the country of asylum.
 */
export const expectedOf = (questions: readonly string[], age: number | null, isBornHere = false): readonly string[] =>
  questions.filter(
    name =>
      !name.startsWith('group.') &&
      !NEVER_MISSING.includes(name) &&
      !FOLLOWING.includes(name) &&
      !(isBornHere && OF_WHO_CAME.includes(name)) &&
      (age === null || age >= (FROM_AGE[name] ?? 0)),
  )

/** Whether a question is answered by itself, or by what tells the same at length. */
export const isAnswered = (question: string, answered: ReadonlySet<string>): boolean =>
  answered.has(question) || answered.has(TOLD_AT_LENGTH[question] ?? question)

/** A question that is added stands where it does among all of them, as far as the level keeps their order. */
export function withQuestion(questions: readonly string[], question: string, isAsked: boolean): readonly string[] {
  const others = questions.filter(each => each !== question)
  if (!isAsked) return others
  const place = ALL_QUESTIONS.indexOf(question)
  const before = others.findLastIndex(each => ALL_QUESTIONS.indexOf(each) < place)
  return [...others.slice(0, before + 1), question, ...others.slice(before + 1)]
}
