import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { identityCheck, integrityCheck, lockedForm, statement, submission, traveller } from './children.ts'
import { file } from './fields.ts'
import { lifecycle, WITH_STATE } from './lifecycle.ts'
import { quota, share } from './quota.ts'
import { rules } from './rules.ts'

const OPEN = lifecycle.states.filter(state => !['departed', 'closed'].includes(state))

/** Resettlement: who is put forward to a third country, for which reason, under which quota, and who left. */
export const resettlement = defineCaseModule({
  name: 'resettlement',
  records: {
    file,
    traveller,
    identity_check: identityCheck,
    integrity_check: integrityCheck,
    statement,
    submission,
    locked_form: lockedForm,
    quota,
    share,
  },
  lifecycle: { record: 'file', table: lifecycle },
  case: {
    infix: 'RST',
    roles: ['principal', 'member'],
    closed: ['departed', 'closed'],
    signs: {
      assess: 'assessed_by',
      clear: 'cleared_by',
      recommend: 'recommended_by',
      endorse: 'reviewed_by',
      submit: 'submitted_by',
      depart: 'confirmed_by',
    },
    apart: [
      ['assessed_by', 'cleared_by'],
      ['recommended_by', 'reviewed_by'],
    ],
    tasks: [
      'submit-late',
      'ask-the-state',
      'departure-late',
      'somebody-died',
      'somebody-left',
      'somebody-back',
      'family-changed',
      'tell-the-state',
      'is-grown-up',
      'look-again',
    ],
    links: ['same-family', 'polygamous-family', 'travels-together', 'depends-on'],
    approvals: ['another-state'],
    markers: {
      going: { states: Object.fromEntries(WITH_STATE.map(state => [state, 'yes'])) },
      hold: { field: 'hold', in: OPEN },
    },
    ...rules,
  },
  access,
  documents: {
    file: { template: RECORD_TEMPLATE, record: 'file', languages: LANGUAGES },
    form: { template: 'resettlement-form', record: 'file', languages: LANGUAGES },
  },
  measures: {
    files: {
      record: 'file',
      by: ['state', 'submission_priority', 'processing_priority', 'primary_category', 'found_by'],
    },
    submissions: { record: 'submission', by: ['outcome', 'submitted_on', 'quota'] },
    endings: { record: 'file', by: ['closed_because', 'departed_on'] },
    checks: { record: 'identity_check', by: ['occasion', 'outcome', 'because'] },
  },
  menu: { icon: 'plane', order: 44 },
})
export { resettlement as definition }
