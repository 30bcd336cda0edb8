import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const read = { module: 'return', action: 'read' } as const

/** Forms and case pages are derived; a convoy's page has its manifest, where who left is ticked off, and a case its printed form. */
export const web: WebModule = {
  name: 'return',
  routes: [
    {
      path: '/return/file',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.FilesScreen }))),
      needs: read,
      menu: { label: 'return.record.file.plural', order: 1 },
    },
    {
      path: '/return/convoy',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ConvoysScreen }))),
      needs: read,
      menu: { label: 'return.record.convoy.plural', order: 2 },
    },
    {
      path: '/return/convoy/$id',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ConvoyScreen }))),
      needs: read,
    },
  ],
  panels: {
    'return.file': [
      {
        name: 'return.papers',
        component: lazy(() => import('./printForm.tsx').then(m => ({ default: m.PrintForm }))),
        needs: { module: 'return', action: 'print' },
        order: 1,
      },
    ],
  },
}
