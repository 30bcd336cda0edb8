import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { OpenRequestsCard, RequestStatesCard, VisitsCard } from './requestsCard.tsx'

/** Whoever reads requests: see `access.ts`. */
const READERS = [
  'protection_officer',
  'child_protection_caseworker',
  'best_interests_panel',
  'partner_caseworker',
] as const

/** Its screens are derived; a request's page also says who it may be, and the home page has cards. */
export const web: WebModule = {
  name: 'tracing',
  routes: [],
  panels: {
    'tracing.request': [
      {
        name: 'tracing.pair',
        component: lazy(() => import('./pairPanel.tsx').then(m => ({ default: m.PairPanel }))),
        needs: { module: 'tracing', action: 'change' },
        order: 0,
      },
      {
        name: 'tracing.likely',
        component: lazy(() => import('./likelyPanel.tsx').then(m => ({ default: m.LikelyPanel }))),
        needs: { module: 'tracing', action: 'change' },
        order: 1,
      },
    ],
  },
  home: [
    { name: 'tracing.open', roles: READERS, component: OpenRequestsCard, width: 'half', order: 12 },
    { name: 'tracing.states', roles: READERS, component: RequestStatesCard, width: 'half', order: 13 },
    { name: 'tracing.visits', roles: READERS, component: VisitsCard, width: 'half', order: 14 },
  ],
}
