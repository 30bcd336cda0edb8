import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

/** From the application to the last decision. Nobody who took part in a decision hears the appeal against it. domain.md 3.2. */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'registered',
  states: [
    'registered',
    'scheduled',
    'no-show',
    'interviewed',
    'assessed',
    'reviewed',
    'decided',
    'notified',
    'appealed',
    'appeal-decided',
    'appeal-notified',
    'closed',
  ],
  moves: {
    schedule: { from: ['registered', 'no-show', 'interviewed'], to: 'scheduled', by: 'change' },
    record: { from: ['registered'], to: 'decided', by: 'change', needs: ['ground'] },
    hear: { from: ['scheduled'], to: 'interviewed', by: 'change' },
    miss: { from: ['scheduled'], to: 'no-show', by: 'change' },
    assess: { from: ['interviewed'], to: 'assessed', by: 'change' },
    endorse: { from: ['assessed'], to: 'reviewed', by: 'approve', otherThan: ['assessed_by'] },
    return: { from: ['assessed', 'reviewed'], to: 'interviewed', by: 'approve', otherThan: ['assessed_by'] },
    decide: { from: ['reviewed'], to: 'decided', by: 'approve', needs: ['outcome'], otherThan: ['assessed_by'] },
    notify: { from: ['decided'], to: 'notified', by: 'change', needs: ['notified_on', 'notified_how'] },
    appeal: { from: ['notified'], to: 'appealed', by: 'change', needs: ['appeal_filed_on'] },
    'appeal-late': {
      from: ['notified'],
      to: 'appealed',
      by: 'change',
      needs: ['appeal_filed_on', 'appeal_late_because'],
    },
    'decide-appeal': {
      from: ['appealed'],
      to: 'appeal-decided',
      by: 'approve',
      needs: ['appeal_outcome'],
      otherThan: ['assessed_by', 'reviewed_by', 'decided_by'],
    },
    'notify-appeal': { from: ['appeal-decided'], to: 'appeal-notified', by: 'change', needs: ['appeal_notified_on'] },
    'send-back': { from: ['appeal-notified'], to: 'registered', by: 'change' },
    close: { from: ['notified', 'appeal-notified'], to: 'closed', by: 'change', needs: ['closed_because'] },
    discontinue: {
      from: ['registered', 'scheduled', 'no-show', 'interviewed', 'assessed', 'reviewed', 'appealed'],
      to: 'closed',
      by: 'approve',
      needs: ['closed_because'],
    },
    reopen: { from: ['closed'], to: 'registered', by: 'approve', needs: ['reopened_because', 'reopened_remarks'] },
  },
})
