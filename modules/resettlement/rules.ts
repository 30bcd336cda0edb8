import type { CaseOptions } from '@nansen/cases'
import { HOLDS } from './fields.ts'
import { WITH_STATE } from './lifecycle.ts'

type Rules = Pick<CaseOptions, 'ready' | 'clocks' | 'events' | 'alerts'>

/** Never possible while `when` fits: a case always has its principal applicant. */
const notWhile = (name: string, when: Readonly<Record<string, readonly string[]>>) =>
  ({ name, asks: 'none', of: 'member', when }) as const
const nobody = (name: string, where: Readonly<Record<string, string | null>>) =>
  ({ name, asks: 'none', of: 'traveller', where }) as const
const looked = (kind: string) =>
  ({ name: `looked-${kind}`, asks: 'some', of: 'integrity_check', where: { kind } }) as const

const NOT_HELD = notWhile('not-held', { hold_because: HOLDS })
const FAMILY_STANDS = notWhile('form-current', { form_outdated: ['yes'] })
const CATEGORIES = {
  name: 'categories',
  asks: 'answered',
  fields: ['primary_category', 'secondary_category', 'submission_priority'],
} as const
/** Others hold the person, or decide first what is best for a child; nobody leaves twice. domain.md 21.1, rule 5. */
const NO_OBSTACLE = [
  NOT_HELD,
  { name: 'no-fraud-hold', asks: 'no-marker', marker: 'fraud.hold', values: ['yes'] },
  { name: 'no-status-hold', asks: 'no-marker', marker: 'rsd.hold', values: ['yes'] },
  { name: 'no-decision-awaited', asks: 'no-marker', marker: 'best_interests.bid', values: ['needed'] },
  nobody('children-settled', { best_interests: 'needed' }),
  nobody('records-good', { record_good: 'no' }),
  nobody('all-recognised', { recognised: 'no', depends_on_refugee: null }),
] as const

const ready: Rules['ready'] = {
  assess: [
    CATEGORIES,
    { name: 'willing', asks: 'answered', fields: ['willing_on'] },
    { name: 'other-solutions', asks: 'answered', fields: ['why_not_return', 'why_not_stay'] },
  ],
  clear: [
    ...['registration-data', 'family-composition', 'conflict-of-interest', 'duplicates'].map(looked),
    { name: 'all-resolved', asks: 'none', of: 'integrity_check', where: { result: 'inconsistent', resolved: null } },
    ...NO_OBSTACLE,
  ],
  hear: [
    NOT_HELD,
    nobody('adults-interviewed', { adult: 'yes', interviewed_on: null }),
    nobody('proved-at-interview', { proved_at_interview: null }),
  ],
  recommend: [
    CATEGORIES,
    ...NO_OBSTACLE,
    { name: 'need-written', asks: 'answered', fields: ['need'] },
    { name: 'claim-told', asks: 'some', of: 'statement', where: { section: 'claim' } },
    nobody('adults-declared', { adult: 'yes', declared_on: null }),
    nobody('photos', { photo_good: 'no', no_photo_because: null }),
    { name: 'relationships-said', asks: 'none', of: 'traveller', where: { relationship: ['UKM', 'UKF'] } },
  ],
  endorse: NO_OBSTACLE,
  submit: [
    ...NO_OBSTACLE,
    { name: 'quota-chosen', asks: 'answered', fields: ['quota'] },
    { name: 'not-going-home', asks: 'no-marker', marker: 'return.going', values: ['yes'] },
    { name: 'no-pathway-open', asks: 'no-marker', marker: 'integration.going', values: ['yes'] },
    nobody('proved-at-submission', { proved_at_submission: null }),
    { name: 'form-locked', asks: 'some', of: 'locked_form', where: { status: 'locked' } },
    FAMILY_STANDS,
  ],
  resubmit: [
    {
      name: 'often-refused-agreed',
      asks: 'some',
      of: 'approval',
      where: { kind: 'another-state', status: 'agreed' },
      when: { often_refused: ['yes'] },
    },
  ],
  prepare: [NOT_HELD],
  depart: [
    NOT_HELD,
    { name: 'no-fraud-hold', asks: 'no-marker', marker: 'fraud.hold', values: ['yes'] },
    nobody('children-settled', { goes: 'yes', best_interests: 'needed' }),
    nobody('goes-or-stays', { goes: null }),
    { name: 'somebody-goes', asks: 'some', of: 'traveller', where: { goes: 'yes' } },
    nobody('health-checked', { goes: 'yes', health_check: null }),
    {
      name: 'fit-to-travel',
      asks: 'none',
      of: 'traveller',
      where: { goes: 'yes', health_check: ['planned', 'delayed'] },
    },
    nobody('exit-asked', { goes: 'yes', exit_permit: null }),
    { name: 'exit-permits', asks: 'none', of: 'traveller', where: { goes: 'yes', exit_permit: ['asked', 'refused'] } },
    nobody('travel-documents', { goes: 'yes', travel_document: null }),
    nobody('proved-at-departure', { goes: 'yes', proved_at_departure: null }),
  ],
}

/** Ours, and those of field practice; a country may set its own: `resettlement.span` (migrations/0002). */
const clocks: Rules['clocks'] = {
  preparation: {
    starts: { entering: ['assessment'] },
    runs: {
      by: 'processing_priority',
      of: {
        emergency: { amount: 5, unit: 'days' },
        urgent: { amount: 30, unit: 'days' },
        normal: { amount: 6, unit: 'months' },
      },
    },
    metBy: ['submitted'],
    expires: { task: 'submit-late' },
  },
  acknowledgement: {
    starts: { entering: ['submitted'] },
    runs: { amount: 10, unit: 'working-days' },
    metBy: ['with-state'],
    expires: { task: 'ask-the-state' },
  },
  departure: {
    starts: { entering: ['submitted'] },
    runs: {
      by: 'submission_priority',
      of: {
        emergency: { amount: 7, unit: 'days' },
        urgent: { amount: 42, unit: 'days' },
        normal: { amount: 12, unit: 'months' },
      },
    },
    metBy: ['departed'],
    expires: { task: 'departure-late' },
  },
}

/** Nobody is taken out of a case silently: it is proposed to whoever works on it. domain.md 21.1, rule 1. */
const proposed = (task: string) => [{ does: 'task', task, within: { amount: 5, unit: 'working-days' } }] as const
const changed = (task: string) => [
  ...proposed(task),
  { does: 'task', task: 'tell-the-state', in: WITH_STATE, within: { amount: 2, unit: 'working-days' } } as const,
]
const events: Rules['events'] = {
  'registration.death': changed('somebody-died'),
  'registration.departure': proposed('somebody-left'),
  'registration.return': proposed('somebody-back'),
  'registration.status-hold': proposed('look-again'),
  'registration.status-erroneous': proposed('look-again'),
  ...Object.fromEntries(
    ['birth', 'marriage', 'divorce', 'separation', 'adoption', 'custody', 'reunion', 'split', 'merge'].map(name => [
      `registration.${name}`,
      changed('family-changed'),
    ]),
  ),
  'registration.age-18': proposed('is-grown-up'),
}

const alerts: Rules['alerts'] = {
  'preparation-late': { clock: 'preparation', tells: ['resettlement_reviewer'] },
  'departure-late': { clock: 'departure', tells: ['resettlement_reviewer'] },
}

export const rules = { ready, clocks, events, alerts } as const
