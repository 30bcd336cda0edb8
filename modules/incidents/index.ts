import { defineCaseModule } from '@nansen/cases'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { accused, incident, intervention } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 1, unit: 'working-days' } }] as const

/** Protection incidents: what was done to whom, how soon somebody must act, and what was done about it. */
export const incidents = defineCaseModule({
  name: 'incidents',
  records: { incident, accused, intervention },
  lifecycle: { record: 'incident', table: lifecycle },
  case: {
    infix: 'INC',
    roles: ['victim', 'witness', 'reporter', 'affected-family'],
    subject: 'optional',
    closed: ['closed'],
    signs: { assess: 'handled_by', close: 'closed_by' },
    tasks: ['assess', 'act-now', 'visit-detention', 'visit-again', 'look-again'],
    ready: {
      act: [{ name: 'account', asks: 'answered', fields: ['account'] }],
      monitor: [{ name: 'intervention', asks: 'some', of: 'intervention' }],
      close: [
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
        {
          name: 'intervention-ended',
          asks: 'none',
          of: 'intervention',
          where: { status: ['planned', 'under-way'] },
        },
        {
          name: 'intervention-done',
          asks: 'some',
          of: 'intervention',
          where: { status: 'done' },
          when: { outcome: ['protected', 'released', 'relocated'] },
        },
      ],
    },
    clocks: {
      assessment: {
        starts: { entering: ['reported'] },
        runs: { amount: 24, unit: 'hours' },
        metBy: ['assessed'],
        expires: { task: 'assess' },
      },
      action: {
        starts: { entering: ['assessed'] },
        runs: {
          by: 'risk',
          of: {
            immediate: { amount: 2, unit: 'hours' },
            high: { amount: 24, unit: 'hours' },
            medium: { amount: 3, unit: 'working-days' },
            low: { amount: 10, unit: 'working-days' },
          },
        },
        metBy: ['in-work'],
        expires: { task: 'act-now' },
      },
      // Met by a visit that was made: migrations/0002.
      detention: {
        starts: { answered: 'detained_at' },
        runs: { amount: 48, unit: 'hours' },
        expires: { task: 'visit-detention' },
      },
      monitoring: {
        starts: { entering: ['monitored'] },
        runs: { amount: 14, unit: 'days' },
        metBy: ['in-work'],
        expires: { task: 'visit-again' },
      },
    },
    alerts: {
      // Of the day it was reported, so that no move of the incident says it again.
      'refoulement-risk': {
        where: { kind: ['denied-territory', 'deportation', 'push-back'] },
        since: 'reported_on',
        after: { amount: 0, unit: 'hours' },
        tells: ['protection_officer'],
      },
      'detained-long': { clock: 'detention', tells: ['protection_officer'] },
      // Also while nobody has the incident: a missed visit that is told to its worker alone would then be told to nobody.
      'visit-missed': { clock: 'monitoring', tells: ['protection_officer'] },
    },
    events: {
      'registration.death': LOOK,
      'registration.departure': LOOK,
      'registration.split': LOOK,
      'registration.separation': LOOK,
      'registration.custody': LOOK,
    },
    links: ['same-events', 'same-persons'],
  },
  access,
  documents: { incident: { template: RECORD_TEMPLATE, record: 'incident', languages: ['en', 'fr', 'ar', 'es'] } },
  measures: { incidents: { record: 'incident', by: ['state', 'kind', 'risk', 'by_whom', 'outcome'] } },
  menu: { icon: 'alert-triangle', order: 35 },
})
export { incidents as definition }
