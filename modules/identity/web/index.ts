import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { PersonPanel } from './personPanel.tsx'

export { CardOf, type SummaryCard } from './foundPeople.tsx'
export { GreyPreview } from './greyPreview.tsx'
export { oddsOf } from './sitting.ts'

const needs = { module: 'identity', action: 'create' } as const

export const web: WebModule = {
  name: 'identity',
  routes: [
    {
      path: '/identity/identify',
      component: lazy(() => import('./identify.tsx').then(m => ({ default: m.Identify }))),
      needs,
      menu: { label: 'identity.identify.title', order: 1 },
    },
    {
      path: '/identity/enrol/$id',
      component: lazy(() => import('./enrol.tsx').then(m => ({ default: m.Enrol }))),
      needs,
    },
    {
      path: '/identity/verify/$id',
      component: lazy(() => import('./verify.tsx').then(m => ({ default: m.Verify }))),
      needs,
    },
  ],
  panels: {
    'registration.individual': [
      { name: 'identity', component: PersonPanel, needs: { module: 'identity', action: 'read' }, order: 20 },
    ],
  },
}
