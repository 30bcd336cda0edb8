import { may, ROLES } from '@nansen/model'
import type { Desk, WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { MyDayCard } from './myDayCard.tsx'
import { PersonCases } from './personCases.tsx'
import './cases.css'

const AskedOfMe = lazy(() => import('./askedOfMe.tsx').then(m => ({ default: m.AskedOfMe })))
const MyDay = lazy(() => import('./myDay.tsx').then(m => ({ default: m.MyDay })))
const QueueScreen = lazy(() => import('./queueScreen.tsx').then(m => ({ default: m.QueueScreen })))

export { CaseScreen } from './caseScreen.tsx'

/** Whether somebody reads cases of any kind. */
const worksOnCases = ({ modules, session }: Desk): boolean =>
  modules.some(({ name, case: rules }) => rules !== null && may(session, name, 'read', 'personal'))

/** Screens about cases of all modules: what waits for me, queues by age, and the cases of a person on their page. */
export const caseWeb: WebModule = {
  name: 'case',
  offered: worksOnCases,
  menu: { icon: 'folder', order: 5 },
  routes: [
    { path: '/cases/my-day', component: MyDay, needs: null, menu: { label: 'case.my-day.title', order: 1 } },
    { path: '/cases/asked', component: AskedOfMe, needs: null, menu: { label: 'case.asked.title', order: 3 } },
    { path: '/cases/queue', component: QueueScreen, needs: null, menu: { label: 'case.queue.title', order: 2 } },
  ],
  home: [{ name: 'case.my-day', roles: ROLES, component: MyDayCard, width: 'half', order: 5 }],
  panels: {
    'registration.individual': [
      { name: 'case.overview', component: PersonCases, needs: { module: 'registration', action: 'see' }, order: 5 },
    ],
  },
}
