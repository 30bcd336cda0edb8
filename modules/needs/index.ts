import { defineCaseModule } from '@nansen/cases'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { need, step, suggestion } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

/** Who leaves the operation needs nothing of it any more. */
const GONE = [{ does: 'move', move: 'lapse', roles: ['person'] }] as const

/** Specific needs: what somebody needs beside what everybody does, and what is done about it. */
export const needs = defineCaseModule({
  name: 'needs',
  records: { need, step, suggestion },
  lifecycle: { record: 'need', table: lifecycle },
  case: {
    infix: 'SN',
    roles: ['person'],
    closed: ['resolved', 'not-confirmed', 'lapsed'],
    signs: { confirm: 'assessed_by', dismiss: 'assessed_by', resolve: 'resolved_by' },
    tasks: ['assess', 'follow-up', 'look-again', 'is-grown-up', 'is-elderly'],
    ready: {
      resolve: [
        { name: 'something-done', asks: 'some', of: 'step', when: { outcome: ['addressed'] } },
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
      ],
    },
    clocks: {
      assessment: {
        starts: { entering: ['flagged'] },
        runs: { amount: 5, unit: 'working-days' },
        metBy: ['confirmed', 'not-confirmed'],
        expires: { task: 'assess' },
      },
      'follow-up': {
        starts: { entering: ['confirmed'] },
        runs: {
          by: 'severity',
          of: {
            urgent: { amount: 24, unit: 'hours' },
            high: { amount: 7, unit: 'days' },
            medium: { amount: 14, unit: 'days' },
            low: { amount: 1, unit: 'months' },
          },
        },
        expires: { task: 'follow-up' },
      },
    },
    events: {
      'registration.death': GONE,
      'registration.departure': GONE,
      'registration.status-inactive': GONE,
      'registration.status-closed': GONE,
      'registration.status-erroneous': GONE,
      'registration.custody': [{ does: 'task', task: 'look-again' }],
      'registration.adoption': [{ does: 'task', task: 'look-again' }],
      'registration.reunion': [{ does: 'task', task: 'look-again' }],
      'registration.separation': [{ does: 'task', task: 'look-again' }],
      'registration.split': [{ does: 'task', task: 'look-again' }],
      'registration.age-18': [{ does: 'task', task: 'is-grown-up' }],
      'registration.age-60': [{ does: 'task', task: 'is-elderly' }],
    },
    markers: { need: { states: { flagged: 'flagged', confirmed: 'confirmed' } } },
    links: ['same-person', 'same-family'],
  },
  access,
  documents: { need: { template: RECORD_TEMPLATE, record: 'need', languages: ['en', 'fr', 'ar', 'es'] } },
  measures: {
    needs: { record: 'need', by: ['state', 'severity', 'found_by', 'outcome'] },
    suggestions: { record: 'suggestion', by: ['rule', 'answer'] },
  },
  menu: { icon: 'heart-handshake', order: 30 },
})
export { needs as definition }
