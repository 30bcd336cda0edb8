import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Forms = lazy(() => import('./forms.tsx').then(m => ({ default: m.Forms })))
const Proof = lazy(() => import('./proof.tsx').then(m => ({ default: m.Proof })))

/** Its screens are those of every case; a case's page has who is still to be proved, and the form, besides. */
export const web: WebModule = {
  name: 'resettlement',
  routes: [],
  panels: {
    'resettlement.file': [
      { name: 'resettlement.proof', component: Proof, needs: { module: 'resettlement', action: 'change' }, order: 1 },
      {
        name: 'resettlement.forms',
        component: Forms,
        needs: { module: 'resettlement', action: 'print', level: 'protected' },
        order: 2,
      },
    ],
  },
}
