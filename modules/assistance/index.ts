import { LANGUAGES } from '@nansen/kernel'
import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import {
  alternate,
  card,
  collection,
  cycle,
  desk,
  entitlement,
  given,
  plan,
  point,
  programme,
  stock,
} from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export { ALTERNATE_REASONS, CARD_ENDS, DESK_REASONS, TAKERS, VERIFIED } from './fields.ts'

/** Assistance: what families are entitled to, the lists, who collected what, and what is left. */
export const assistance = defineModule({
  name: 'assistance',
  records: { programme, entitlement, cycle, point, stock, collection, given, desk, alternate, card, plan },
  lifecycle: { record: 'cycle', table: lifecycle },
  access,
  documents: {
    distributionList: { template: 'distribution-paper', record: 'point', languages: LANGUAGES },
    rationCards: { template: 'ration-cards', record: 'point', languages: LANGUAGES },
    manifest: { template: 'distribution-paper', record: 'point', languages: LANGUAGES },
  },
  measures: {
    cycles: { record: 'cycle', by: ['state'] },
    collections: { record: 'collection', by: ['taken_by', 'verified', 'partial'] },
    plans: { record: 'plan', by: ['decision'] },
    cards: { record: 'card', by: ['ended'] },
    alternates: { record: 'alternate', by: ['because', 'decision'] },
    desks: { record: 'desk', by: ['reason', 'outcome'] },
  },
  menu: { icon: 'truck-delivery', order: 70 },
})
export { assistance as definition }
