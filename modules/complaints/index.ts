import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { complaint, step } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 5, unit: 'working-days' } }] as const

/** Complaints, feedback and word of misuse, kept away from whom they are about. */
export const complaints = defineCaseModule({
  name: 'complaints',
  records: { complaint, step },
  lifecycle: { record: 'complaint', table: lifecycle },
  case: {
    infix: 'CFM',
    roles: ['complainant', 'affected', 'witness'],
    subject: 'optional',
    closed: ['closed'],
    signs: { triage: 'triaged_by', answer: 'answered_by', close: 'closed_by' },
    tasks: ['triage', 'acknowledge', 'answer', 'look-again'],
    ready: {
      answer: [{ name: 'findings', asks: 'answered', fields: ['findings'] }],
      close: [
        { name: 'feedback', asks: 'answered', fields: ['feedback_on'], when: { anonymous: false } },
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
      ],
    },
    clocks: {
      triage: {
        starts: { entering: ['received'] },
        runs: {
          by: 'route',
          of: {
            ordinary: { amount: 3, unit: 'working-days' },
            apart: { amount: 24, unit: 'hours' },
            investigators: { amount: 24, unit: 'hours' },
          },
        },
        metBy: ['triaged'],
        expires: { task: 'triage' },
      },
      // Nobody can be told who is not known; met by the day in `acknowledged_on`: migrations/0002.
      acknowledgement: {
        starts: { entering: ['received'] },
        runs: { by: 'anonymous', of: { false: { amount: 5, unit: 'working-days' } } },
        expires: { task: 'acknowledge' },
      },
      answer: {
        starts: { entering: ['triaged', 'in-work'] },
        runs: {
          by: 'priority',
          of: {
            urgent: { amount: 5, unit: 'working-days' },
            soon: { amount: 15, unit: 'working-days' },
            usual: { amount: 30, unit: 'days' },
          },
        },
        metBy: ['answered'],
        expires: { task: 'answer' },
      },
    },
    events: { 'registration.death': LOOK, 'registration.departure': LOOK },
    links: ['same-matter', 'same-complainant'],
  },
  access,
  documents: { complaint: { template: RECORD_TEMPLATE, record: 'complaint', languages: LANGUAGES } },
  measures: { complaints: { record: 'complaint', by: ['state', 'category', 'channel', 'route', 'outcome'] } },
  menu: { icon: 'scale', order: 38 },
})
export { complaints as definition }
