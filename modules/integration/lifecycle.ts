import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

const OPEN = ['assessed', 'planned', 'applied', 'granted', 'refused', 'renewed'] as const

/** Assessed, planned, applied for, granted or refused; renewed while it lasts; a citizen, or closed. domain.md 13. */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'assessed',
  states: [...OPEN, 'naturalised', 'closed'],
  moves: {
    plan: { from: ['assessed'], to: 'planned', by: 'change', needs: ['eligible'] },
    apply: { from: ['planned'], to: 'applied', by: 'change', needs: ['applied_on'] },
    grant: { from: ['applied'], to: 'granted', by: 'change', needs: ['decided_on'] },
    refuse: { from: ['applied'], to: 'refused', by: 'change', needs: ['decided_on', 'refused_because'] },
    appeal: { from: ['refused'], to: 'applied', by: 'change', needs: ['appeal_filed_on'] },
    renew: { from: ['granted', 'renewed'], to: 'renewed', by: 'change', needs: ['valid_until'] },
    naturalise: {
      from: ['granted'],
      to: 'naturalised',
      by: 'approve',
      needs: ['naturalised_on'],
      otherThan: ['granted_by'],
    },
    depart: {
      from: ['granted', 'renewed'],
      to: 'closed',
      by: 'approve',
      needs: ['departed_on'],
      otherThan: ['granted_by'],
    },
    close: { from: OPEN, to: 'closed', by: 'change', needs: ['closed_because'] },
    reopen: { from: ['closed'], to: 'assessed', by: 'approve' },
    lapse: { from: OPEN, to: 'closed', by: 'system' },
  },
})
