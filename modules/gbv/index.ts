import { defineCaseModule } from '@nansen/cases'
import { access } from './access.ts'
import { attempt, consent, incident, part, perpetrator, service } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

/** Hours in which each kind of health care still helps (domain.md 6.2); the database starts and meets them: migrations/0002. */
const HOURS = (amount: number, task: string) =>
  ({ starts: { answered: 'health_from' }, runs: { amount, unit: 'hours' }, expires: { task } }) as const

/** Gender-based violence: what was done for a survivor, in a record that names nobody. */
export const gbv = defineCaseModule({
  name: 'gbv',
  records: { incident, perpetrator, consent, service, part, attempt },
  lifecycle: { record: 'incident', table: lifecycle },
  case: {
    infix: 'GBV',
    roles: [],
    subject: 'none',
    closed: ['closed'],
    signs: { close: 'closed_by' },
    tasks: ['hiv-hours-over', 'pregnancy-hours-over', 'follow-up', 'tell-consent-withdrawn'],
    ready: {
      assess: [
        { name: 'told-and-said', asks: 'answered', fields: ['limits_told_on', 'acts', 'gender_based'] },
        { name: 'consent-asked', asks: 'some', of: 'consent' },
      ],
      start: [
        {
          name: 'health-answered',
          asks: 'some',
          of: 'service',
          where: { service: 'health' },
          when: { type: ['rape', 'sexual-assault'] },
        },
        { name: 'safety-plan', asks: 'some', of: 'part', where: { part: 'safety-plan' } },
      ],
      close: [
        { name: 'silent', asks: 'clock', clock: 'silence', is: ['expired'], when: { closed_because: 'no-contact' } },
        { name: 'tried', asks: 'answered', fields: ['tried_twice_on'], when: { closed_because: 'no-contact' } },
        {
          name: 'feedback-asked',
          asks: 'answered',
          fields: ['feedback'],
          when: { closed_because: ['needs-met', 'survivor-asked', 'transferred', 'funding-ended'] },
        },
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
        {
          name: 'safety-plan',
          asks: 'some',
          of: 'part',
          where: { part: 'safety-plan' },
          when: { closed_because: ['needs-met', 'transferred'] },
        },
        {
          name: 'safety-reviewed',
          asks: 'answered',
          fields: ['safety_reviewed_on'],
          when: { closed_because: ['needs-met', 'transferred'] },
        },
      ],
    },
    clocks: {
      hiv: HOURS(72, 'hiv-hours-over'),
      pregnancy: HOURS(120, 'pregnancy-hours-over'),
      // More than 30 days: nobody is given up before (domain.md 6.3).
      silence: { starts: { answered: 'last_contact_on' }, runs: { amount: 30, unit: 'days' } },
      'follow-up': {
        starts: { entering: ['in-care', 'follow-up'] },
        runs: { amount: 14, unit: 'days' },
        expires: { task: 'follow-up' },
      },
    },
    alerts: { 'follow-up-missed': { clock: 'follow-up' } },
    links: ['same-survivor'],
  },
  access,
  // No paper and no export: what is printed is found.
  measures: { incidents: { record: 'incident', by: ['state', 'type'] } },
  menu: { icon: 'shield', order: 36 },
})
export { gbv as definition }
