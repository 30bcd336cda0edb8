import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const read = { module: 'verification', action: 'read' } as const
const create = { module: 'verification', action: 'create' } as const

/** Forms are derived. A campaign has its list, how far it is, and the way to the stations. */
export const web: WebModule = {
  name: 'verification',
  routes: [
    {
      path: '/verification/campaign',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CampaignsScreen }))),
      needs: read,
      menu: { label: 'verification.record.campaign.plural', order: 1 },
    },
    {
      path: '/verification/arrival',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ArrivalsScreen }))),
      needs: read,
      menu: { label: 'verification.record.arrival.plural', order: 2 },
    },
    {
      path: '/verification/mark',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.MarksScreen }))),
      needs: read,
      menu: { label: 'verification.record.mark.plural', order: 3 },
    },
    {
      path: '/verification/campaign/$id',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CampaignScreen }))),
      needs: read,
    },
    {
      path: '/verification/campaign/$id/station',
      component: lazy(() => import('./stationScreen.tsx').then(m => ({ default: m.StationScreen }))),
      needs: create,
    },
  ],
}
