import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const assesses = { module: 'needs', action: 'create' } as const

/** Forms and case pages are those of every case; what data suggests stands on the person's page and on a list. */
export const web: WebModule = {
  name: 'needs',
  routes: [
    {
      path: '/needs/need',
      component: lazy(() => import('./needsScreen.tsx').then(m => ({ default: m.NeedsScreen }))),
      needs: { module: 'needs', action: 'read' },
      menu: { label: 'needs.record.need.plural', order: 1 },
    },
    {
      path: '/needs/suggestions',
      component: lazy(() => import('./suggestionsScreen.tsx').then(m => ({ default: m.SuggestionsScreen }))),
      needs: assesses,
      menu: { label: 'needs.suggestions.title', order: 2 },
    },
  ],
  panels: {
    'registration.individual': [
      {
        name: 'needs.suggestions',
        component: lazy(() => import('./suggestionsPanel.tsx').then(m => ({ default: m.SuggestionsPanel }))),
        needs: assesses,
        order: 7,
      },
    ],
  },
}
