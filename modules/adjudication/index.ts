import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { link, opinion, recordMerge, referral, review } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export { REFERRAL_KINDS, VERDICTS } from './fields.ts'

/** Adjudication: people, not the machine, say whether two records are one person. */
export const adjudication = defineModule({
  name: 'adjudication',
  records: { review, link, referral, record_merge: recordMerge, opinion },
  lifecycle: { record: 'review', table: lifecycle },
  access,
  measures: { outcomes: { record: 'review', by: ['outcome', 'found_by'] } },
  menu: { icon: 'scale', order: 30 },
})
export { adjudication as definition }
