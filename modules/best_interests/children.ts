import { boolean, code, codes, date, defineRecord, note, reference, text } from '@nansen/model'
import { SOLUTIONS, VERDICTS } from './fields.ts'

const guarded = { optional: true, sensitivity: 'protected' } as const

/** A best interests assessment. Whether it says what its kind must say is worked out by the database. domain.md 5.1. */
export const assessment = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['short', 'comprehensive']),
    purpose: code(['first', 'care-plan', 'reunification', 'one-parent', 'married-child', 'transfer', 'again']),
    done_on: date(),
    heard: codes(['child', 'mother', 'father', 'carer', 'relative', 'teacher', 'neighbour', 'spouse', 'other']),
    history: note(guarded),
    present_care: note(guarded),
    safety: note(guarded),
    health: note(guarded),
    education: note(guarded),
    wellbeing: note(guarded),
    papers_and_status: note(guarded),
    tracing: note(guarded),
    views_child: note(guarded),
    views_mother: note(guarded),
    views_father: note(guarded),
    views_close: note(guarded),
    views_carer: note(guarded),
    analysis: note(guarded),
    recommendation: note(guarded),
    bid_due: boolean(),
    complete: boolean({ optional: true, derived: true }),
  },
  title: ['kind', 'purpose', 'done_on'],
  listed: ['kind', 'purpose', 'done_on', 'bid_due', 'complete'],
})

/** Something that is done for the child: by the plan, or because the panel said so. Each has who does it, and by when. */
export const action = defineRecord({
  parent: 'file',
  fields: {
    because: code(['plan', 'decision']),
    service: code([
      'safe-house',
      'health',
      'psychosocial',
      'police',
      'legal',
      'livelihood',
      'alternative-care',
      'mediation',
      'reunification',
      'tracing',
      'education',
      'household-items',
      'water',
      'registration',
      'food',
      'other',
    ]),
    goal: text({ max: 300 }),
    who: text({ max: 120 }),
    responsible: reference('auth.staff', { optional: true }),
    due_on: date(),
    status: code(['planned', 'under-way', 'done', 'not-possible']),
    ended_on: date({ optional: true }),
    came_of_it: note({ optional: true, max: 2000 }),
  },
  title: ['service', 'status'],
  listed: ['because', 'service', 'goal', 'who', 'due_on', 'status'],
})

/** Somebody went to see the child. The next visit is counted from here. */
export const visit = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['in-care', 'after-reunification', 'for-service', 'for-assessment']),
    seen_on: date(),
    safe: boolean(),
    seen_alone: boolean(),
    found: note(guarded),
  },
  title: ['seen_on', 'kind'],
  listed: ['seen_on', 'kind', 'safe', 'seen_alone'],
})

/** Where the report comes from: whom somebody spoke to, and what they read. */
export const source = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['interview', 'home-visit', 'observation', 'paper', 'partner-report']),
    with_whom: code([
      'child',
      'mother',
      'father',
      'carer',
      'sibling',
      'relative',
      'teacher',
      'neighbour',
      'expert',
      'other',
    ]),
    on_day: date(),
    said: note(guarded),
  },
  title: ['kind', 'with_whom', 'on_day'],
  listed: ['kind', 'with_whom', 'on_day'],
})

/** One option, weighed: what speaks for it, what against it, and what the child says to it. */
export const option = defineRecord({
  parent: 'file',
  fields: {
    solution: code(SOLUTIONS),
    what_for: note({ sensitivity: 'protected' }),
    what_against: note({ sensitivity: 'protected' }),
    childs_view: note({ sensitivity: 'protected' }),
  },
  title: ['solution'],
  listed: ['solution', 'what_for', 'what_against', 'childs_view'],
})

/** Somebody of the panel. They sign to keep secret what they hear, step aside, and vote: each for themselves, and the database sees to it. */
export const panelist = defineRecord({
  parent: 'file',
  apart: true,
  fields: {
    staff: reference('auth.staff'),
    part: code(['chair', 'member']),
    signed_on: date({ optional: true }),
    stood_aside: boolean({ optional: true }),
    aside_because: text({ optional: true, max: 300 }),
    vote: code(VERDICTS, { optional: true }),
    dissent: note(guarded),
  },
  title: ['staff', 'part'],
  listed: ['staff', 'part', 'signed_on', 'stood_aside', 'vote'],
})

/** Every decision as the panel took it; what comes later changes none. Written by the database alone. */
export const ruling = defineRecord({
  parent: 'file',
  appendOnly: true,
  apart: true,
  fields: {
    verdict: code(VERDICTS, { derived: true }),
    solution: code(SOLUTIONS, { optional: true, derived: true }),
    /** `approve 2 · reject 1` */
    votes: text({ derived: true }),
    decided_on: date({ derived: true }),
    decided_by: reference('auth.staff', { optional: true, derived: true }),
  },
  title: ['verdict', 'decided_on'],
  listed: ['verdict', 'solution', 'votes', 'decided_on', 'decided_by'],
})
