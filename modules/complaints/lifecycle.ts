import { defineLifecycle } from '@nansen/model'
import type { ComplaintRow } from './fields.ts'

/** Taken down, looked at within a day or three, worked on, answered, and closed when whoever complained was told. domain.md 15. */
export const lifecycle = defineLifecycle<keyof ComplaintRow & string>()({
  initial: 'received',
  states: ['received', 'triaged', 'in-work', 'answered', 'closed'],
  moves: {
    triage: { from: ['received'], to: 'triaged', by: 'change', needs: ['priority'] },
    work: { from: ['triaged'], to: 'in-work', by: 'change' },
    answer: { from: ['triaged', 'in-work'], to: 'answered', by: 'change', needs: ['outcome'] },
    close: { from: ['answered'], to: 'closed', by: 'change' },
    withdraw: { from: ['received', 'triaged', 'in-work'], to: 'closed', by: 'change', needs: ['withdrawn_because'] },
    reopen: { from: ['closed'], to: 'in-work', by: 'change', needs: ['reopened_because'] },
  },
})
