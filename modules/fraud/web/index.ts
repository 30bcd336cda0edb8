import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Clarifying = lazy(() => import('./clarifying.tsx').then(m => ({ default: m.Clarifying })))

/** Its screens are those of every case. On a person's page others hand a concern on, and see that something is being clarified. */
export const web: WebModule = {
  name: 'fraud',
  routes: [],
  panels: {
    'registration.individual': [
      { name: 'fraud.clarifying', component: Clarifying, needs: { module: 'fraud', action: 'flag' }, order: 90 },
    ],
  },
}
