import { defineLifecycle } from '@nansen/model'
import type { CorrectionRow } from './fields/status.ts'

/**
 * A correction of identity data. Whoever asked for it never decides on it. `decided_by` is written by the command alone, which also applies
 * what was agreed: the bare move is not enough.
 */
export const lifecycle = defineLifecycle<keyof CorrectionRow & string>()({
  initial: 'requested',
  states: ['requested', 'applied', 'refused', 'withdrawn'],
  moves: {
    apply: {
      from: ['requested'],
      to: 'applied',
      by: 'approve',
      needs: ['decided_by'],
      otherThan: ['requested_by'],
    },
    refuse: {
      from: ['requested'],
      to: 'refused',
      by: 'approve',
      needs: ['decided_by', 'decided_because'],
      otherThan: ['requested_by'],
    },
    withdraw: { from: ['requested'], to: 'withdrawn', by: 'change' },
  },
})

export type CorrectionState = (typeof lifecycle)['states'][number]
