import { defineLifecycle } from '@nansen/model'
import type { enrolment } from './fields.ts'

/**
 * From the sitting to the world's verdict. The matcher moves `captured` on; what it finds alike goes to two adjudicators, and only
 * they end a `possible-duplicate`, through its review. Provisional states never refuse a person's aid.
 */
export const lifecycle = defineLifecycle<keyof typeof enrolment.fields>()({
  initial: 'captured',
  states: ['captured', 'unique', 'possible-duplicate', 'same-person', 'different-people', 'poor-quality', 'excepted'],
  moves: {
    'find-nobody': { from: ['captured'], to: 'unique', by: 'system' },
    'find-somebody': { from: ['captured'], to: 'possible-duplicate', by: 'system' },
    'except-all': { from: ['captured'], to: 'excepted', by: 'system' },
    'judge-same': { from: ['possible-duplicate', 'different-people'], to: 'same-person', by: 'system' },
    'judge-different': { from: ['possible-duplicate', 'same-person'], to: 'different-people', by: 'system' },
    'judge-poor': { from: ['possible-duplicate'], to: 'poor-quality', by: 'system' },
  },
})
