import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { arrival, campaign, day, mark, station } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export { ABSENT_REASONS, OUTCOMES, STATIONS } from './fields.ts'

/** Verification exercises: who is expected, who came, and who was not seen. */
export const verification = defineModule({
  name: 'verification',
  records: { campaign, station, day, arrival, mark },
  lifecycle: { record: 'campaign', table: lifecycle },
  access,
  documents: {},
  measures: {
    campaigns: { record: 'campaign', by: ['state'] },
    marks: { record: 'mark', by: ['station', 'outcome', 'reason'] },
  },
  menu: { icon: 'eye-check', order: 16 },
})
export { verification as definition }
