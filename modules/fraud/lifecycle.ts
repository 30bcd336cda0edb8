import { defineLifecycle } from '@nansen/model'
import type { InquiryRow } from './fields.ts'

/** Looked at, examined, the person heard, a finding, a second officer's decision, told, open to appeal. domain.md 11. */
export const lifecycle = defineLifecycle<keyof InquiryRow & string>()({
  initial: 'reported',
  states: ['reported', 'assessed', 'heard', 'concluded', 'decided', 'notified', 'appealed', 'appeal-decided', 'closed'],
  moves: {
    assess: { from: ['reported'], to: 'assessed', by: 'change', needs: ['first_look'] },
    hear: { from: ['assessed'], to: 'heard', by: 'change' },
    conclude: { from: ['heard'], to: 'concluded', by: 'change', needs: ['finding'] },
    return: { from: ['concluded'], to: 'heard', by: 'approve', otherThan: ['concluded_by'] },
    decide: { from: ['concluded'], to: 'decided', by: 'approve', otherThan: ['concluded_by'] },
    notify: { from: ['decided'], to: 'notified', by: 'change', needs: ['notified_on', 'notified_how'] },
    appeal: { from: ['notified'], to: 'appealed', by: 'change', needs: ['appeal_filed_on'] },
    'decide-appeal': {
      from: ['appealed'],
      to: 'appeal-decided',
      by: 'approve',
      needs: ['appeal_outcome'],
      otherThan: ['concluded_by', 'decided_by'],
    },
    dismiss: { from: ['reported', 'assessed'], to: 'closed', by: 'change', needs: ['closed_because'] },
    close: { from: ['notified', 'appeal-decided'], to: 'closed', by: 'change', needs: ['closed_because'] },
    reopen: { from: ['closed'], to: 'assessed', by: 'approve' },
  },
})
