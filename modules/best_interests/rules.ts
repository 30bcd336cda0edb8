import type { CaseOptions } from '@nansen/cases'

type Rules = Pick<CaseOptions, 'ready' | 'clocks' | 'alerts' | 'events'>

const ASSESSED = { name: 'assessment-complete', asks: 'some', of: 'assessment', where: { complete: true } } as const

/** What a move waits for. `panel_says` is empty without a quorum that signed, voted and agreed: migrations/0002. */
const ready: Rules['ready'] = {
  assess: [ASSESSED, { name: 'consent', asks: 'answered', fields: ['consent_by', 'consent_on'] }],
  'agree-plan': [{ name: 'plan', asks: 'some', of: 'action', where: { because: 'plan' } }],
  report: [
    ASSESSED,
    { name: 'child-interviewed', asks: 'some', of: 'source', where: { with_whom: 'child' } },
    { name: 'options-weighed', asks: 'some', of: 'option', least: 2 },
    {
      name: 'report-written',
      asks: 'answered',
      fields: [
        'report_background',
        'report_family',
        'report_child_views',
        'report_safety',
        'report_development',
        'report_recommendation',
        'recommended',
      ],
    },
  ],
  check: [{ name: 'panel-called', asks: 'some', of: 'panelist', where: { part: 'chair' } }],
  decide: [
    { name: 'panel-agreed', asks: 'answered', fields: ['panel_says'] },
    { name: 'decision-reasons', asks: 'answered', fields: ['decision_reasons'] },
    {
      name: 'solution',
      asks: 'answered',
      fields: ['solution'],
      when: { panel_says: ['approve', 'approve-with-changes'] },
    },
    {
      name: 'follow-up-owned',
      asks: 'some',
      of: 'action',
      where: { because: 'decision' },
      when: { panel_says: ['approve', 'approve-with-changes'] },
    },
  ],
  defer: [{ name: 'panel-agreed', asks: 'answered', fields: ['panel_says'] }],
  close: [
    { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
    { name: 'actions-ended', asks: 'none', of: 'action', where: { status: ['planned', 'under-way'] } },
    // Never possible while this fits: a file always has its child.
    {
      name: 'determination-first',
      asks: 'none',
      of: 'member',
      when: { bid: ['needed'], closed_because: ['solution-reached'] },
    },
  ],
}

/** Spans by risk: inter-agency guidelines on case management; domain.md 5.2. */
const clocks: Rules['clocks'] = {
  assessment: {
    starts: { entering: ['identified'] },
    runs: {
      by: 'risk',
      of: {
        high: { amount: 24, unit: 'hours' },
        medium: { amount: 72, unit: 'hours' },
        low: { amount: 7, unit: 'days' },
      },
    },
    metBy: ['assessed'],
    expires: { task: 'assess' },
  },
  plan: {
    starts: { entering: ['assessed'] },
    runs: { amount: 14, unit: 'days' },
    metBy: ['followed', 'reported'],
    expires: { task: 'plan' },
  },
  // Starts anew with each visit: migrations/0002.
  'follow-up': {
    starts: { answered: 'last_seen_on' },
    runs: {
      by: 'risk',
      of: {
        high: { amount: 7, unit: 'days' },
        medium: { amount: 14, unit: 'days' },
        low: { amount: 1, unit: 'months' },
      },
    },
    expires: { task: 'visit' },
  },
  'plan-review': {
    starts: { entering: ['followed'] },
    runs: { amount: 3, unit: 'months' },
    metBy: ['assessed', 'reported'],
    expires: { task: 'review-plan' },
  },
  panel: {
    starts: { entering: ['before-panel'] },
    runs: { amount: 30, unit: 'days' },
    metBy: ['decided', 'followed', 'assessed'],
    expires: { task: 'call-panel' },
  },
  // A decision of which this is over counts no longer: the child comes before a panel again.
  'decision-year': {
    starts: { answered: 'decided_on' },
    runs: { amount: 12, unit: 'months' },
    expires: { task: 'decide-anew', move: 'lapse' },
  },
}

/** Told to who may open the file: caseworkers their own, the panel those it is asked about. Of others' files they learn nothing. */
const alerts: Rules['alerts'] = {
  'follow-up-missed': { clock: 'follow-up', tells: ['child_protection_caseworker'] },
  // Its tasks and its missed visits are told to whoever works on it: while that is nobody, to those who can see to it.
  'nobody-works-on-it': {
    where: { owner_id: null },
    after: { amount: 24, unit: 'hours' },
    tells: ['best_interests_panel'],
  },
  // A child who cannot wait for the next session: told when the report is to be checked, and again when the panel is to be called.
  'panel-urgent': {
    where: { bid_urgent: true, state: ['reported', 'before-panel'] },
    after: { amount: 0, unit: 'hours' },
    tells: ['best_interests_panel'],
  },
}

const within = (task: string, amount: number, roles?: readonly string[]) =>
  ({
    does: 'task',
    task,
    within: { amount, unit: 'working-days' },
    ...(roles === undefined ? {} : { roles }),
  }) as const
const CARERS = ['caregiver', 'mother', 'father', 'spouse'] as const

const events: Rules['events'] = {
  'registration.death': [within('child-died', 2, ['child']), within('care-changed', 1, CARERS)],
  'registration.departure': [within('child-left', 2, ['child']), within('care-changed', 1, CARERS)],
  'registration.return': [within('look-again', 5)],
  'registration.separation': [within('care-changed', 1)],
  'registration.custody': [within('care-changed', 1)],
  'registration.adoption': [within('care-changed', 2)],
  'registration.reunion': [within('visit', 5)],
  'registration.marriage': [within('look-again', 2)],
  'registration.divorce': [within('look-again', 5)],
  'registration.split': [within('look-again', 2)],
  'registration.merge': [within('look-again', 5)],
  'registration.status-erroneous': [within('look-again', 2)],
  'registration.age-18': [within('closing-plan', 10, ['child'])],
}

export const rules = { ready, clocks, alerts, events } as const
