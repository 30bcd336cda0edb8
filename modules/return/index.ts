import { defineCaseModule } from '@nansen/cases'
import { LANGUAGES } from '@nansen/kernel'
import { access } from './access.ts'
import { clearance, counselling, departure, fitness, form, help, interview, signature, visit } from './children.ts'
import { convoy, file } from './fields.ts'
import { lifecycle } from './lifecycle.ts'
import { rules } from './rules.ts'

/** Voluntary return: asked for, informed, free, safe for every child, and followed home. */
export const voluntaryReturn = defineCaseModule({
  name: 'return',
  records: {
    file,
    counselling,
    interview,
    form,
    signature,
    fitness,
    clearance,
    departure,
    help,
    visit,
    convoy,
  },
  lifecycle: { record: 'file', table: lifecycle },
  case: {
    infix: 'VRF',
    roles: ['head', 'adult', 'child', 'unaccompanied-child'],
    closed: ['monitored', 'withdrawn', 'refused'],
    signs: {
      counsel: 'counselled_by',
      sign: 'signed_by',
      verify: 'verified_by',
      depart: 'departure_by',
      refuse: 'refused_by',
    },
    apart: [
      ['signed_by', 'verified_by'],
      ['counselled_by', 'verified_by'],
    ],
    tasks: [
      'counsel',
      'ask-clearance',
      'ask-arrival',
      'look-after',
      'look-again',
      'new-form',
      'newborn',
      'own-signature',
      'came-back',
      'paper-ends',
    ],
    links: ['same-family', 'goes-together', 'second-attempt'],
    markers: {
      going: { states: { verified: 'yes', cleared: 'yes', scheduled: 'yes' } },
      gone: { states: { departed: 'yes', arrived: 'yes', monitored: 'yes' } },
    },
    ...rules,
  },
  access,
  documents: {
    repatriationForm: { template: 'letter', record: 'file', languages: LANGUAGES },
    manifest: { template: 'letter', record: 'convoy', languages: LANGUAGES },
  },
  measures: {
    returns: { record: 'file', by: ['state', 'kind', 'to_country', 'interest_how', 'refused_because', 'hold_because'] },
    answers: { record: 'clearance', by: ['answer'] },
    departures: { record: 'departure', by: ['outcome', 'known_by'] },
    monitoring: { record: 'visit', by: ['how', 'where_they_live', 'papers', 'children_at_school', 'safe'] },
  },
  menu: { icon: 'route', order: 39 },
})
export { voluntaryReturn as definition }
