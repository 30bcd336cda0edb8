import { defineLifecycle } from '@nansen/model'
import type { CorrectionRow } from './fields/status.ts'

/** A correction of identity data. Whoever asked for it never decides on it. */
export const lifecycle = defineLifecycle<keyof CorrectionRow & string>()({
  initial: 'requested',
  states: ['requested', 'applied', 'refused', 'withdrawn'],
  moves: {
    apply: { from: ['requested'], to: 'applied', by: 'approve', otherThan: ['requested_by'] },
    refuse: {
      from: ['requested'],
      to: 'refused',
      by: 'approve',
      needs: ['decided_because'],
      otherThan: ['requested_by'],
    },
    withdraw: { from: ['requested'], to: 'withdrawn', by: 'change' },
  },
})

export type CorrectionState = (typeof lifecycle)['states'][number]
