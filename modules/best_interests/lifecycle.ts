import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

/**
 * From the child who was found to be at risk, by an assessment and a plan, to a panel's decision where one is due, and to the end. Whoever wrote
 * does not agree to it, and who reported to the panel does not decide. domain.md 5.
 */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'identified',
  states: ['identified', 'assessed', 'followed', 'reported', 'before-panel', 'decided', 'closed'],
  moves: {
    assess: { from: ['identified'], to: 'assessed', by: 'change' },
    'agree-plan': { from: ['assessed'], to: 'followed', by: 'approve', otherThan: ['assessed_by'] },
    'assess-again': { from: ['assessed', 'followed'], to: 'identified', by: 'change' },
    report: { from: ['assessed', 'followed'], to: 'reported', by: 'change', needs: ['bid_purpose'] },
    check: { from: ['reported'], to: 'before-panel', by: 'approve', otherThan: ['reported_by'] },
    'return-report': { from: ['reported', 'before-panel'], to: 'assessed', by: 'approve', otherThan: ['reported_by'] },
    decide: { from: ['before-panel'], to: 'decided', by: 'approve', otherThan: ['reported_by', 'assessed_by'] },
    defer: { from: ['before-panel'], to: 'followed', by: 'approve', otherThan: ['reported_by'] },
    implement: { from: ['decided'], to: 'followed', by: 'change', needs: ['child_told_on'] },
    review: { from: ['decided', 'followed'], to: 'assessed', by: 'change', needs: ['review_because'] },
    // A decision counts for twelve months.
    lapse: { from: ['decided', 'followed'], to: 'assessed', by: 'system' },
    close: {
      from: ['identified', 'assessed', 'followed', 'decided'],
      to: 'closed',
      by: 'approve',
      needs: ['closed_because'],
    },
    reopen: { from: ['closed'], to: 'identified', by: 'approve', needs: ['reopened_because'] },
  },
})
