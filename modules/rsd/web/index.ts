import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Letters = lazy(() => import('./letters.tsx').then(m => ({ default: m.Letters })))
const Officials = lazy(() => import('./officials.tsx').then(m => ({ default: m.Officials })))
const OwnClaims = lazy(() => import('./ownClaims.tsx').then(m => ({ default: m.OwnClaims })))

/** Its screens are those of every case; a file's page has letters, own claims and whom it was given to besides. */
export const web: WebModule = {
  name: 'rsd',
  routes: [],
  panels: {
    'rsd.file': [
      {
        name: 'rsd.letters',
        component: Letters,
        needs: { module: 'rsd', action: 'print', level: 'protected' },
        order: 1,
      },
      { name: 'rsd.own', component: OwnClaims, needs: { module: 'rsd', action: 'create' }, order: 2 },
      { name: 'rsd.share', component: Officials, needs: { module: 'rsd', action: 'transfer' }, order: 3 },
    ],
  },
}
