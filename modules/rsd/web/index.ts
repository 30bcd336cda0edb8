import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

/** Its screens are those of every case; a file's page has letters, own claims and whom it was given to besides. */
export const web: WebModule = {
  name: 'rsd',
  routes: [
    {
      path: '/rsd/file/$id',
      component: lazy(() => import('./fileScreen.tsx').then(m => ({ default: m.FileScreen }))),
      needs: { module: 'rsd', action: 'read' },
    },
  ],
}
