import type { CaseOptions } from '@nansen/cases'
import { AGAINST, LATER_PROCEDURES, PAUSES, REFUSED, TAKEN } from './fields.ts'

type Rules = Pick<CaseOptions, 'ready' | 'clocks' | 'events'>

const APPLICANT = ['applicant'] as const
const FAMILY = ['spouse', 'adult-dependant', 'minor-dependant'] as const
const ADULTS = ['spouse', 'adult-dependant'] as const

/** Never possible while `when` fits: a case always has its applicant. */
const notWhile = (name: string, when: Readonly<Record<string, readonly string[]>>) =>
  ({ name, asks: 'none', of: 'member', when }) as const
const heard = (name: string, roles: readonly string[]) =>
  ({ name, asks: 'each-member', of: 'interview', by: 'individual', where: { status: 'held' }, roles }) as const

/** What a decision is for each of the family, of the words that it can be then. No part is left open by it. */
const familyDecided = (outcome: readonly string[], when?: Readonly<Record<string, readonly string[]>>) =>
  ({
    name: 'family-decided',
    asks: 'each-member',
    of: 'claim',
    by: 'individual',
    where: { outcome },
    roles: FAMILY,
    ...(when === undefined ? {} : { when }),
  }) as const
const FOLLOWS = ['derivative-recognised', 'derivative-refused', 'own-file']
const AS_A_GROUP = ['prima-facie', 'derivative-refused', 'own-file']
const OF_TAKEN = ['status-ended', 'status-kept', 'own-file']

const NOT_PAUSED = notWhile('not-paused', { paused_because: PAUSES })
const APPLICANT_HEARD = heard('applicant-heard', APPLICANT)
const INDIVIDUAL = ['regular', 'accelerated', 'simplified', 'merged-registration', 'merged-resettlement'] as const
const NEGATIVE = { outcome: AGAINST } as const
/** Nobody appealed: both the time to appeal and the six weeks after it are over. */
const UNAPPEALED = { outcome: AGAINST, appeal_filed_on: null } as const

/** What a move waits for. No decision is taken on papers alone, not even on a claim that seems to be without merit. */
const ready: Rules['ready'] = {
  schedule: [
    { name: 'application', asks: 'each-member', of: 'application', by: 'individual', roles: APPLICANT },
    {
      name: 'notice',
      asks: 'answered',
      fields: ['about_file', 'notice_given_on'],
      when: { procedure: LATER_PROCEDURES },
    },
    { name: 'interview-planned', asks: 'some', of: 'interview', where: { status: 'planned' } },
  ],
  record: [
    notWhile('only-prima-facie', { modality: INDIVIDUAL }),
    notWhile('only-first-instance', { procedure: LATER_PROCEDURES }),
    { name: 'exclusion-asked', asks: 'answered', fields: ['exclusion_trigger'] },
    familyDecided(AS_A_GROUP),
  ],
  hear: [APPLICANT_HEARD],
  miss: [{ name: 'missed-written', asks: 'some', of: 'interview', where: { status: 'no-show' } }],
  assess: [
    APPLICANT_HEARD,
    heard('adults-heard-alone', ADULTS),
    { name: 'some-fact', asks: 'some', of: 'fact' },
    { name: 'facts-found', asks: 'none', of: 'fact', where: { finding: null } },
    { name: 'comments-answered', asks: 'none', of: 'comment', where: { status: 'open' } },
    {
      name: 'assessment-written',
      asks: 'answered',
      fields: ['claim_summary', 'legal_analysis', 'exclusion_trigger', 'recommendation'],
    },
  ],
  endorse: [
    { name: 'comments-settled', asks: 'none', of: 'comment', where: { status: ['open', 'answered'] } },
    NOT_PAUSED,
  ],
  return: [{ name: 'comment-open', asks: 'some', of: 'comment', where: { status: 'open' } }],
  decide: [
    NOT_PAUSED,
    APPLICANT_HEARD,
    { name: 'ground', asks: 'answered', fields: ['ground'], when: { outcome: ['recognised', 'complementary'] } },
    { name: 'nexus', asks: 'answered', fields: ['nexus'], when: { outcome: ['recognised'], ground: ['1951-1a2'] } },
    { name: 'reasons', asks: 'answered', fields: ['reason_categories', 'reasons'], when: NEGATIVE },
    { name: 'exclusion-ground', asks: 'answered', fields: ['exclusion_grounds'], when: { outcome: ['excluded'] } },
    { name: 'cessation-ground', asks: 'answered', fields: ['cessation_ground'], when: { outcome: ['ceased'] } },
    familyDecided(FOLLOWS, { outcome: ['recognised', 'complementary'] }),
    familyDecided(OF_TAKEN, { outcome: TAKEN }),
    // of an applicant who is refused the rest follows by itself, of whom there is a part to be refused
    {
      name: 'family-named',
      asks: 'each-member',
      of: 'claim',
      by: 'individual',
      roles: FAMILY,
      when: { outcome: REFUSED },
    },
  ],
  notify: [],
  'decide-appeal': [
    { name: 'appeal-reasons', asks: 'answered', fields: ['appeal_reasons'] },
    {
      name: 'ground',
      asks: 'answered',
      fields: ['ground'],
      when: { procedure: ['first-instance'], appeal_outcome: ['granted'] },
    },
    familyDecided(FOLLOWS, { procedure: ['first-instance'], appeal_outcome: ['granted'] }),
    {
      name: 'appeal-heard',
      asks: 'some',
      of: 'interview',
      where: { kind: 'appeal', status: 'held' },
      when: { appeal_interview: true },
    },
  ],
  'send-back': [notWhile('only-sent-back', { appeal_outcome: ['upheld', 'granted'] })],
  close: [
    { name: 'appeal-over', asks: 'clock', clock: 'appeal', is: ['expired'], when: UNAPPEALED },
    { name: 'late-appeal-over', asks: 'clock', clock: 'late-appeal', is: ['expired'], when: UNAPPEALED },
    notWhile('not-sent-back', { appeal_outcome: ['sent-back'] }),
    { name: 'derivatives-reviewed', asks: 'none', of: 'task', where: { kind: 'review-derivative', status: 'open' } },
  ],
  discontinue: [
    {
      name: 'six-weeks-silent',
      asks: 'clock',
      clock: 'contact',
      is: ['expired'],
      when: { closed_because: ['no-show'] },
    },
  ],
}

