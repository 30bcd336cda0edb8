import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { enquiry, examination, fact, interview, nationality, paper, step } from './children.ts'
import { AGAINST, file } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 5, unit: 'working-days' } }] as const
const DETERMINATION = { procedure: 'determination' }
/** The last day itself is in a field that the database keeps: how long it is, is data of the operation (`statelessness.setting`). */
const UNTIL_THEN = { amount: 0, unit: 'days' } as const

/** Whether any State considers somebody its national, State by State; and help so that children do not grow up without one. */
export const statelessness = defineCaseModule({
  name: 'statelessness',
  records: { file, nationality, examination, enquiry, interview, fact, step, paper },
  lifecycle: { record: 'file', table: lifecycle },
  case: {
    infix: 'SDP',
    roles: ['applicant', 'child', 'spouse', 'parent'],
    closed: ['final'],
    signs: {
      assess: 'assessed_by',
      endorse: 'reviewed_by',
      decide: 'decided_by',
      'decide-appeal': 'appeal_decided_by',
    },
    apart: [
      ['assessed_by', 'reviewed_by'],
      ['assessed_by', 'decided_by'],
      ['appeal_decided_by', 'assessed_by'],
      ['appeal_decided_by', 'reviewed_by'],
      ['appeal_decided_by', 'decided_by'],
    ],
    tasks: ['decide', 'ask-again', 'decide-appeal', 'appeal-over', 'is-grown-up', 'look-again'],
    ready: {
      hear: [
        { name: 'informed', asks: 'answered', fields: ['informed_on'] },
        { name: 'interview', asks: 'some', of: 'interview' },
      ],
      enquire: [
        { name: 'state-examined', asks: 'some', of: 'examination', when: DETERMINATION },
        { name: 'interview', asks: 'some', of: 'interview', when: DETERMINATION },
      ],
      assess: [
        { name: 'state-examined', asks: 'some', of: 'examination' },
        { name: 'every-state', asks: 'none', of: 'examination', where: { finding: null } },
        { name: 'every-reply', asks: 'none', of: 'enquiry', where: { reply: null } },
        { name: 'fact', asks: 'some', of: 'fact' },
        { name: 'analysis', asks: 'answered', fields: ['recommendation', 'analysis'] },
      ],
      decide: [{ name: 'reasons', asks: 'answered', fields: ['reasons'] }],
      'decide-appeal': [{ name: 'appeal-reasons', asks: 'answered', fields: ['appeal_reasons'] }],
      settle: [
        { name: 'step', asks: 'some', of: 'step' },
        {
          name: 'proof',
          asks: 'some',
          of: 'paper',
          where: { kind: ['birth-certificate', 'nationality-certificate'] },
          when: { settled_as: ['registered', 'confirmed'] },
        },
      ],
      close: [
        {
          name: 'appeal-over',
          asks: 'clock',
          clock: 'appeal',
          is: ['expired'],
          when: { stands: [...AGAINST], appeal_outcome: null },
        },
        {
          name: 'appeal-told',
          asks: 'answered',
          fields: ['appeal_notified_on'],
          when: { appeal_outcome: ['upheld', 'granted'] },
        },
      ],
    },
    clocks: {
      decision: {
        starts: { answered: 'decide_by' },
        runs: UNTIL_THEN,
        metBy: ['decided'],
        expires: { task: 'decide' },
      },
      replies: {
        starts: { entering: ['enquiries-open'] },
        runs: { amount: 3, unit: 'months' },
        metBy: ['assessed'],
        expires: { task: 'ask-again' },
      },
      appeal: {
        starts: { answered: 'appeal_until' },
        runs: UNTIL_THEN,
        metBy: ['appealed'],
        expires: { task: 'appeal-over' },
      },
      'appeal-decision': {
        starts: { entering: ['appealed'] },
        runs: { amount: 3, unit: 'months' },
        metBy: ['appeal-decided'],
        expires: { task: 'decide-appeal' },
      },
    },
    alerts: { 'decision-late': { clock: 'decision', tells: ['rsd_reviewer'] } },
    events: {
      'registration.death': LOOK,
      'registration.departure': LOOK,
      'registration.marriage': LOOK,
      'registration.birth': LOOK,
      'registration.split': LOOK,
      'registration.age-18': [{ does: 'task', task: 'is-grown-up', within: { amount: 10, unit: 'working-days' } }],
    },
    markers: {
      decision: {
        field: 'stands',
        in: ['decided', 'notified', 'appealed', 'appeal-decided', 'final'],
        roles: ['applicant'],
      },
    },
    links: ['same-family', 'own-claim'],
  },
  access,
  documents: { file: { template: RECORD_TEMPLATE, record: 'file', languages: LANGUAGES } },
  measures: {
    files: { record: 'file', by: ['state', 'procedure', 'claim'] },
    decisions: { record: 'file', by: ['stands', 'appeal_outcome', 'settled_as'] },
    states: { record: 'examination', by: ['country', 'finding'] },
  },
  menu: { icon: 'map-pin', order: 33 },
})
export { statelessness as definition }
