import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const read = { module: 'assistance', action: 'read' } as const
const create = { module: 'assistance', action: 'create' } as const

/** Forms are derived. A cycle has its list, a point its stock and the way to the lane, a person the history of what they got. */
export const web: WebModule = {
  name: 'assistance',
  home: [
    {
      name: 'overlap',
      roles: ['distribution_clerk', 'partner_caseworker', 'head_of_office'],
      component: lazy(() => import('./overlapCard.tsx').then(m => ({ default: m.OverlapCard }))),
      width: 'half',
      order: 70,
    },
  ],
  routes: [
    {
      path: '/assistance/point',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.PointsScreen }))),
      needs: read,
      menu: { label: 'assistance.record.point.plural', order: 1 },
    },
    {
      path: '/assistance/cycle',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CyclesScreen }))),
      needs: read,
      menu: { label: 'assistance.record.cycle.plural', order: 2 },
    },
    {
      path: '/assistance/programme',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.ProgrammesScreen }))),
      needs: read,
      menu: { label: 'assistance.record.programme.plural', order: 3 },
    },
    {
      path: '/assistance/desk',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.DeskScreen }))),
      needs: read,
      menu: { label: 'assistance.record.desk.plural', order: 4 },
    },
    {
      path: '/assistance/collection',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CollectionsScreen }))),
      needs: read,
      menu: { label: 'assistance.record.collection.plural', order: 5 },
    },
    {
      path: '/assistance/alternate',
      component: lazy(() => import('./alternates.tsx').then(m => ({ default: m.AlternatesScreen }))),
      needs: read,
      menu: { label: 'assistance.record.alternate.plural', order: 6 },
    },
    {
      path: '/assistance/card',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CardsScreen }))),
      needs: read,
      menu: { label: 'assistance.record.card.plural', order: 7 },
    },
    {
      path: '/assistance/plan',
      component: lazy(() => import('./plans.tsx').then(m => ({ default: m.PlansScreen }))),
      needs: read,
      menu: { label: 'assistance.record.plan.plural', order: 8 },
    },
    {
      path: '/assistance/overlap',
      component: lazy(() => import('./overlap.tsx').then(m => ({ default: m.OverlapScreen }))),
      needs: read,
      menu: { label: 'assistance.overlap.title', order: 9 },
    },
    {
      path: '/assistance/cycle/$id',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.CycleScreen }))),
      needs: read,
    },
    {
      path: '/assistance/point/$id/lane',
      component: lazy(() => import('./laneScreen.tsx').then(m => ({ default: m.LaneScreen }))),
      needs: create,
    },
    {
      path: '/assistance/point/$id/paper',
      component: lazy(() => import('./paperScreen.tsx').then(m => ({ default: m.PaperScreen }))),
      needs: create,
    },
  ],
  panels: {
    'assistance.plan': [
      {
        name: 'assistance.cash',
        component: lazy(() => import('./plans.tsx').then(m => ({ default: m.PlanPanel }))),
        needs: read,
        order: 1,
      },
    ],
    'assistance.desk': [
      {
        name: 'assistance.facts',
        component: lazy(() => import('./factsPanel.tsx').then(m => ({ default: m.FactsPanel }))),
        needs: read,
        order: 1,
      },
    ],
    'assistance.point': [
      {
        name: 'assistance.progress',
        component: lazy(() => import('./pointPanel.tsx').then(m => ({ default: m.PointPanel }))),
        needs: read,
        order: 1,
      },
    ],
    'assistance.collection': [
      {
        name: 'assistance.annul',
        component: lazy(() => import('./annulPanel.tsx').then(m => ({ default: m.AnnulPanel }))),
        needs: { module: 'assistance', action: 'approve' },
        order: 1,
      },
    ],
    'assistance.card': [
      {
        name: 'assistance.endCard',
        component: lazy(() => import('./cardPanel.tsx').then(m => ({ default: m.CardPanel }))),
        needs: { module: 'assistance', action: 'change' },
        order: 1,
      },
    ],
    'assistance.alternate': [
      {
        name: 'assistance.decide',
        component: lazy(() => import('./alternates.tsx').then(m => ({ default: m.AlternatePanel }))),
        needs: { module: 'assistance', action: 'change' },
        order: 1,
      },
    ],
    'registration.individual': [
      {
        name: 'assistance.history',
        component: lazy(() => import('./historyPanel.tsx').then(m => ({ default: m.HistoryPanel }))),
        needs: { module: 'assistance', action: 'see', level: 'summary' },
        order: 60,
      },
    ],
    'case.person': [
      {
        name: 'assistance.history',
        component: lazy(() => import('./historyPanel.tsx').then(m => ({ default: m.HistoryPanel }))),
        needs: { module: 'assistance', action: 'see', level: 'summary' },
        order: 1,
      },
    ],
  },
}