const each = <S>(names: readonly string[], span: S) => Object.fromEntries(names.map(name => [name, span]))

/** Days and months: the Procedural Standards where they say one (appeal 30 days, six weeks beside it, six weeks of silence), else ours. */
const clocks: Rules['clocks'] = {
  hearing: {
    starts: { entering: ['registered'] },
    runs: {
      by: 'priority',
      of: {
        ordinary: { amount: 6, unit: 'months' },
        ...each(['detention', 'medical', 'unaccompanied-child', 'urgent-protection'], {
          amount: 1,
          unit: 'months',
        } as const),
      },
    },
    metBy: ['scheduled', 'decided'],
    expires: { task: 'plan-interview' },
  },
  decision: {
    starts: { entering: ['interviewed'] },
    runs: { by: 'complexity', of: { ordinary: { amount: 1, unit: 'months' }, complex: { amount: 2, unit: 'months' } } },
    metBy: ['decided'],
    pausedIn: ['scheduled', 'no-show'],
    expires: { task: 'decide' },
  },
  contact: {
    starts: { entering: ['no-show'] },
    runs: { amount: 42, unit: 'days' },
    metBy: ['scheduled'],
    expires: { task: 'no-contact' },
  },
  notification: {
    starts: { entering: ['decided'] },
    runs: { amount: 5, unit: 'working-days' },
    metBy: ['notified'],
    expires: { task: 'notify' },
  },
  appeal: {
    starts: { answered: 'notified_on' },
    runs: { by: 'outcome', of: each(AGAINST, { amount: 30, unit: 'days' } as const) },
    toWorkingDay: true,
    metBy: ['appealed'],
    expires: { task: 'appeal-over' },
  },
  // The database lets it end six weeks after the deadline above, whatever weekends and holidays made of that.
  'late-appeal': {
    starts: { answered: 'notified_on' },
    runs: { by: 'outcome', of: each(AGAINST, { amount: 72, unit: 'days' } as const) },
    toWorkingDay: true,
    metBy: ['appealed'],
    expires: { task: 'close-file' },
  },
  'appeal-decision': {
    starts: { entering: ['appealed'] },
    runs: { amount: 3, unit: 'months' },
    metBy: ['appeal-decided'],
    expires: { task: 'decide-appeal' },
  },
}

/** Nobody is taken out of a file by themselves: it is proposed to whoever works on it. domain.md 21.1. */
const proposed = (task: string) => [{ does: 'task', task, within: { amount: 5, unit: 'working-days' } }] as const
const events: Rules['events'] = {
  'registration.death': proposed('somebody-died'),
  'registration.departure': proposed('somebody-left'),
  'registration.return': proposed('somebody-back'),
  'registration.status-erroneous': proposed('look-again'),
  ...Object.fromEntries(
    ['birth', 'marriage', 'divorce', 'separation', 'adoption', 'custody', 'reunion', 'split', 'merge'].map(name => [
      `registration.${name}`,
      proposed('family-changed'),
    ]),
  ),
  'registration.age-18': proposed('is-grown-up'),
  'registration.paper-expires': proposed('paper-ends'),
}

export const rules = { ready, clocks, events } as const
