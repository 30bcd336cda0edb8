import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { CaseSlip } from './caseSlip.tsx'
import { PapersPanel } from './papersPanel.tsx'
import { ReferralSlip } from './referralSlip.tsx'
import { StockOnHome } from './stockOnHome.tsx'

const PRINT = { module: 'registration', action: 'print' } as const
const READ = { module: 'papers', action: 'read' } as const

export const web: WebModule = {
  name: 'papers',
  routes: [
    {
      path: '/papers/batch',
      component: lazy(() => import('./runsScreen.tsx').then(m => ({ default: m.RunsScreen }))),
      needs: PRINT,
      menu: { label: 'papers.runs.title', order: 1 },
    },
    {
      path: '/papers/batch/new',
      component: lazy(() => import('./newRun.tsx').then(m => ({ default: m.NewRun }))),
      needs: PRINT,
    },
    {
      path: '/papers/batch/$id',
      component: lazy(() => import('./runScreen.tsx').then(m => ({ default: m.RunScreen }))),
      needs: READ,
    },
    {
      path: '/papers/check',
      component: lazy(() => import('./checkScreen.tsx').then(m => ({ default: m.CheckScreen }))),
      needs: { module: 'registration', action: 'see', level: 'summary' },
      menu: { label: 'papers.check.title', order: 2 },
    },
    {
      path: '/papers/appointment',
      component: lazy(() => import('./dayScreen.tsx').then(m => ({ default: m.DayScreen }))),
      needs: READ,
      menu: { label: 'papers.day.title', order: 3 },
    },
    {
      path: '/papers/stock_act',
      component: lazy(() => import('./stockScreen.tsx').then(m => ({ default: m.StockScreen }))),
      needs: READ,
      menu: { label: 'papers.stock.title', order: 4 },
    },
    {
      path: '/papers/reprint',
      component: lazy(() => import('./reprintsScreen.tsx').then(m => ({ default: m.ReprintsScreen }))),
      needs: { module: 'papers', action: 'approve' },
      menu: { label: 'papers.reprints.title', order: 5 },
    },
    {
      path: '/papers/rule',
      component: lazy(() => import('./rulesScreen.tsx').then(m => ({ default: m.RulesScreen }))),
      needs: { module: 'papers', action: 'approve' },
      menu: { label: 'papers.rules.title', order: 6 },
    },
  ],
  home: [
    {
      name: 'papers.stock',
      roles: ['registration_supervisor', 'head_of_office'],
      component: StockOnHome,
      width: 'half',
      order: 40,
    },
  ],
  panels: {
    'case.appointment': [{ name: 'papers.case-slip', component: CaseSlip, needs: null, order: 1 }],
    'case.referral': [{ name: 'papers.referral-slip', component: ReferralSlip, needs: null, order: 1 }],
    'registration.individual': [
      { name: 'papers', component: PapersPanel, needs: { module: 'registration', action: 'read' }, order: 20 },
    ],
  },
}
