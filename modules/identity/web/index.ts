import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { ExceptionsOnHome } from './exceptions.tsx'
import { PersonPanel } from './personPanel.tsx'
import { RenewalsOnHome } from './renewals.tsx'

export { type Contradiction, Contradictions } from './contradictions.tsx'
export { CardOf, type SummaryCard } from './foundPeople.tsx'
export { OpenedImage } from './openedImage.tsx'
export { oddsOf } from './sitting.ts'

const needs = { module: 'identity', action: 'create' } as const
const approve = { module: 'identity', action: 'approve' } as const

export const web: WebModule = {
  name: 'identity',
  // administrators see no sitting, only how far the work on all of them is
  menu: { icon: 'fingerprint', order: 20 },
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
    {
      path: '/identity/renewals',
      component: lazy(() => import('./renewals.tsx').then(m => ({ default: m.Renewals }))),
      needs: approve,
      menu: { label: 'identity.renewal.title', order: 2 },
    },
    {
      path: '/identity/exceptions',
      component: lazy(() => import('./exceptions.tsx').then(m => ({ default: m.Exceptions }))),
      needs: approve,
      menu: { label: 'identity.exceptions.title', order: 3 },
    },
    {
      path: '/identity/again',
      component: lazy(() => import('./extractedAgain.tsx').then(m => ({ default: m.ExtractedAgain }))),
      needs: { module: 'admin', action: 'change' },
      menu: { label: 'identity.again.title', order: 4 },
    },
    {
      path: '/identity/renewal/$id',
      component: lazy(() => import('./renewal.tsx').then(m => ({ default: m.Renewal }))),
      needs: approve,
    },
  ],
  home: [
    {
      name: 'identity.renewals',
      roles: ['registration_supervisor', 'adjudicator'],
      component: RenewalsOnHome,
      width: 'half',
      order: 20,
    },
    {
      name: 'identity.exceptions',
      roles: ['registration_supervisor'],
      component: ExceptionsOnHome,
      width: 'half',
      order: 21,
    },
  ],
  panels: {
    'registration.individual': [
      { name: 'identity', component: PersonPanel, needs: { module: 'identity', action: 'read' }, order: 20 },
    ],
  },
}
