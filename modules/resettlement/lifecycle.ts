import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

/** While a state has the case, or has said yes: of these, places of a quota are taken. */
export const WITH_STATE = ['submitted', 'with-state', 'accepted', 'departing'] as const
const OPEN = ['identified', 'assessment', 'checking', 'interviewing', 'drafting', 'reviewed', 'rejected'] as const

/** From the first word to the flight. Who recommends does not review; who assessed does not clear. domain.md 4.2. */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'identified',
  states: [
    'identified',
    'assessment',
    'checking',
    'interviewing',
    'drafting',
    'recommended',
    'reviewed',
    ...WITH_STATE,
    'rejected',
    'departed',
    'closed',
  ],
  moves: {
    receive: { from: ['identified'], to: 'assessment', by: 'change' },
    assess: { from: ['assessment'], to: 'checking', by: 'change' },
    clear: { from: ['checking'], to: 'interviewing', by: 'approve', otherThan: ['assessed_by'] },
    hear: { from: ['interviewing'], to: 'drafting', by: 'change' },
    recommend: { from: ['drafting'], to: 'recommended', by: 'change' },
    return: { from: ['recommended'], to: 'drafting', by: 'approve', otherThan: ['recommended_by'] },
    endorse: { from: ['recommended'], to: 'reviewed', by: 'approve', otherThan: ['recommended_by'] },
    'not-recommend': {
      from: ['recommended'],
      to: 'closed',
      by: 'approve',
      needs: ['closed_because'],
      otherThan: ['recommended_by'],
    },
    rewrite: { from: ['reviewed'], to: 'drafting', by: 'change' },
    submit: { from: ['reviewed'], to: 'submitted', by: 'change' },
    acknowledge: { from: ['submitted'], to: 'with-state', by: 'change', needs: ['acknowledged_on'] },
    accept: { from: ['with-state'], to: 'accepted', by: 'change', needs: ['decided_on'] },
    refuse: {
      from: ['submitted', 'with-state', 'accepted', 'departing'],
      to: 'rejected',
      by: 'change',
      needs: ['decided_on', 'refused_because'],
    },
    resubmit: { from: ['rejected'], to: 'drafting', by: 'change' },
    prepare: { from: ['accepted'], to: 'departing', by: 'change' },
    postpone: { from: ['departing'], to: 'accepted', by: 'change' },
    depart: { from: ['departing'], to: 'departed', by: 'change', needs: ['departed_on'] },
    close: { from: [...OPEN, ...WITH_STATE], to: 'closed', by: 'change', needs: ['closed_because'] },
    reopen: { from: ['closed'], to: 'assessment', by: 'approve' },
  },
})
