import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

/** The case page is the platform's, with a part that only readers open; sums stand on a page of their own. */
export const web: WebModule = {
  name: 'gbv',
  routes: [
    {
      path: '/gbv/incident',
      component: lazy(() => import('./incidentsScreen.tsx').then(m => ({ default: m.IncidentsScreen }))),
      needs: { module: 'gbv', action: 'read' },
      menu: { label: 'gbv.record.incident.plural', order: 1 },
    },
    {
      path: '/gbv/figures',
      component: lazy(() => import('./figuresScreen.tsx').then(m => ({ default: m.FiguresScreen }))),
      needs: { module: 'gbv', action: 'export', level: 'summary' },
      menu: { label: 'gbv.figures.title', order: 2 },
    },
  ],
  panels: {
    'gbv.incident': [
      {
        name: 'gbv.parts',
        component: lazy(() => import('./sealedParts.tsx').then(m => ({ default: m.SealedParts }))),
        needs: { module: 'gbv', action: 'read', level: 'protected' },
        order: 1,
      },
    ],
  },
}
