import { defineLifecycle } from '@nansen/model'
import type { TracingRequest } from './fields.ts'

/**
 * A match counts only when somebody other than its proposer has verified it with both sides. `confirmed_by` is written by the command alone,
 * which takes the verification: that is protected, and the database judges a move by what is not.
 */
export const lifecycle = defineLifecycle<keyof TracingRequest & string>()({
  initial: 'open',
  states: ['open', 'proposed', 'confirmed', 'reunited', 'closed'],
  moves: {
    propose: {
      from: ['open'],
      to: 'proposed',
      by: 'change',
      needs: ['proposed_match', 'proposed_by'],
      command: 'tracing.proposeMatch',
    },
    confirm: {
      from: ['proposed'],
      to: 'confirmed',
      by: 'approve',
      needs: ['proposed_match', 'confirmed_by'],
      otherThan: ['proposed_by'],
      command: 'tracing.confirmMatch',
    },
    dismiss: { from: ['proposed'], to: 'open', by: 'approve', command: 'tracing.dismissMatch' },
    /** One side does not wish it. The request is as if nobody had been found. */
    leave: { from: ['proposed'], to: 'open', by: 'change', command: 'tracing.recordAnswer' },
    reunite: { from: ['confirmed'], to: 'reunited', by: 'change', command: 'tracing.handOver' },
    close: { from: ['open', 'confirmed', 'reunited'], to: 'closed', by: 'change', needs: ['outcome'] },
  },
})

export type TracingState = (typeof lifecycle)['states'][number]
