import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

/** From the referral to what is final. Nobody who took part in a decision hears the appeal against it. domain.md 8. */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'referred',
  states: [
    'referred',
    'admitted',
    'interviewed',
    'enquiries-open',
    'assessed',
    'reviewed',
    'decided',
    'notified',
    'appealed',
    'appeal-decided',
    'final',
  ],
  moves: {
    admit: { from: ['referred'], to: 'admitted', by: 'change' },
    hear: { from: ['admitted'], to: 'interviewed', by: 'change' },
    enquire: { from: ['admitted', 'interviewed'], to: 'enquiries-open', by: 'change' },
    assess: { from: ['interviewed', 'enquiries-open'], to: 'assessed', by: 'change', needs: ['standard'] },
    endorse: { from: ['assessed'], to: 'reviewed', by: 'approve', otherThan: ['assessed_by'] },
    return: { from: ['assessed', 'reviewed'], to: 'interviewed', by: 'approve', otherThan: ['assessed_by'] },
    decide: { from: ['reviewed'], to: 'decided', by: 'approve', needs: ['outcome'], otherThan: ['assessed_by'] },
    notify: { from: ['decided'], to: 'notified', by: 'change', needs: ['notified_on', 'notified_how'] },
    appeal: { from: ['notified'], to: 'appealed', by: 'change', needs: ['appeal_filed_on'] },
    'decide-appeal': {
      from: ['appealed'],
      to: 'appeal-decided',
      by: 'approve',
      needs: ['appeal_outcome'],
      otherThan: ['assessed_by', 'reviewed_by', 'decided_by'],
    },
    'send-back': { from: ['appeal-decided'], to: 'admitted', by: 'change', needs: ['appeal_notified_on'] },
    settle: { from: ['admitted', 'enquiries-open'], to: 'final', by: 'change', needs: ['settled_as'] },
    close: { from: ['notified', 'appeal-decided'], to: 'final', by: 'change', needs: ['closed_because'] },
    discontinue: {
      from: ['referred', 'admitted', 'interviewed', 'enquiries-open', 'assessed', 'reviewed', 'appealed'],
      to: 'final',
      by: 'approve',
      needs: ['closed_because'],
    },
    reopen: { from: ['final'], to: 'admitted', by: 'approve', needs: ['reopened_because'] },
  },
})
