import type { CaseOptions } from '@nansen/cases'
import { AGAINST, LATER_PROCEDURES, MODALITIES, PAUSES, REFUSED, TAKEN } from './fields.ts'

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
const without = (left: string) => MODALITIES.filter(each => each !== left)
const INDIVIDUAL = without('prima-facie')

const SIMPLIFIED = ['simplified']
const WITH_REGISTRATION = ['merged-registration']
const APPLICATION = {
  name: 'application',
  asks: 'each-member',
  of: 'application',
  by: 'individual',
  roles: APPLICANT,
} as const
/** What a simplified procedure leaves unwritten where it recognises; whoever is refused is owed it in every modality. domain.md 3.1. */
const inFull = (when: Readonly<Record<string, readonly string[]>>) =>
  [
    { name: 'some-fact', asks: 'some', of: 'fact', when },
    { name: 'analysis-written', asks: 'answered', fields: ['legal_analysis'], when },
  ] as const
const FACTS_FOUND = { name: 'facts-found', asks: 'none', of: 'fact', where: { finding: null } } as const
const NEGATIVE = { outcome: AGAINST } as const
/** Nobody appealed: both the time to appeal and the six weeks after it are over. */
const UNAPPEALED = { outcome: AGAINST, appeal_filed_on: null } as const

/** What a move waits for. No decision is taken on papers alone, not even on a claim that seems to be without merit. */
const ready: Rules['ready'] = {
  schedule: [
    // who is registered and heard in one sitting tells it there
    { ...APPLICATION, when: { modality: without('merged-registration') } },
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
  hear: [APPLICANT_HEARD, { ...APPLICATION, when: { modality: WITH_REGISTRATION } }],
  miss: [{ name: 'missed-written', asks: 'some', of: 'interview', where: { status: 'no-show' } }],
  assess: [
    APPLICANT_HEARD,
    heard('adults-heard-alone', ADULTS),
    ...inFull({ modality: without('simplified') }),
    FACTS_FOUND,
    { name: 'comments-answered', asks: 'none', of: 'comment', where: { status: 'open' } },
    {
      name: 'assessment-written',
      asks: 'answered',
      fields: ['claim_summary', 'exclusion_trigger', 'recommendation'],
    },
    // one text for both: what section 4 of a submission tells is written here. domain.md 4.4.
    {
      name: 'submission-written',
      asks: 'answered',
      fields: ['harm_feared', 'agents', 'likelihood', 'state_protection', 'relocation'],
      when: { modality: ['merged-resettlement'] },
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
    // the modality may have been changed after the assessment
    ...inFull({ modality: without('simplified') }),
    ...inFull({ modality: SIMPLIFIED, outcome: AGAINST }),
    FACTS_FOUND,
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
const months = (amount: number) => ({ amount, unit: 'months' }) as const
const workingDays = (amount: number) => ({ amount, unit: 'working-days' }) as const
const UNHURRIED = ['ordinary', 'complex', 'urgent', 'urgent-complex']

/**
 * Days and months: the Procedural Standards where they say one (appeal 30 days, six weeks beside it, six weeks of silence), else ours. Of an accelerated
 * procedure every step of ours is sooner, and no time of the applicant's is: decision 0311.
 */
const clocks: Rules['clocks'] = {
  hearing: {
    starts: { entering: ['registered'] },
    runs: {
      by: 'pace',
      of: {
        ...each(['ordinary', 'complex'], months(6)),
        ...each(['urgent', 'urgent-complex'], months(1)),
        accelerated: workingDays(10),
      },
    },
    metBy: ['scheduled', 'decided'],
    expires: { task: 'plan-interview' },
  },
  decision: {
    starts: { entering: ['interviewed'] },
    runs: {
      by: 'pace',
      of: {
        ...each(['ordinary', 'urgent'], months(1)),
        ...each(['complex', 'urgent-complex'], months(2)),
        accelerated: workingDays(10),
      },
    },
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
    runs: { by: 'pace', of: { ...each(UNHURRIED, workingDays(5)), accelerated: workingDays(2) } },
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
    runs: { by: 'pace', of: { ...each(UNHURRIED, months(3)), accelerated: months(1) } },
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
