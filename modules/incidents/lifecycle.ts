import { defineLifecycle } from '@nansen/model'
import type { IncidentRow } from './fields.ts'

/** Reported, assessed by risk, acted upon, followed, closed with an outcome. domain.md 7. */
export const lifecycle = defineLifecycle<keyof IncidentRow & string>()({
  initial: 'reported',
  states: ['reported', 'assessed', 'in-work', 'monitored', 'closed'],
  moves: {
    assess: { from: ['reported'], to: 'assessed', by: 'change', needs: ['risk'] },
    act: { from: ['assessed', 'monitored'], to: 'in-work', by: 'change' },
    monitor: { from: ['in-work'], to: 'monitored', by: 'change' },
    close: { from: ['reported', 'assessed', 'in-work', 'monitored'], to: 'closed', by: 'change', needs: ['outcome'] },
    reopen: { from: ['closed'], to: 'in-work', by: 'change' },
  },
})
