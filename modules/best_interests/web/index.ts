import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Seats = lazy(() => import('./seats.tsx').then(m => ({ default: m.Seats })))
const Reports = lazy(() => import('./reports.tsx').then(m => ({ default: m.Reports })))

/** Its screens are those of every case; a file's page has the panel's seats and the reports besides. */
export const web: WebModule = {
  name: 'best_interests',
  routes: [],
  panels: {
    'best_interests.file': [
      { name: 'best_interests.seats', component: Seats, needs: { module: 'best_interests', action: 'read' }, order: 1 },
      {
        name: 'best_interests.reports',
        component: Reports,
        needs: { module: 'best_interests', action: 'print', level: 'protected' },
        order: 2,
      },
    ],
  },
}
