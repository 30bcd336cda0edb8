import {
  approve,
  code,
  date,
  defineLifecycle,
  defineRecord,
  note,
  read,
  reference,
  stage,
  summary,
  text,
  write,
} from '@nansen/model'
import { defineCaseModule } from '../src/index.ts'

const file = defineRecord({
  title: ['topic'],
  fields: {
    topic: text(),
    risk: code(['high', 'low'], { optional: true }),
    notified_on: date({ optional: true }),
    decision: code(['yes', 'no'], { optional: true }),
    secret: note({ optional: true, sensitivity: 'protected' }),
    assessed_by: reference('auth.staff', { optional: true, derived: true }),
    reviewed_by: reference('auth.staff', { optional: true, derived: true }),
  },
})

const finding = defineRecord({
  parent: 'file',
  title: ['individual'],
  fields: { individual: reference('registration.individual'), said: code(['credible', 'not']) },
})

const lifecycle = defineLifecycle<keyof typeof file.fields & string>()({
  initial: 'open',
  states: ['open', 'waiting', 'assessed', 'decided', 'closed', 'gone'],
  moves: {
    wait: { from: ['open'], to: 'waiting', by: 'change' },
    resume: { from: ['waiting'], to: 'open', by: 'change' },
    assess: { from: ['open'], to: 'assessed', by: 'change' },
    return: { from: ['assessed'], to: 'open', by: 'approve' },
    decide: { from: ['assessed'], to: 'decided', by: 'approve', needs: ['decision'] },
    close: { from: ['decided'], to: 'closed', by: 'change' },
    leave: { from: ['open', 'waiting', 'assessed', 'decided'], to: 'gone', by: 'system' },
  },
})

/** A case that has one of every rule, for tests of the platform; no product code uses it. */
export const example = defineCaseModule({
  name: 'example',
  records: { file, finding },
  lifecycle: { record: 'file', table: lifecycle },
  recordings: true,
  case: {
    infix: 'EX',
    roles: ['applicant', 'child'],
    closed: ['closed', 'gone'],
    signs: { assess: 'assessed_by', decide: 'reviewed_by' },
    apart: [['assessed_by', 'reviewed_by']],
    tasks: ['look-again', 'answer-late', 'call-back'],
    links: ['same-family'],
    approvals: ['travel'],
    alerts: {
      'waits-long': { where: { state: ['waiting'], risk: 'high' }, after: { amount: 48, unit: 'hours' } },
      'call-missed': { clock: 'first', tells: ['rsd_reviewer'] },
    },
    ready: {
      assess: [
        { name: 'risk-and-secret', asks: 'answered', fields: ['risk', 'secret'] },
        { name: 'finding-for-each', asks: 'each-member', of: 'finding', by: 'individual', roles: ['applicant'] },
      ],
      decide: [{ name: 'no-hold', asks: 'no-marker', marker: 'example.hold', values: ['waiting'] }],
      close: [
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
        { name: 'answer-over', asks: 'clock', clock: 'answer', is: ['expired'], when: { decision: 'no' } },
      ],
    },
    clocks: {
      first: {
        starts: { entering: ['open'] },
        runs: { amount: 3, unit: 'working-days' },
        metBy: ['assessed'],
        pausedIn: ['waiting'],
        expires: { task: 'call-back' },
      },
      answer: {
        starts: { answered: 'notified_on' },
        runs: { amount: 30, unit: 'days' },
        toWorkingDay: true,
        expires: { task: 'answer-late' },
      },
      watch: {
        starts: { entering: ['assessed'] },
        runs: { by: 'risk', of: { high: { amount: 24, unit: 'hours' }, low: { amount: 1, unit: 'months' } } },
      },
    },
    events: {
      'registration.death': [
        { does: 'leave' },
        { does: 'move', move: 'leave', roles: ['applicant'] },
        { does: 'task', task: 'look-again', within: { amount: 2, unit: 'working-days' } },
      ],
      'registration.departure': [{ does: 'task', task: 'look-again', in: ['open', 'assessed'] }],
      'registration.document-expires': [{ does: 'task', task: 'look-again', in: ['open', 'waiting'] }],
      'registration.split': [{ does: 'task', task: 'look-again' }],
    },
    markers: {
      hold: { states: { waiting: 'waiting' } },
      decision: { field: 'decision', in: ['decided', 'closed'], roles: ['applicant'] },
    },
  },
  access: {
    rsd_officer: write('office', 'protected'),
    rsd_reviewer: approve('subtree', 'protected'),
    resettlement_officer: read('office'),
    registration_officer: stage('office'),
    protection_officer: summary('subtree'),
    government_rsd_officer: write('case', 'protected'),
    gbv_caseworker: write('office', 'protected'),
  },
})
