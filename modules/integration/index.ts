import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { AIMS, file, STRANDS, step, support } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

const GONE = [{ does: 'move', move: 'lapse', roles: ['applicant'] }] as const
const LOOK = [{ does: 'task', task: 'look-again', within: { amount: 5, unit: 'working-days' } }] as const
const PAPER_ENDS = [{ does: 'task', task: 'paper-ends', within: { amount: 10, unit: 'working-days' } }] as const
/** Never possible while this fits: a case always has its applicant. */
const only = (name: string, strands: readonly (keyof typeof AIMS)[]) =>
  ({ name, asks: 'none', of: 'member', when: { strand: STRANDS.filter(strand => !strands.includes(strand)) } }) as const

/** Staying, and other ways to a life elsewhere: permits, work, school, citizenship, and pathways that are not resettlement. */
export const integration = defineCaseModule({
  name: 'integration',
  records: { file, step, support },
  lifecycle: { record: 'file', table: lifecycle },
  case: {
    infix: 'LOC',
    roles: ['applicant', 'spouse', 'child', 'dependant'],
    closed: ['closed', 'naturalised'],
    signs: { grant: 'granted_by', naturalise: 'confirmed_by', close: 'closed_by' },
    apart: [['granted_by', 'confirmed_by']],
    tasks: ['look-whether-possible', 'ask-for-decision', 'renew', 'look-again', 'is-grown-up', 'paper-ends'],
    ready: {
      plan: [{ name: 'possible', asks: 'none', of: 'member', when: { eligible: ['no', 'unsure'] } }],
      apply: [{ name: 'step', asks: 'some', of: 'step' }],
      grant: [{ name: 'authority-named', asks: 'answered', fields: ['authority'] }],
      naturalise: [
        only('only-legal', ['legal']),
        {
          name: 'only-naturalisation',
          asks: 'none',
          of: 'member',
          when: {
            aim: Object.values(AIMS)
              .flat()
              .filter(aim => aim !== 'naturalisation'),
          },
        },
        { name: 'certificate', asks: 'answered', fields: ['certificate_number'] },
      ],
      depart: [
        only('only-pathway', ['pathway']),
        { name: 'country', asks: 'answered', fields: ['to_country'] },
        { name: 'not-otherwise-leaving', asks: 'no-marker', marker: 'resettlement.going', values: ['yes'] },
        { name: 'no-return-under-way', asks: 'no-marker', marker: 'return.going', values: ['yes'] },
        { name: 'child-decided', asks: 'no-marker', marker: 'best_interests.bid', values: ['needed'] },
      ],
      close: [{ name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } }],
    },
    clocks: {
      possible: {
        starts: { entering: ['assessed'] },
        runs: { amount: 15, unit: 'working-days' },
        metBy: ['planned'],
        expires: { task: 'look-whether-possible' },
      },
      decision: {
        starts: { entering: ['applied'] },
        runs: { amount: 3, unit: 'months' },
        metBy: ['granted', 'refused'],
        expires: { task: 'ask-for-decision' },
      },
      renewal: {
        starts: { answered: 'renew_from' },
        runs: { amount: 1, unit: 'days' },
        expires: { task: 'renew' },
      },
    },
    events: {
      'registration.death': GONE,
      'registration.departure': GONE,
      'registration.status-inactive': GONE,
      'registration.status-erroneous': GONE,
      'registration.move': LOOK,
      'registration.custody': LOOK,
      'registration.marriage': LOOK,
      'registration.divorce': LOOK,
      'registration.age-18': [{ does: 'task', task: 'is-grown-up' }],
      'registration.document-expires': PAPER_ENDS,
      'registration.paper-expires': PAPER_ENDS,
    },
    markers: { going: { field: 'going', in: ['granted', 'renewed'] } },
    links: ['other-strand', 'same-family'],
  },
  access,
  documents: { plan: { template: RECORD_TEMPLATE, record: 'file', languages: LANGUAGES } },
  measures: {
    cases: { record: 'file', by: ['state', 'strand', 'aim', 'eligible', 'refused_because', 'closed_because'] },
    steps: { record: 'step', by: ['status', 'who'] },
    support: { record: 'support', by: ['kind'] },
  },
  menu: { icon: 'building-community', order: 40 },
})
export { integration as definition }
