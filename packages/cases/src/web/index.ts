import { may, ROLES } from '@nansen/model'
import type { Desk, WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { AlertsCard } from './alertsScreen.tsx'
import { MyDayCard } from './myDayCard.tsx'
import { PersonCases } from './personCases.tsx'
import { PersonLink } from './personLink.tsx'
import './cases.css'

const AlertsScreen = lazy(() => import('./alertsScreen.tsx').then(m => ({ default: m.AlertsScreen })))
const DayOfOffice = lazy(() => import('./dayOfOffice.tsx').then(m => ({ default: m.DayOfOffice })))
const LeftScreen = lazy(() => import('./leftScreen.tsx').then(m => ({ default: m.LeftScreen })))
const PersonScreen = lazy(() => import('./personScreen.tsx').then(m => ({ default: m.PersonScreen })))
const AskedOfMe = lazy(() => import('./askedOfMe.tsx').then(m => ({ default: m.AskedOfMe })))
const MyDay = lazy(() => import('./myDay.tsx').then(m => ({ default: m.MyDay })))
const WeekScreen = lazy(() => import('./week.tsx').then(m => ({ default: m.WeekScreen })))
const QueueScreen = lazy(() => import('./queueScreen.tsx').then(m => ({ default: m.QueueScreen })))

export { CaseScreen } from './caseScreen.tsx'
export { Live } from './live.tsx'

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
    { path: '/cases/week', component: WeekScreen, needs: null, menu: { label: 'case.week.title', order: 1.5 } },
    { path: '/cases/asked', component: AskedOfMe, needs: null, menu: { label: 'case.asked.title', order: 3 } },
    { path: '/cases/appointments', component: DayOfOffice, needs: null, menu: { label: 'case.meet.screen', order: 4 } },
    { path: '/cases/alerts', component: AlertsScreen, needs: null, menu: { label: 'case.alert.title', order: 5 } },
    { path: '/cases/left/$module/$id', component: LeftScreen, needs: null },
    { path: '/cases/person/$id', component: PersonScreen, needs: { module: 'registration', action: 'see' } },
    { path: '/cases/queue', component: QueueScreen, needs: null, menu: { label: 'case.queue.title', order: 2 } },
  ],
  home: [
    { name: 'case.alerts', roles: ROLES, component: AlertsCard, width: 'half', order: 1 },
    { name: 'case.my-day', roles: ROLES, component: MyDayCard, width: 'half', order: 5 },
  ],
  panels: {
    'registration.individual': [
      { name: 'case.overview', component: PersonCases, needs: { module: 'registration', action: 'see' }, order: 5 },
      { name: 'case.person', component: PersonLink, needs: { module: 'registration', action: 'see' }, order: 6 },
    ],
  },
}
