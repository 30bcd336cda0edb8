import { code, codeOf, date, defineRecord, integer, note, text } from '@nansen/model'

/** How many people a state takes in one of its years, from where, and how. Names nobody. domain.md 4.3. */
export const quota = defineRecord({
  fields: {
    country: codeOf('country'),
    name: text({ search: 'name', max: 80 }),
    /** The state's own year. */
    begins_on: date(),
    ends_on: date(),
    nationality: codeOf('country', { optional: true }),
    how: code(['dossier', 'mission', 'both']),
    persons: integer(),
    largest_case: integer({ optional: true }),
    submit_by: date({ optional: true }),
    refuses: note({ optional: true }),
    papers: note({ optional: true }),
    /** Kept by the database, in persons: a submission takes, a refusal gives back. */
    taken: integer({ optional: true, derived: true }),
    accepted: integer({ optional: true, derived: true }),
    departed: integer({ optional: true, derived: true }),
  },
  title: ['name'],
  listed: ['name', 'country', 'ends_on', 'submit_by', 'persons', 'taken', 'accepted', 'departed'],
})

/** A part of a quota that is for some only. */
export const share = defineRecord({
  parent: 'quota',
  fields: {
    kind: code(['emergency', 'medical', 'women-at-risk', 'unallocated']),
    persons: integer(),
    taken: integer({ optional: true, derived: true }),
  },
  title: ['kind'],
  listed: ['kind', 'persons', 'taken'],
})
