import { boolean, code, codes, date, defineRecord, note, type Row, reference } from '@nansen/model'

const SEPARATION_CAUSES = [
  'conflict',
  'death',
  'violence-in-family',
  'no-services',
  'armed-group',
  'sickness',
  'entrusted',
  'detention',
  'abandoned',
  'repatriation',
  'movement',
  'migration',
  'poverty',
  'disaster',
  'divorce',
  'other',
] as const

/** What a child could be given: the options that are weighed, and what is decided. */
export const SOLUTIONS = [
  'local-integration',
  'stay-as-now',
  'other-care',
  'medical',
  'repatriation',
  'resettlement',
  'reunification',
  'complementary-pathway',
  'separation-from-parents',
  'custody-to-mother',
  'custody-to-father',
] as const

/** What a panel can say; nobody but it says so. */
export const VERDICTS = ['approve', 'approve-with-changes', 'defer', 'reject'] as const

const opening = {
  identified_on: date(),
  identified_how: code([
    'registration',
    'protection',
    'partner',
    'community',
    'family',
    'child',
    'hotline',
    'transfer',
  ]),
  care_status: code(['unaccompanied', 'separated', 'one-parent', 'both-parents', 'married']),
  concerns: codes(
    [
      'sexual-exploitation',
      'trafficked',
      'stateless',
      'detained',
      'disability',
      'serious-illness',
      'armed-group',
      'street',
      'child-mother',
      'abused',
      'vulnerable-household',
      'child-labour',
      'heads-household',
      'distressed',
      'custody-disputed',
      'separation-proposed',
      'other',
    ],
    { optional: true },
  ),
  /** Sets the days of the assessment, and how often the child is visited. */
  risk: code(['high', 'medium', 'low']),
  circumstances: note({ optional: true, sensitivity: 'protected' }),
} as const

const care = {
  consent_by: code(['child', 'caregiver', 'guardian', 'not-possible'], { optional: true }),
  consent_on: date({ optional: true }),
  assent: boolean({ optional: true }),
  share_with: codes(['family', 'authorities', 'unhcr', 'partners', 'nobody'], { optional: true }),
  withhold: note({ optional: true, sensitivity: 'protected' }),
  separation_cause: codes(SEPARATION_CAUSES, { optional: true }),
  separated_on: date({ optional: true }),
  care_type: code(
    [
      'parents',
      'step-parent',
      'customary-carer',
      'adult-sibling',
      'kinship',
      'foster',
      'residential',
      'kafala',
      'independent',
      'child-headed',
      'unrelated-adult',
      'none',
      'other',
    ],
    { optional: true },
  ),
  care_since: date({ optional: true }),
} as const

const resettlement = {
  /** A child who is resettled with one parent, or married and with their parents: domain.md 5, "one parent". */
  travels_with: code(['both-parents', 'one-parent', 'parents-and-spouse', 'relative', 'alone'], { optional: true }),
  other_parent: code(['sole-custody-proved', 'death-proved', 'consented', 'not-reached', 'refuses'], {
    optional: true,
  }),
  /** What follows from both: whether an assessment goes with the submission, and whether there is one. */
  one_parent: code(['required', 'done', 'not-required'], { optional: true, derived: true }),
} as const

const determination = {
  bid_purpose: code(
    ['durable-solution', 'complementary-pathway', 'temporary-care', 'separation-from-parents', 'custody-dispute'],
    { optional: true },
  ),
  bid_urgent: boolean({ optional: true }),
  /** The solution that the report recommends: one of those weighed. */
  recommended: code(SOLUTIONS, { optional: true }),
  report_background: note({ optional: true, sensitivity: 'protected' }),
  report_family: note({ optional: true, sensitivity: 'protected' }),
  report_child_views: note({ optional: true, sensitivity: 'protected' }),
  report_safety: note({ optional: true, sensitivity: 'protected' }),
  report_development: note({ optional: true, sensitivity: 'protected' }),
  report_recommendation: note({ optional: true, sensitivity: 'protected' }),
  panel_on: date({ optional: true }),
  /** What stands of the votes: nothing without a quorum. Written by the database alone. */
  panel_says: code(VERDICTS, { optional: true, derived: true }),
  /** The solution that was approved, and why; after a change by the panel not the one recommended. */
  solution: code(SOLUTIONS, { optional: true }),
  decision_reasons: note({ optional: true, sensitivity: 'protected' }),
  outcome: code(VERDICTS, { optional: true, derived: true }),
  decided_on: date({ optional: true, derived: true }),
  child_told_on: date({ optional: true }),
} as const

const ending = {
  review_because: code(['new-information', 'not-implemented', 'a-year-old', 'asked-by-child', 'asked-by-family'], {
    optional: true,
  }),
  closed_because: code(
    ['solution-reached', 'of-age', 'reunified', 'no-longer-at-risk', 'died', 'moved', 'transferred', 'not-seen'],
    { optional: true },
  ),
  reopened_because: code(['new-information', 'at-risk-again', 'returned', 'closed-wrongly'], { optional: true }),
} as const

const signed = {
  /** What other modules ask: whether a determination is due, or was made and still counts. */
  bid: code(['needed', 'approved'], { optional: true, derived: true }),
  bia: code(['done', 'agreed'], { optional: true, derived: true }),
  /** The day from which the next visit is counted. */
  last_seen_on: date({ optional: true, derived: true }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  agreed_by: reference('auth.staff', { optional: true, derived: true }),
  reported_by: reference('auth.staff', { optional: true, derived: true }),
  checked_by: reference('auth.staff', { optional: true, derived: true }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...opening, ...care, ...resettlement, ...determination, ...ending, ...signed } as const

/** A stored file, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

const asked = (some: object) =>
  Object.keys(some).filter(
    name => !['one_parent', 'panel_says', 'outcome', 'decided_on'].includes(name),
  ) as (keyof typeof fields)[]

/** One child, and what is best for them. domain.md 5. */
export const file = defineRecord({
  fields,
  title: ['care_status'],
  listed: ['care_status', 'risk', 'last_seen_on', 'bia', 'bid'],
  presets: {
    opening: asked(opening),
    care: asked(care),
    resettlement: asked(resettlement),
    determination: asked(determination),
    ending: asked(ending),
  },
})
