import { CALENDARS } from '@nansen/kernel'
import {
  attachment,
  boolean,
  code,
  codeOf,
  codesOf,
  date,
  defineRecord,
  integer,
  namePart,
  note,
  partialDate,
  type Row,
  reference,
  text,
} from '@nansen/model'

export const SEXES = ['male', 'female', 'other', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

/** Administrative standing of a person and of a group. `erroneous` should never have existed and is in no count. */
export const PROCESS_STATUSES = ['active', 'hold', 'inactive', 'closed', 'erroneous'] as const
export type ProcessStatus = (typeof PROCESS_STATUSES)[number]

/** How far the person was asked: who; also whence and with what; or all that a claim or a solution needs. */
export const REGISTRATION_LEVELS = ['emergency', 'basic', 'comprehensive'] as const

const fields = {
  number: text({ sensitivity: 'open', search: 'exact', derived: true, max: 20 }),
  display_name: text({ derived: true, search: 'name' }),
  display_name_native: text({ optional: true, derived: true, search: 'name' }),
  sex: code(SEXES, { merge: 'review' }),
  born: partialDate({ optional: true, merge: 'review' }),
  born_estimated: boolean({ optional: true }),
  born_basis: code(['declared', 'documented', 'assessed'], { optional: true }),
  /** As said in the person's own calendar, beside the Gregorian date: `12 Meskerem 1980`. */
  born_as_said: text({ optional: true, max: 60 }),
  /** The calendar of `born_as_said`; absent where that is free text. */
  born_calendar: code(CALENDARS, { optional: true }),
  /** First and last day that was meant: a year of another calendar is days of two Gregorian years. Absent: as `born` says. */
  born_from: date({ optional: true }),
  born_to: date({ optional: true }),
  year_of_birth: integer({ optional: true, derived: true }),
  birth_town: text({ optional: true }),
  country_of_birth: codeOf('country', { optional: true }),
  nationality: codeOf('country', { optional: true, merge: 'review' }),
  other_nationalities: codesOf('country', { optional: true }),
  country_of_origin: codeOf('country', { optional: true }),
  country_of_asylum: codeOf('country', { optional: true }),
  marital_status: codeOf('marital_status', { optional: true }),
  father_name: text({ optional: true, search: 'name' }),
  mother_name: text({ optional: true, search: 'name' }),
  fled_on: partialDate({ optional: true, told: true }),
  arrived_on: partialDate({ optional: true, told: true }),
  arrived_estimated: boolean({ optional: true }),
  registered_on: date({ derived: true }),
  // These in one word or two; at length in `education`, `work` and `language_ability`, which the database begins from them.
  education_level: codeOf('education', { optional: true }),
  occupation: codeOf('occupation', { optional: true }),
  occupation_as_said: text({ optional: true }),
  languages: codesOf('language', { optional: true }),
  interview_language: codeOf('language', { optional: true }),
  interviewer_sex: code(['male', 'female', 'no-preference'], { optional: true }),
  religion: codeOf('religion', { optional: true, sensitivity: 'protected' }),
  ethnicity: codeOf('ethnicity', { optional: true, sensitivity: 'protected' }),
  registration_level: code(REGISTRATION_LEVELS, { sensitivity: 'open', derived: true }),
  process_status: code(PROCESS_STATUSES, { sensitivity: 'open', merge: 'owner', derived: true }),
  process_status_on: date({ derived: true }),
  thumbnail: attachment({ optional: true, derived: true }),
  /** The record that survived when this one proved to be the same person twice. */
  same_person_as: reference('registration.individual', { optional: true, derived: true }),
} as const

/** One person, as known to this operation. Names, papers, addresses and statuses are facts of their own beside it. */
export interface IndividualRow extends Row<typeof fields> {}

/** ExCom 91 (2001), reduced to what the record itself holds; names, photo, document, place and needs are children. */
const EMERGENCY = [
  'sex',
  'born',
  'born_estimated',
  'nationality',
  'country_of_origin',
  'country_of_asylum',
  'marital_status',
  'arrived_on',
  'education_level',
  'occupation',
] as const
const BASIC = [
  ...EMERGENCY,
  'born_as_said',
  'arrived_estimated',
  'born_basis',
  'birth_town',
  'country_of_birth',
  'other_nationalities',
  'father_name',
  'mother_name',
  'fled_on',
  'occupation_as_said',
  'languages',
  'interview_language',
  'interviewer_sex',
  'religion',
  'ethnicity',
] as const

export const individual = defineRecord({
  fields,
  title: ['display_name', 'number'],
  listed: ['number', 'display_name', 'display_name_native', 'sex', 'year_of_birth', 'nationality', 'process_status'],
  presets: { emergency: EMERGENCY, basic: BASIC },
})

/** A part of a name. A person has as many as they say, in as many scripts as they are written in; nobody needs a family name. */
export const name = defineRecord({
  parent: 'individual',
  fields: {
    /** Searched through `display_name` and `display_name_native`, where the parts stand together. */
    name: namePart({ merge: 'review' }),
    /** Order in which the person says the parts, from 1. */
    sequence: integer(),
    source: code(['spoken', 'document', 'transliterated'], { optional: true }),
  },
  title: ['name'],
  presets: { emergency: ['name', 'sequence'], basic: ['name', 'sequence', 'source'] },
})

/** Another name the person goes or went by, whole: nicknames, nom de guerre, the name used at another registration. */
export const alias = defineRecord({
  parent: 'individual',
  fields: { name: text({ search: 'name' }), kind: code(['nickname', 'former', 'other-registration', 'other']) },
  title: ['name'],
  presets: { basic: ['name', 'kind'] },
})

/** A number under which others know the person or their group; found by the same search box, however it is typed. */
export const otherNumber = defineRecord({
  parent: 'individual',
  fields: {
    number: text({ search: 'exact', max: 40 }),
    issuer: text({ optional: true }),
    kind: code(['earlier-system', 'earlier-group', 'government', 'partner', 'other']),
  },
  title: ['number'],
  listed: ['number', 'kind', 'issuer'],
  presets: { basic: ['number', 'kind', 'issuer'] },
})

/** That somebody who looks like this person was looked at when they were registered, and is another. */
export const otherThan = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    other: reference('registration.individual', { derived: true }),
    because: code(['face', 'age', 'family', 'twin', 'known', 'papers', 'judged', 'other'], { derived: true }),
  },
  title: ['other', 'because'],
})

/** A remark that fits nowhere else. */
export const noteRecord = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: { about: code(['contact', 'family', 'identity', 'other']), text: note() },
  title: ['text'],
  listed: ['about', 'text'],
})
