import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Papers = lazy(() => import('./papers.tsx').then(m => ({ default: m.Papers })))
const read = { module: 'partner_services', action: 'read' } as const

/** Forms and case pages are derived; a programme's page has its class list, an enrolment its papers, and people are found on a page. */
export const web: WebModule = {
  name: 'partner_services',
  routes: [
    {
      path: '/partner_services/enrolment',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.EnrolmentsScreen }))),
      needs: read,
      menu: { label: 'partner_services.record.enrolment.plural', order: 1 },
    },
    {
      path: '/partner_services/programme',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ProgrammesScreen }))),
      needs: read,
      menu: { label: 'partner_services.record.programme.plural', order: 2 },
    },
    {
      path: '/partner_services/programme/$id',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ProgrammeScreen }))),
      needs: read,
    },
    {
      path: '/partner_services/find',
      component: lazy(() => import('./findScreen.tsx').then(m => ({ default: m.FindScreen }))),
      needs: read,
      menu: { label: 'partner_services.find.title', order: 3 },
    },
  ],
  panels: {
    'partner_services.enrolment': [
      {
        name: 'partner_services.papers',
        component: Papers,
        needs: { module: 'partner_services', action: 'print' },
        order: 1,
      },
    ],
  },
}
