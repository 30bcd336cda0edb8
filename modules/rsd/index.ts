import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { application, citation, claim, comment, fact, interview, movement, ruling } from './children.ts'
import { file } from './fields.ts'
import { lifecycle } from './lifecycle.ts'
import { rules } from './rules.ts'

const OPEN = lifecycle.states.filter(state => state !== 'closed')
const DECIDED = ['decided', 'notified', 'appealed', 'appeal-decided', 'appeal-notified', 'closed']

/** Refugee status determination: who is a refugee, why, and what becomes of that. */
export const rsd = defineCaseModule({
  name: 'rsd',
  records: { file, application, claim, interview, fact, citation, comment, movement, ruling },
  lifecycle: { record: 'file', table: lifecycle },
  recordings: true,
  case: {
    infix: 'RSD',
    roles: ['applicant', 'spouse', 'adult-dependant', 'minor-dependant'],
    closed: ['closed'],
    signs: {
      assess: 'assessed_by',
      endorse: 'reviewed_by',
      decide: 'decided_by',
      record: 'decided_by',
      'decide-appeal': 'appeal_decided_by',
    },
    apart: [
      ['assessed_by', 'reviewed_by'],
      ['assessed_by', 'decided_by'],
      ['appeal_decided_by', 'assessed_by'],
      ['appeal_decided_by', 'reviewed_by'],
      ['appeal_decided_by', 'decided_by'],
    ],
    tasks: [
      'plan-interview',
      'decide',
      'notify',
      'no-contact',
      'appeal-over',
      'close-file',
      'decide-appeal',
      'somebody-died',
      'somebody-left',
      'somebody-back',
      'family-changed',
      'is-grown-up',
      'look-again',
      'review-derivative',
      'paper-ends',
    ],
    links: ['own-claim', 'same-family', 'later-procedure'],
    markers: {
      decision: { field: 'stands', in: DECIDED, roles: ['applicant'] },
      hold: { field: 'hold', in: OPEN },
    },
    ...rules,
  },
  access,
  documents: {
    file: { template: RECORD_TEMPLATE, record: 'file', languages: LANGUAGES },
    appointment: { template: 'letter', record: 'file', languages: LANGUAGES },
    notification: { template: 'letter', record: 'file', languages: LANGUAGES },
    appealDecision: { template: 'letter', record: 'file', languages: LANGUAGES },
  },
  measures: {
    files: { record: 'file', by: ['state', 'procedure', 'modality', 'authority', 'priority'] },
    decisions: { record: 'file', by: ['stands', 'ground', 'appeal_outcome', 'closed_because'] },
    findings: { record: 'fact', by: ['finding'] },
  },
  menu: { icon: 'gavel', order: 32 },
})
export { rsd as definition }
