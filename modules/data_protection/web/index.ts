import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { PersonPanel } from './personPanel.tsx'
import { QueueOnHome } from './queueCard.tsx'

const DECIDE = { module: 'data_protection', action: 'approve' } as const

export const web: WebModule = {
  name: 'data_protection',
  routes: [
    {
      path: '/data_protection/queue',
      component: lazy(() => import('./queueScreen.tsx').then(m => ({ default: m.QueueScreen }))),
      needs: { module: 'data_protection', action: 'read' },
      menu: { label: 'data_protection.queue.title', order: 1 },
    },
    {
      path: '/data_protection/request/new',
      component: lazy(() => import('./newRequest.tsx').then(m => ({ default: m.NewRequest }))),
      needs: { module: 'data_protection', action: 'create' },
    },
    {
      path: '/data_protection/request/$id',
      component: lazy(() => import('./requestScreen.tsx').then(m => ({ default: m.RequestScreen }))),
      needs: { module: 'data_protection', action: 'read' },
    },
    {
      path: '/data_protection/register',
      component: lazy(() => import('./registerScreen.tsx').then(m => ({ default: m.RegisterScreen }))),
      needs: { module: 'data_protection', action: 'read', level: 'protected' },
      menu: { label: 'data_protection.register.title', order: 4 },
    },
    {
      path: '/data_protection/due',
      component: lazy(() => import('./dueScreen.tsx').then(m => ({ default: m.DueScreen }))),
      needs: DECIDE,
      menu: { label: 'data_protection.due.title', order: 2 },
    },
    {
      path: '/data_protection/figures',
      component: lazy(() => import('./figuresScreen.tsx').then(m => ({ default: m.FiguresScreen }))),
      needs: DECIDE,
      menu: { label: 'data_protection.figures.title', order: 3 },
    },
  ],
  home: [
    {
      name: 'data_protection.queue',
      roles: ['data_protection_officer', 'head_of_office'],
      component: QueueOnHome,
      width: 'half',
      order: 8,
    },
  ],
  panels: {
    'registration.individual': [
      {
        name: 'data_protection',
        component: PersonPanel,
        needs: { module: 'data_protection', action: 'read' },
        order: 60,
      },
    ],
  },
}
