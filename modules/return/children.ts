import { boolean, code, codeOf, codes, date, defineRecord, integer, money, note, reference, text } from '@nansen/model'

const PERSON = reference('registration.individual', { merge: 'owner' })
const guarded = { optional: true, sensitivity: 'protected' } as const

/** What one adult, or one child alone, was told about going home and about staying. domain.md 12: free, informed, apart if needed. */
export const counselling = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    held_on: date(),
    apart: boolean(),
    language: codeOf('language', { optional: true }),
    topics: codes([
      'safety-there',
      'land-and-houses',
      'amnesty',
      'papers',
      'mines',
      'schools-and-health',
      'help-on-the-way',
      'right-to-stay',
      'may-change-mind',
      'status-ends',
    ]),
    interpreter: text({ ...guarded, max: 120 }),
    asked: note({ ...guarded, max: 2000 }),
  },
  title: ['individual', 'held_on'],
  listed: ['individual', 'held_on', 'apart', 'topics'],
})

/** Whether somebody goes of their own free will, found by speaking with them alone. The newest of a person counts. */
export const interview = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    held_on: date(),
    alone: boolean(),
    finding: code(['voluntary', 'not-voluntary', 'unsure']),
    newest: boolean({ derived: true }),
    pressures: codes(
      ['authorities', 'community', 'family', 'less-help', 'not-safe-here', 'debt', 'rumours', 'armed-group'],
      guarded,
    ),
    in_their_words: note(guarded),
    reasons: note(guarded),
  },
  title: ['individual', 'finding'],
  listed: ['individual', 'held_on', 'alone', 'finding', 'newest'],
})

/** One edition of the voluntary repatriation form: who is on it. Void as soon as other people go. All of it is the database's. */
export const form = defineRecord({
  parent: 'file',
  fields: {
    edition: integer({ derived: true }),
    made_on: date({ derived: true }),
    people: integer({ derived: true }),
    composition: note({ derived: true, max: 10_000 }),
    void_on: date({ optional: true, derived: true }),
    void_because: code(['other-people', 'newborn', 'new-edition', 'withdrawn'], { optional: true, derived: true }),
  },
  title: ['edition', 'made_on'],
  listed: ['edition', 'made_on', 'people', 'void_on', 'void_because'],
})

/** Each adult signs for themselves, a guardian for a child alone. Void with its form. */
export const signature = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    signed_on: date(),
    how: code(['signature', 'thumbprint', 'by-guardian']),
    guardian: text({ optional: true, max: 120 }),
    read_out: boolean(),
    edition: integer({ derived: true }),
    void_on: date({ optional: true, derived: true }),
  },
  title: ['individual', 'signed_on'],
  listed: ['individual', 'signed_on', 'how', 'edition', 'void_on'],
})

/** Whether somebody can travel, and with what care. The newest of a person counts. */
export const fitness = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    seen_on: date(),
    result: code(['fit', 'fit-with-care', 'not-fit']),
    care: code(['escort', 'medical-escort', 'seat', 'ambulance', 'medicine'], { optional: true }),
    newest: boolean({ derived: true }),
    remarks: note({ ...guarded, max: 2000 }),
  },
  title: ['individual', 'result'],
  listed: ['individual', 'seen_on', 'result', 'care', 'newest'],
})

/** What the country of origin answered about one person. The newest of a person counts. */
export const clearance = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    asked_on: date(),
    answer: code(['accepted', 'rejected', 'query'], { optional: true }),
    answered_on: date({ optional: true }),
    number: text({ optional: true, max: 60 }),
    newest: boolean({ derived: true }),
    remarks: note({ optional: true, max: 2000 }),
  },
  title: ['individual', 'answer'],
  listed: ['individual', 'asked_on', 'answer', 'answered_on', 'newest'],
})

export const VERIFIED = ['finger', 'eye', 'face', 'paper', 'exception'] as const

/** Who left and who did not, one by one, and how they were known to be the person. */
export const departure = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    outcome: code(['left', 'did-not-come', 'changed-mind', 'stopped']),
    known_by: code(VERIFIED, { optional: true }),
    known_because: text({ optional: true, max: 300 }),
    papers_taken: boolean({ optional: true }),
    school_and_health_papers_given: boolean({ optional: true }),
  },
  title: ['individual', 'outcome'],
  listed: ['individual', 'outcome', 'known_by'],
})

/** What was given for the journey. */
export const help = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['cash', 'transport', 'food', 'kit', 'papers', 'medical', 'other']),
    given_on: date(),
    amount: money({ optional: true }),
    remarks: text({ optional: true, max: 300 }),
  },
  title: ['kind', 'given_on'],
  listed: ['kind', 'given_on', 'amount'],
})

/** How they are after they went home, seen or asked there. */
export const visit = defineRecord({
  parent: 'file',
  fields: {
    seen_on: date(),
    how: code(['visit', 'phone', 'partner', 'border-post', 'relative']),
    where_they_live: code(['own-home', 'with-relatives', 'rented', 'camp', 'in-the-open', 'unknown'], {
      optional: true,
    }),
    papers: code(['all', 'some', 'none'], { optional: true }),
    land: code(['got-back', 'disputed', 'lost', 'had-none'], { optional: true }),
    children_at_school: code(['all', 'some', 'none', 'no-children'], { optional: true }),
    safe: boolean({ optional: true }),
    account: note(guarded),
  },
  title: ['seen_on', 'how'],
  listed: ['seen_on', 'how', 'where_they_live', 'papers', 'children_at_school', 'safe'],
})
