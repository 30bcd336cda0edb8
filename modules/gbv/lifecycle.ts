import { defineLifecycle } from '@nansen/model'
import type { IncidentRow } from './fields.ts'

/** Introduction and consent, assessment, care, follow-up, closure. domain.md 6.4. */
export const lifecycle = defineLifecycle<keyof IncidentRow & string>()({
  initial: 'open',
  states: ['open', 'assessed', 'in-care', 'follow-up', 'closed'],
  moves: {
    assess: { from: ['open'], to: 'assessed', by: 'change' },
    start: { from: ['assessed'], to: 'in-care', by: 'change' },
    follow: { from: ['in-care'], to: 'follow-up', by: 'change' },
    close: {
      from: ['open', 'assessed', 'in-care', 'follow-up'],
      to: 'closed',
      by: 'change',
      needs: ['closed_because'],
    },
    reopen: { from: ['closed'], to: 'in-care', by: 'change' },
  },
})
