import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

/** Everybody who is signed in has keys, if they want them; groups show themselves to their members only. */
export const web: WebModule = {
  name: 'sealing',
  routes: [
    {
      path: '/sealing',
      component: lazy(() => import('./sealingScreen.tsx').then(m => ({ default: m.SealingScreen }))),
      needs: null,
    },
    {
      path: '/sealing/group/$id',
      component: lazy(() => import('./groupScreen.tsx').then(m => ({ default: m.GroupScreen }))),
      needs: null,
    },
  ],
}
