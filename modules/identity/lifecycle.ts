import { defineLifecycle } from '@nansen/model'
import type { enrolment } from './fields.ts'

/**
 * From the sitting to the world's verdict. The matcher moves `captured` on; what it finds alike goes to two adjudicators, and only
 * they end a `possible-duplicate`. Provisional states never refuse a person's aid.
 */
export const lifecycle = defineLifecycle<keyof typeof enrolment.fields>()({
  initial: 'captured',
  states: ['captured', 'unique', 'possible-duplicate', 'same-person', 'different-people', 'poor-quality', 'excepted'],
  moves: {
    'find-nobody': { from: ['captured'], to: 'unique', by: 'approve' },
    'find-somebody': { from: ['captured'], to: 'possible-duplicate', by: 'approve' },
    'except-all': { from: ['captured'], to: 'excepted', by: 'approve' },
    'judge-same': { from: ['possible-duplicate', 'different-people'], to: 'same-person', by: 'approve' },
    'judge-different': { from: ['possible-duplicate', 'same-person'], to: 'different-people', by: 'approve' },
    'judge-poor': { from: ['possible-duplicate'], to: 'poor-quality', by: 'approve' },
  },
})
