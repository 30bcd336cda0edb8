import './registration.css'
import type { WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { FindCard } from './home/find.tsx'
import { CorrectionsCard, WithoutPhotoCard } from './home/queues.tsx'
import { PyramidCard, TodayCard } from './home/today.tsx'
import { TransfersCard } from './home/transfers.tsx'
import { Duplicates } from './person/duplicates.tsx'
import { personReference } from './personReference.tsx'
import { QualityCard } from './quality/qualityCard.tsx'

const see = { module: 'registration', action: 'see' } as const
const read = { module: 'registration', action: 'read' } as const
const change = { module: 'registration', action: 'change' } as const
const create = { module: 'registration', action: 'create' } as const
const approve = { module: 'registration', action: 'approve' } as const
const merge = { module: 'registration', action: 'merge' } as const
const administer = { module: 'admin', action: 'change' } as const
const transfer = { module: 'registration', action: 'transfer' } as const

const CLERKS = ['registration_officer', 'registration_supervisor'] as const
/** Who looks people up and does not register them. */
const LOOKERS = [
  'reception_clerk',
  'hotline_officer',
  'fraud_focal_point',
  'rsd_officer',
  'rsd_reviewer',
  'resettlement_officer',
  'resettlement_reviewer',
  'child_protection_caseworker',
  'best_interests_panel',
  'gbv_caseworker',
  'voluntary_return_officer',
] as const

export { Correct } from './person/correct.tsx'

export const web: WebModule = {
  name: 'registration',
  searchPath: '/registration/search',
  panels: {
    'registration.individual': [{ name: 'registration.duplicates', component: Duplicates, needs: read, order: 30 }],
  },
  references: { 'registration.individual': personReference },
  // Administrators hold no case and do not see the definition: what is theirs stands under the module's name all the same.
  menu: { icon: 'users', order: 10 },
  routes: [
    {
      path: '/registration/search',
      component: lazy(() => import('./search/search.tsx').then(m => ({ default: m.Search }))),
      needs: see,
      menu: { label: 'registration.search.title', order: 1 },
    },
    {
      path: '/registration/register',
      component: lazy(() => import('./register/register.tsx').then(m => ({ default: m.Register }))),
      needs: create,
    },
    {
      path: '/registration/pre_registration/$id',
      component: lazy(() => import('./arrivals/arrivalScreen.tsx').then(m => ({ default: m.ArrivalScreen }))),
      needs: read,
    },
    {
      path: '/registration/count',
      component: lazy(() => import('./arrivals/countScreen.tsx').then(m => ({ default: m.CountScreen }))),
      needs: create,
    },
    {
      path: '/registration/arrivals',
      component: lazy(() => import('./arrivals/arrivalsScreen.tsx').then(m => ({ default: m.ArrivalsScreen }))),
      needs: create,
      menu: { label: 'registration.record.pre_registration.plural', order: 2 },
    },
    {
      path: '/registration/skills',
      component: lazy(() => import('./skills/skillsScreen.tsx').then(m => ({ default: m.SkillsScreen }))),
      needs: read,
      menu: { label: 'registration.skills.title', order: 3 },
    },
    {
      path: '/registration/levels',
      component: lazy(() => import('./levels/levelsScreen.tsx').then(m => ({ default: m.LevelsScreen }))),
      needs: administer,
      menu: { label: 'registration.levels.title', order: 9 },
    },
    {
      path: '/registration/enrich/$id',
      component: lazy(() => import('./person/enrich.tsx').then(m => ({ default: m.Enrich }))),
      needs: change,
    },
    {
      path: '/registration/addMember/$id',
      component: lazy(() => import('./group/addMember.tsx').then(m => ({ default: m.AddMember }))),
      needs: create,
    },
    {
      path: '/registration/happened/$id',
      component: lazy(() => import('./events/happenedScreen.tsx').then(m => ({ default: m.HappenedScreen }))),
      needs: change,
    },
    {
      path: '/registration/happenedTo/$id',
      component: lazy(() => import('./events/happenedScreen.tsx').then(m => ({ default: m.HappenedToScreen }))),
      needs: change,
    },
    {
      path: '/registration/past/$record/$id',
      component: lazy(() => import('./timeMachine/pastScreen.tsx').then(m => ({ default: m.PastScreen }))),
      needs: read,
    },
    {
      path: '/registration/individual/$id',
      component: lazy(() => import('./person/personScreen.tsx').then(m => ({ default: m.PersonScreen }))),
      needs: see,
    },
    {
      path: '/registration/registration_group/$id',
      component: lazy(() => import('./group/groupScreen.tsx').then(m => ({ default: m.GroupScreen }))),
      needs: read,
    },
    {
      path: '/registration/merge/$id',
      component: lazy(() => import('./group/merge.tsx').then(m => ({ default: m.Merge }))),
      needs: merge,
    },
    {
      path: '/registration/transfers',
      component: lazy(() => import('./home/transfers.tsx').then(m => ({ default: m.Transfers }))),
      needs: transfer,
      menu: { label: 'registration.transfer.title', order: 5 },
    },
    {
      path: '/registration/quality',
      component: lazy(() => import('./quality/qualityScreen.tsx').then(m => ({ default: m.QualityScreen }))),
      needs: read,
      menu: { label: 'registration.quality.title', order: 6 },
    },
    {
      path: '/registration/severities',
      component: lazy(() => import('./quality/severitiesScreen.tsx').then(m => ({ default: m.SeveritiesScreen }))),
      needs: approve,
      menu: { label: 'registration.severities.title', order: 7 },
    },
    {
      path: '/registration/correction/$id',
      component: lazy(() => import('./person/correctionScreen.tsx').then(m => ({ default: m.CorrectionScreen }))),
      needs: approve,
    },
  ],
  home: [
    { name: 'registration.find', roles: LOOKERS, component: FindCard, width: 'full', order: 0 },
    {
      name: 'registration.today',
      roles: [...CLERKS, 'head_of_office', 'protection_officer'],
      component: TodayCard,
      width: 'full',
      order: 1,
    },
    {
      name: 'registration.corrections',
      roles: ['registration_supervisor'],
      component: CorrectionsCard,
      width: 'half',
      order: 5,
    },
    {
      name: 'registration.transfers',
      roles: ['registration_supervisor', 'head_of_office'],
      component: TransfersCard,
      width: 'half',
      order: 4,
    },
    {
      name: 'registration.quality',
      roles: ['registration_supervisor', 'head_of_office'],
      component: QualityCard,
      width: 'full',
      order: 3,
    },
    { name: 'registration.withoutPhoto', roles: CLERKS, component: WithoutPhotoCard, width: 'half', order: 6 },
    {
      name: 'registration.pyramid',
      roles: [...CLERKS, 'head_of_office', 'protection_officer'],
      component: PyramidCard,
      width: 'half',
      order: 8,
    },
  ],
}
