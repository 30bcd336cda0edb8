import { boolean, code, codeOf, date, defineRecord, integer, partialDate, type Row, text } from '@nansen/model'

/** What a person can do, whether or not they ever lived on it. By ISCO-08: a group, or an occupation. */
export const skill = defineRecord({
  parent: 'individual',
  fields: {
    occupation: codeOf('occupation'),
    as_said: text({ optional: true }),
    ability: code(['learning', 'with-help', 'alone', 'teaches'], { optional: true }),
    years: integer({ optional: true }),
    certificate: boolean({ optional: true }),
  },
  title: ['occupation', 'as_said'],
  listed: ['occupation', 'as_said', 'ability', 'years', 'certificate'],
})

/** Work a person did or does. */
export const work = defineRecord({
  parent: 'individual',
  fields: {
    occupation: codeOf('occupation'),
    as_said: text({ optional: true }),
    kind: code(['employed', 'self-employed', 'family-work', 'apprentice', 'unpaid'], { optional: true }),
    employer: text({ optional: true }),
    country: codeOf('country', { optional: true }),
    place_as_said: text({ optional: true }),
    worked_from: partialDate({ optional: true, told: true }),
    worked_to: partialDate({ optional: true, told: true }),
  },
  title: ['occupation', 'as_said'],
  listed: ['occupation', 'as_said', 'kind', 'country', 'worked_from', 'worked_to'],
})

/** ISCED 2011 levels of attainment (UNESCO): 0 less than primary, 1 primary, 2 and 3 secondary, 4 beyond it, 5 to 8 tertiary. */
export const ISCED_LEVELS = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const

const educationFields = {
  /** Years or kind of school, as UNHCR's grades have it. */
  grade: codeOf('education', { optional: true }),
  /** Follows from the grade by the usual 6-3-3 years where nobody says it: countries differ. */
  isced: code(ISCED_LEVELS, { optional: true }),
  subject: text({ optional: true }),
  school: text({ optional: true }),
  country: codeOf('country', { optional: true }),
  /** Whether the person goes there now. */
  attending: boolean({ optional: true }),
  completed: boolean({ optional: true }),
  certificate: code(['seen', 'held', 'lost', 'none'], { optional: true }),
  studied_from: partialDate({ optional: true, told: true }),
  studied_to: partialDate({ optional: true, told: true }),
} as const
export interface EducationRow extends Row<typeof educationFields> {}

/** A school, a course, or the years of school in one line. */
export const education = defineRecord({
  parent: 'individual',
  fields: educationFields,
  title: ['grade', 'school'],
  listed: ['grade', 'isced', 'subject', 'school', 'attending', 'completed', 'studied_to'],
})

/** How well, as the eRRF asks. */
export const ABILITIES = ['easily', 'not-easily', 'none', 'unknown'] as const
export const LANGUAGE_SKILLS = ['speaks', 'understands', 'reads', 'writes'] as const

/** A language, and how well the person uses it in each of four ways. */
export const languageAbility = defineRecord({
  parent: 'individual',
  fields: {
    language: codeOf('language'),
    mother_tongue: boolean({ optional: true }),
    speaks: code(ABILITIES, { optional: true }),
    understands: code(ABILITIES, { optional: true }),
    reads: code(ABILITIES, { optional: true }),
    writes: code(ABILITIES, { optional: true }),
  },
  title: ['language'],
  listed: ['language', 'mother_tongue', 'speaks', 'understands', 'reads', 'writes'],
})

export const WISHES = [
  'paid-work',
  'own-business',
  'vocational-training',
  'school',
  'catch-up-classes',
  'literacy-course',
  'language-course',
  'university',
] as const

/** What a person wishes to learn or to work here, so that courses and livelihoods can be planned for them. */
export const wish = defineRecord({
  parent: 'individual',
  fields: {
    kind: code(WISHES),
    occupation: codeOf('occupation', { optional: true }),
    remarks: text({ optional: true }),
    said_on: date(),
  },
  title: ['kind', 'occupation'],
  listed: ['kind', 'occupation', 'remarks', 'said_on'],
})
