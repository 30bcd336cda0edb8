import { defineLifecycle } from '@nansen/model'
import type { RequestRow } from './fields.ts'

/**
 * A request is taken up, decided with a reason, and answered. What cannot be undone, an erasure, waits for a second person after the
 * decision, and is answered only once it was carried out.
 */
export const lifecycle = defineLifecycle<keyof RequestRow & string>()({
  initial: 'received',
  states: ['received', 'in-work', 'decided', 'approved', 'erased', 'answered', 'withdrawn'],
  moves: {
    take: { from: ['received'], to: 'in-work', by: 'change' },
    decide: { from: ['in-work'], to: 'decided', by: 'approve', needs: ['decision', 'decided_because', 'decided_by'] },
    agree: { from: ['decided'], to: 'approved', by: 'approve', needs: ['approved_by'], otherThan: ['decided_by'] },
    disagree: { from: ['decided'], to: 'in-work', by: 'approve', otherThan: ['decided_by'] },
    erase: { from: ['approved'], to: 'erased', by: 'system' },
    answer: { from: ['decided', 'erased'], to: 'answered', by: 'change' },
    withdraw: { from: ['received', 'in-work'], to: 'withdrawn', by: 'change' },
  },
})
