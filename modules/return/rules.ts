import type { CaseOptions } from '@nansen/cases'
import { BEFORE } from './lifecycle.ts'

type Rules = Pick<CaseOptions, 'ready' | 'clocks' | 'events'>

/** Who decides for themselves: every adult, and a child who goes without one. */
const DECIDE = ['head', 'adult', 'unaccompanied-child'] as const
const ALONE = ['unaccompanied-child'] as const
const OPEN = [...BEFORE, 'on-hold'] as const

/** No child goes against, or before, what is best for them; a child alone only with a decision that says so. domain.md 21.1, rule 6. */
const CHILDREN = [
  {
    name: 'child-alone-decided',
    asks: 'marker',
    marker: 'best_interests.bid',
    values: ['approved'],
    roles: ALONE,
  },
  { name: 'no-decision-awaited', asks: 'no-marker', marker: 'best_interests.bid', values: ['needed'] },
] as const
const FREE_WILL = [
  {
    name: 'free-will',
    asks: 'each-member',
    of: 'interview',
    by: 'individual',
    where: { finding: 'voluntary', newest: true },
    roles: DECIDE,
  },
  {
    name: 'nobody-unsure',
    asks: 'none',
    of: 'interview',
    where: { finding: ['not-voluntary', 'unsure'], newest: true },
  },
] as const
/** Nobody leaves twice. */
const ONE_WAY = [
  { name: 'not-otherwise-leaving', asks: 'no-marker', marker: 'resettlement.going', values: ['yes'] },
  { name: 'no-pathway-open', asks: 'no-marker', marker: 'integration.going', values: ['yes'] },
] as const

const ready: Rules['ready'] = {
  counsel: [{ name: 'everybody-counselled', asks: 'each-member', of: 'counselling', by: 'individual', roles: DECIDE }],
  sign: [
    { name: 'destination', asks: 'answered', fields: ['to_country', 'to_place'] },
    { name: 'form-made', asks: 'some', of: 'form', where: { void_on: null } },
    ...FREE_WILL,
    {
      name: 'everybody-signed',
      asks: 'each-member',
      of: 'signature',
      by: 'individual',
      where: { void_on: null },
      roles: DECIDE,
    },
    ...CHILDREN,
  ],
  verify: [
    {
      name: 'everybody-fit',
      asks: 'each-member',
      of: 'fitness',
      by: 'individual',
      where: { result: ['fit', 'fit-with-care'], newest: true },
    },
    { name: 'debts', asks: 'answered', fields: ['exit_debts'] },
    // Never possible while this fits: a case always has somebody in it.
    { name: 'debts-open', asks: 'none', of: 'member', when: { exit_debts: ['open'] } },
    ...CHILDREN,
    ...ONE_WAY,
    { name: 'no-status-hold', asks: 'no-marker', marker: 'rsd.hold', values: ['yes'] },
    { name: 'no-fraud-hold', asks: 'no-marker', marker: 'fraud.hold', values: ['yes'] },
  ],
  clear: [
    {
      name: 'everybody-cleared',
      asks: 'each-member',
      of: 'clearance',
      by: 'individual',
      where: { answer: 'accepted', newest: true },
    },
    ...CHILDREN,
  ],
  schedule: [{ name: 'convoy', asks: 'answered', fields: ['convoy'] }, ...FREE_WILL, ...CHILDREN, ...ONE_WAY],
  depart: [
    { name: 'everybody-accounted', asks: 'each-member', of: 'departure', by: 'individual' },
    ...FREE_WILL,
    ...CHILDREN,
    ...ONE_WAY,
  ],
  monitor: [
    { name: 'somebody-looked', asks: 'some', of: 'visit' },
    { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
  ],
}

/** Spans are ours: none is agreed in public. */
const clocks: Rules['clocks'] = {
  counselling: {
    starts: { entering: ['interested'] },
    runs: { amount: 10, unit: 'working-days' },
    metBy: ['counselled'],
    pausedIn: ['on-hold'],
    expires: { task: 'counsel' },
  },
  clearance: {
    starts: { entering: ['verified'] },
    runs: { amount: 30, unit: 'days' },
    metBy: ['cleared', 'counselled'],
    pausedIn: ['on-hold'],
    expires: { task: 'ask-clearance' },
  },
  arrival: {
    starts: { entering: ['departed'] },
    runs: { amount: 7, unit: 'days' },
    metBy: ['arrived'],
    expires: { task: 'ask-arrival' },
  },
  monitoring: {
    starts: { entering: ['arrived'] },
    runs: { amount: 3, unit: 'months' },
    metBy: ['monitored'],
    expires: { task: 'look-after' },
  },
}

/** Whoever is gone is out of it, and the form of the others is void: migrations/0002. With nobody left it ends. */
const GONE = [
  { does: 'leave', in: OPEN },
  { does: 'move', move: 'lapse', in: OPEN },
] as const
const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 2, unit: 'working-days' } }] as const

const events: Rules['events'] = {
  'registration.death': [...GONE, { does: 'task', task: 'look-again', in: ['departed', 'arrived'] }],
  'registration.departure': GONE,
  'registration.status-inactive': GONE,
  'registration.status-closed': GONE,
  'registration.status-erroneous': GONE,
  'registration.status-hold': LOOK,
  'registration.marriage': LOOK,
  'registration.divorce': LOOK,
  'registration.separation': LOOK,
  'registration.custody': LOOK,
  'registration.adoption': LOOK,
  'registration.reunion': LOOK,
  'registration.split': LOOK,
  'registration.age-18': [{ does: 'task', task: 'own-signature', in: OPEN }],
  'registration.document-expires': [
    { does: 'task', task: 'paper-ends', in: OPEN, within: { amount: 10, unit: 'working-days' } },
  ],
  'registration.return': [{ does: 'task', task: 'came-back', in: ['departed', 'arrived'] }],
}

export const rules = { ready, clocks, events } as const
