import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { access } from './access.ts'
import { action, assessment, option, panelist, ruling, source, visit } from './children.ts'
import { file } from './fields.ts'
import { lifecycle } from './lifecycle.ts'
import { rules } from './rules.ts'

const ALL = lifecycle.states

/** The best interests procedure: assessment, plan, determination by a panel, and what becomes of the child. */
export const bestInterests = defineCaseModule({
  name: 'best_interests',
  records: { file, assessment, action, visit, source, option, panelist, ruling },
  lifecycle: { record: 'file', table: lifecycle },
  case: {
    infix: 'BIP',
    roles: ['child', 'caregiver', 'mother', 'father', 'sibling', 'spouse', 'other'],
    closed: ['closed'],
    signs: {
      assess: 'assessed_by',
      'agree-plan': 'agreed_by',
      report: 'reported_by',
      check: 'checked_by',
      decide: 'decided_by',
      close: 'closed_by',
    },
    apart: [
      ['assessed_by', 'agreed_by'],
      ['reported_by', 'checked_by'],
      ['reported_by', 'decided_by'],
      ['assessed_by', 'decided_by'],
    ],
    tasks: [
      'assess',
      'plan',
      'visit',
      'review-plan',
      'call-panel',
      'decide-anew',
      'child-died',
      'child-left',
      'care-changed',
      'look-again',
      'closing-plan',
      'not-safe',
    ],
    links: ['sibling', 'same-caregiver', 'same-events'],
    markers: {
      bid: { field: 'bid', in: ALL, roles: ['child'] },
      bia: { field: 'bia', in: ALL, roles: ['child'] },
      /** What was decided, kept of a file that ended; its word counts while `bid` says approved. */
      solution: { field: 'solution', in: ['decided', 'followed', 'closed'], roles: ['child'] },
      one_parent: { field: 'one_parent', in: ALL, roles: ['child'] },
    },
    ...rules,
  },
  access,
  documents: {
    assessmentReport: { template: 'letter', record: 'file', languages: LANGUAGES },
    determinationReport: { template: 'letter', record: 'file', languages: LANGUAGES },
  },
  measures: {
    files: { record: 'file', by: ['state', 'care_status', 'risk', 'bid'] },
    decisions: { record: 'file', by: ['outcome', 'solution', 'closed_because'] },
    actions: { record: 'action', by: ['service', 'status'] },
  },
  menu: { icon: 'users', order: 34 },
})
export { bestInterests as definition }
