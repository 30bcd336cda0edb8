import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

export const web: WebModule = {
  name: 'reports',
  menu: { icon: 'chart-bar', order: 90 },
  routes: [
    {
      path: '/reports/cases',
      component: lazy(() => import('./casesScreen.tsx').then(m => ({ default: m.CasesScreen }))),
      needs: { module: 'reports', action: 'read', or: { module: 'reports', action: 'see' } },
      menu: { label: 'reports.cases.title', order: 1 },
    },
  ],
}
