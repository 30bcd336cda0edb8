import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { evidence, hearing, measure, report } from './children.ts'
import { inquiry } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

const OPEN = lifecycle.states.filter(state => state !== 'closed')
const FOUND = ['substantiated', 'partly']
const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 5, unit: 'working-days' } }] as const
/** The last day itself is in a field that the database keeps: how long it is, is data of the operation (`fraud.setting`). */
const UNTIL_THEN = { amount: 0, unit: 'days' } as const

/** Suspicion that a registered person misled us: examined fairly, decided by two, and known to as few as can be. */
export const fraud = defineCaseModule({
  name: 'fraud',
  records: { inquiry, report, evidence, hearing, measure },
  lifecycle: { record: 'inquiry', table: lifecycle },
  case: {
    // The number stands on papers and in letters: it does not say of what it is.
    infix: 'CLR',
    roles: ['concerned', 'family', 'misled', 'witness'],
    closed: ['closed'],
    signs: {
      assess: 'assessed_by',
      conclude: 'concluded_by',
      decide: 'decided_by',
      'decide-appeal': 'appeal_decided_by',
    },
    apart: [
      ['concluded_by', 'decided_by'],
      ['concluded_by', 'appeal_decided_by'],
      ['decided_by', 'appeal_decided_by'],
    ],
    approvals: ['authorities', 'longer-hold'],
    tasks: ['first-look', 'examine', 'decide', 'hold-over', 'decide-appeal', 'appeal-over', 'look-again'],
    ready: {
      hear: [
        { name: 'notice', asks: 'answered', fields: ['notice_given_on', 'notice_how'] },
        { name: 'own-say', asks: 'some', of: 'hearing' },
      ],
      conclude: [
        { name: 'evidence', asks: 'some', of: 'evidence' },
        { name: 'reply-weighed', asks: 'answered', fields: ['reply_weighed', 'reasons'] },
      ],
      decide: [
        { name: 'measure', asks: 'some', of: 'measure', when: { finding: FOUND } },
        {
          name: 'no-sanction',
          asks: 'none',
          of: 'measure',
          where: {
            kind: ['warning', 'suspend-resettlement', 'suspend-return-grant', 'review-status', 'tell-authorities'],
          },
          when: { finding: ['unsubstantiated', 'mistake'] },
        },
      ],
      'decide-appeal': [{ name: 'appeal-reasons', asks: 'answered', fields: ['appeal_reasons'] }],
      close: [
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open', kind: ['examine', 'decide'] } },
        {
          name: 'appeal-over',
          asks: 'clock',
          clock: 'appeal',
          is: ['expired'],
          when: { finding: FOUND, appeal_outcome: null },
        },
        {
          name: 'appeal-told',
          asks: 'answered',
          fields: ['appeal_notified_on'],
          when: { appeal_outcome: ['upheld', 'granted', 'lessened'] },
        },
      ],
    },
    clocks: {
      'first-look': {
        starts: { entering: ['reported'] },
        runs: { amount: 5, unit: 'working-days' },
        metBy: ['assessed'],
        expires: { task: 'first-look' },
      },
      examination: {
        starts: { entering: ['assessed'] },
        runs: { amount: 30, unit: 'days' },
        metBy: ['concluded'],
        expires: { task: 'examine' },
      },
      decision: {
        starts: { entering: ['concluded'] },
        runs: { amount: 10, unit: 'working-days' },
        metBy: ['decided'],
        expires: { task: 'decide' },
      },
      hold: { starts: { answered: 'hold_until' }, runs: UNTIL_THEN, expires: { task: 'hold-over' } },
      appeal: {
        starts: { answered: 'appeal_until' },
        runs: UNTIL_THEN,
        metBy: ['appealed'],
        expires: { task: 'appeal-over' },
      },
      'appeal-decision': {
        starts: { entering: ['appealed'] },
        runs: { amount: 30, unit: 'days' },
        metBy: ['appeal-decided'],
        expires: { task: 'decide-appeal' },
      },
    },
    alerts: { 'hold-ends': { clock: 'hold' }, 'waits-long': { clock: 'examination', tells: ['head_of_office'] } },
    events: {
      'registration.death': LOOK,
      'registration.departure': LOOK,
      'registration.duplicate': LOOK,
      'registration.split': LOOK,
      'registration.separation': LOOK,
    },
    markers: { hold: { field: 'hold', in: OPEN, roles: ['concerned'] } },
    links: ['same-matter', 'same-broker'],
  },
  access,
  documents: { inquiry: { template: RECORD_TEMPLATE, record: 'inquiry', languages: LANGUAGES } },
  measures: {
    inquiries: { record: 'inquiry', by: ['state', 'kind', 'finding', 'appeal_outcome'] },
    sources: { record: 'report', by: ['source'] },
    sanctions: { record: 'measure', by: ['kind', 'status'] },
  },
  menu: { icon: 'user-search', order: 37 },
})
export { fraud as definition }
