import { defineLifecycle } from '@nansen/model'
import type { ReprintRow } from './fields.ts'

/** Who asks for one reprint more does not agree to it; printing uses it up. */
export const lifecycle = defineLifecycle<keyof ReprintRow & string>()({
  initial: 'asked',
  states: ['asked', 'agreed', 'refused', 'used'],
  moves: {
    agree: {
      from: ['asked'],
      to: 'agreed',
      by: 'approve',
      needs: ['decided_by', 'decided_because'],
      otherThan: ['asked_by'],
    },
    refuse: {
      from: ['asked'],
      to: 'refused',
      by: 'approve',
      needs: ['decided_by', 'decided_because'],
      otherThan: ['asked_by'],
    },
    use: { from: ['agreed'], to: 'used', by: 'system' },
  },
})
