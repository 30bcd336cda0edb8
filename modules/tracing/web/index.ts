import type { WebModule } from '@nansen/ui'
import { OpenRequestsCard, RequestStatesCard } from './requestsCard.tsx'

/** Whoever reads requests: see `access.ts`. */
const READERS = [
  'protection_officer',
  'child_protection_caseworker',
  'best_interests_panel',
  'partner_caseworker',
] as const

/** Its screens are derived; only the home page has something of its own. */
export const web: WebModule = {
  name: 'tracing',
  routes: [],
  home: [
    { name: 'tracing.open', roles: READERS, component: OpenRequestsCard, width: 'half', order: 12 },
    { name: 'tracing.states', roles: READERS, component: RequestStatesCard, width: 'half', order: 13 },
  ],
}
