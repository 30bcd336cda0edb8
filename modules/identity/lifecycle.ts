import { defineLifecycle } from '@nansen/model'
import type { enrolment } from './fields.ts'

/**
 * From the sitting to the world's verdict. The matcher moves `captured` on; what it finds alike goes to two adjudicators, and only
 * they end a `possible-duplicate`, through its review. A sitting that does not hang together, shows one finger twice or is unlike the
 * person's record enters nothing; two people may agree that the unlike one is theirs from now on, and it is searched again. Whoever is
 * extracted again is searched again, and may then be found. Provisional states never refuse a person's aid.
 */
export const lifecycle = defineLifecycle<keyof typeof enrolment.fields>()({
  initial: 'captured',
  states: [
    'captured',
    'unique',
    'possible-duplicate',
    'same-person',
    'different-people',
    'poor-quality',
    'excepted',
    'mixed',
    'repeated',
    'unlike-record',
    'renewal-asked',
    'renewal-refused',
  ],
  moves: {
    'find-nobody': { from: ['captured'], to: 'unique', by: 'system' },
    'find-somebody': { from: ['captured'], to: 'possible-duplicate', by: 'system' },
    'find-later': { from: ['unique', 'different-people'], to: 'possible-duplicate', by: 'system' },
    'find-poor': { from: ['captured'], to: 'poor-quality', by: 'system' },
    'find-mixed': { from: ['captured'], to: 'mixed', by: 'system' },
    'find-repeated': { from: ['captured'], to: 'repeated', by: 'system' },
    'find-unlike': { from: ['captured'], to: 'unlike-record', by: 'system' },
    'except-all': { from: ['captured'], to: 'excepted', by: 'system' },
    'ask-renewal': { from: ['unlike-record', 'mixed'], to: 'renewal-asked', by: 'system' },
    'agree-renewal': { from: ['renewal-asked'], to: 'captured', by: 'system' },
    'refuse-renewal': { from: ['renewal-asked'], to: 'renewal-refused', by: 'system' },
    'judge-same': { from: ['possible-duplicate', 'different-people'], to: 'same-person', by: 'system' },
    'judge-different': { from: ['possible-duplicate', 'same-person'], to: 'different-people', by: 'system' },
    'judge-poor': { from: ['possible-duplicate'], to: 'poor-quality', by: 'system' },
  },
})
