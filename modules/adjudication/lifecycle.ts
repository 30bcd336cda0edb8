import { defineLifecycle } from '@nansen/model'
import type { review } from './fields.ts'

/** Two people, blind to each other; a third where they disagree. A decided review can be opened again with new evidence. */
export const lifecycle = defineLifecycle<keyof typeof review.fields>()({
  initial: 'open',
  states: ['open', 'one-opinion', 'disagreed', 'decided'],
  moves: {
    'give-opinion': { from: ['open'], to: 'one-opinion', by: 'approve' },
    agree: { from: ['one-opinion', 'disagreed'], to: 'decided', by: 'approve', otherThan: ['first_adjudicator'] },
    disagree: { from: ['one-opinion'], to: 'disagreed', by: 'approve', otherThan: ['first_adjudicator'] },
    reopen: { from: ['decided'], to: 'open', by: 'approve' },
  },
})
