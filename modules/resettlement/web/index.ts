import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'

const Forms = lazy(() => import('./forms.tsx').then(m => ({ default: m.Forms })))
const Proof = lazy(() => import('./proof.tsx').then(m => ({ default: m.Proof })))

const read = { module: 'resettlement', action: 'read' } as const
const create = { module: 'resettlement', action: 'create', level: 'personal' } as const

/** Cases are those of every module; beside them stand who might be put forward, forms of others, and where all cases stand. */
export const web: WebModule = {
  name: 'resettlement',
  routes: [
    {
      path: '/resettlement/file',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.FilesScreen }))),
      needs: read,
      menu: { label: 'resettlement.record.file.plural', order: 1 },
    },
    {
      path: '/resettlement/board',
      component: lazy(() => import('./board.tsx').then(m => ({ default: m.BoardScreen }))),
      needs: { ...read, level: 'personal' },
      menu: { label: 'resettlement.board.title', order: 2 },
    },
    {
      path: '/resettlement/suggested',
      component: lazy(() => import('./suggested.tsx').then(m => ({ default: m.SuggestedScreen }))),
      needs: create,
      menu: { label: 'resettlement.suggested.title', order: 3 },
    },
    {
      path: '/resettlement/taken',
      component: lazy(() => import('./taken.tsx').then(m => ({ default: m.TakenScreen }))),
      needs: create,
      menu: { label: 'resettlement.taken.title', order: 4 },
    },
    {
      path: '/resettlement/quota',
      component: lazy(() => import('./lists.tsx').then(m => ({ default: m.QuotasScreen }))),
      needs: read,
      menu: { label: 'resettlement.record.quota.plural', order: 5 },
    },
  ],
  panels: {
    'resettlement.file': [
      { name: 'resettlement.proof', component: Proof, needs: { module: 'resettlement', action: 'change' }, order: 1 },
      {
        name: 'resettlement.forms',
        component: Forms,
        needs: { module: 'resettlement', action: 'print', level: 'protected' },
        order: 2,
      },
    ],
  },
}
