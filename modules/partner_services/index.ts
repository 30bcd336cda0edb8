import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { access } from './access.ts'
import { attendance, enrolment, programme, service, session } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

/** Who is gone takes part in nothing any more. */
const GONE = [{ does: 'move', move: 'lapse', roles: ['participant'] }] as const
const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 5, unit: 'working-days' } }] as const
const AGREED = { name: 'agreed', asks: 'answered', fields: ['agreed_on'] } as const

/** What partners do for people: school, training, work, health. Each partner sees its own people and nobody else's. */
export const partnerServices = defineCaseModule({
  name: 'partner_services',
  records: { enrolment, attendance, service, programme, session },
  lifecycle: { record: 'enrolment', table: lifecycle },
  case: {
    infix: 'SRV',
    roles: ['participant', 'guardian'],
    closed: ['completed', 'left', 'declined', 'lapsed'],
    signs: { accept: 'accepted_by', complete: 'ended_by', leave: 'ended_by' },
    tasks: ['answer', 'see-how-it-goes', 'look-again', 'is-grown-up'],
    ready: {
      accept: [AGREED],
      wait: [AGREED],
      complete: [{ name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } }],
    },
    clocks: {
      answer: {
        starts: { entering: ['asked'] },
        runs: { amount: 5, unit: 'working-days' },
        metBy: ['taking-part', 'waiting', 'declined'],
        expires: { task: 'answer' },
      },
      'see-how-it-goes': {
        starts: { entering: ['taking-part'] },
        runs: { amount: 1, unit: 'months' },
        expires: { task: 'see-how-it-goes' },
      },
    },
    events: {
      'registration.death': GONE,
      'registration.departure': GONE,
      'registration.status-inactive': GONE,
      'registration.status-closed': GONE,
      'registration.status-erroneous': GONE,
      'registration.move': LOOK,
      'registration.custody': LOOK,
      'registration.age-18': [{ does: 'task', task: 'is-grown-up' }],
    },
    links: ['same-family', 'goes-on-from'],
  },
  access,
  documents: {
    enrolmentSlip: { template: 'letter', record: 'enrolment', languages: LANGUAGES },
    certificate: { template: 'letter', record: 'enrolment', languages: LANGUAGES },
  },
  measures: {
    enrolments: { record: 'enrolment', by: ['state', 'asked_by', 'outcome', 'declined_because', 'left_because'] },
    attendance: { record: 'attendance', by: ['presence'] },
    programmes: { record: 'programme', by: ['kind', 'takes_in'] },
  },
  menu: { icon: 'users-group', order: 38 },
})
export { partnerServices as definition }
