import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { QueueOnHome } from './queueOnHome.tsx'

const needs = { module: 'adjudication', action: 'approve' } as const

export const web: WebModule = {
  name: 'adjudication',
  routes: [
    {
      path: '/adjudication/queue',
      component: lazy(() => import('./queue.tsx').then(m => ({ default: m.Queue }))),
      needs,
      menu: { label: 'adjudication.queue.title', order: 1 },
    },
    {
      path: '/adjudication/review/$id',
      component: lazy(() => import('./desk.tsx').then(m => ({ default: m.Desk }))),
      needs,
    },
    {
      path: '/adjudication/referrals',
      component: lazy(() => import('./referrals.tsx').then(m => ({ default: m.Referrals }))),
      needs: { module: 'adjudication', action: 'read' },
      menu: { label: 'adjudication.referrals.title', order: 2 },
    },
    {
      path: '/adjudication/judging',
      component: lazy(() => import('./judging.tsx').then(m => ({ default: m.Judging }))),
      needs: { ...needs, or: { module: 'adjudication', action: 'transfer' } },
      menu: { label: 'adjudication.judging.title', order: 3 },
    },
  ],
  home: [{ name: 'adjudication.queue', roles: ['adjudicator'], component: QueueOnHome, width: 'half', order: 10 }],
}
