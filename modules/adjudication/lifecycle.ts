import { defineLifecycle } from '@nansen/model'
import type { review } from './fields.ts'

/** Two people, blind to each other; a third where they disagree. Opinions move it: `adjudication.weigh` counts them. What is decided stays; after a link is taken back, a new review may be opened. */
export const lifecycle = defineLifecycle<keyof typeof review.fields>()({
  initial: 'open',
  states: ['open', 'one-opinion', 'disagreed', 'decided'],
  moves: {
    'give-opinion': { from: ['open'], to: 'one-opinion', by: 'system' },
    agree: { from: ['one-opinion', 'disagreed'], to: 'decided', by: 'system', otherThan: ['first_adjudicator'] },
    withdraw: { from: ['open'], to: 'decided', by: 'system' },
    disagree: { from: ['one-opinion'], to: 'disagreed', by: 'system', otherThan: ['first_adjudicator'] },
  },
})
