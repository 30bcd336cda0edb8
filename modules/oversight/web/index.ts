import type { Needs, WebModule } from '@nansen/ui'
import { lazy } from 'react'
import { references } from './references.tsx'

const ADMINISTER: Needs = { module: 'admin', action: 'read' }
const AUDIT: Needs = { module: 'oversight', action: 'read', level: 'protected' }

const ApprovalsScreen = lazy(() => import('./approvals.tsx').then(m => ({ default: m.ApprovalsScreen })))
const ApprovalsCard = lazy(() => import('./approvalsCard.tsx').then(m => ({ default: m.ApprovalsCard })))
const OfficesScreen = lazy(() => import('./officesScreen.tsx').then(m => ({ default: m.OfficesScreen })))
const OrganisationsScreen = lazy(() =>
  import('./organisationsScreen.tsx').then(m => ({ default: m.OrganisationsScreen })),
)
const StaffScreen = lazy(() => import('./staffScreen.tsx').then(m => ({ default: m.StaffScreen })))
const StaffMemberScreen = lazy(() => import('./staffMemberScreen.tsx').then(m => ({ default: m.StaffMemberScreen })))
const GoingsScreen = lazy(() => import('./goingsScreen.tsx').then(m => ({ default: m.GoingsScreen })))
const QuarterScreen = lazy(() => import('./quarterScreen.tsx').then(m => ({ default: m.QuarterScreen })))
const QuarterCard = lazy(() => import('./quarterCard.tsx').then(m => ({ default: m.QuarterCard })))
const QuartersScreen = lazy(() => import('./quartersScreen.tsx').then(m => ({ default: m.QuartersScreen })))
const ListsScreen = lazy(() => import('./thereScreens.tsx').then(m => ({ default: m.ListsScreen })))
const CodesScreen = lazy(() => import('./codesScreen.tsx').then(m => ({ default: m.CodesScreen })))
const CalendarScreen = lazy(() => import('./calendarScreen.tsx').then(m => ({ default: m.CalendarScreen })))
const OwnFieldsScreen = lazy(() => import('./ownFieldsScreen.tsx').then(m => ({ default: m.OwnFieldsScreen })))
const DevicesScreen = lazy(() => import('./thereScreens.tsx').then(m => ({ default: m.DevicesScreen })))
const OperationsCard = lazy(() => import('./operationsCard.tsx').then(m => ({ default: m.OperationsCard })))
const OperationsScreen = lazy(() => import('./operationsScreen.tsx').then(m => ({ default: m.OperationsScreen })))
const RolesScreen = lazy(() => import('./rolesScreen.tsx').then(m => ({ default: m.RolesScreen })))
const SessionsScreen = lazy(() => import('./sessionsScreen.tsx').then(m => ({ default: m.SessionsScreen })))
const AuditCard = lazy(() => import('./auditCard.tsx').then(m => ({ default: m.AuditCard })))
const SessionsCard = lazy(() => import('./sessionsCard.tsx').then(m => ({ default: m.SessionsCard })))
const UnusualScreen = lazy(() => import('./unusualScreen.tsx').then(m => ({ default: m.UnusualScreen })))
const UnusualRulesScreen = lazy(() => import('./unusualRulesScreen.tsx').then(m => ({ default: m.UnusualRulesScreen })))
const AuditScreen = lazy(() => import('./auditScreen.tsx').then(m => ({ default: m.AuditScreen })))

/** Administration and the audit on screen. Administrators see no case; auditors change nothing. */
export const web: WebModule = {
  name: 'oversight',
  menu: { icon: 'eye-check', order: 90 },
  references,
  home: [
    {
      name: 'approvals',
      roles: ['system_administrator', 'head_of_office'],
      component: ApprovalsCard,
      width: 'half',
      order: 10,
    },
    {
      name: 'quarter',
      roles: ['system_administrator', 'head_of_office'],
      component: QuarterCard,
      width: 'half',
      order: 9,
    },
    { name: 'operations', roles: ['system_administrator'], component: OperationsCard, width: 'half', order: 8 },
    { name: 'sessions', roles: ['system_administrator'], component: SessionsCard, width: 'half', order: 11 },
    { name: 'audit', roles: ['auditor', 'data_protection_officer'], component: AuditCard, width: 'half', order: 10 },
  ],
  routes: [
    {
      path: '/oversight/approvals',
      component: ApprovalsScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.approvals.title', order: 1 },
    },
    {
      path: '/oversight/staff',
      component: StaffScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.staff.title', order: 2 },
    },
    { path: '/oversight/staff/$id', component: StaffMemberScreen, needs: ADMINISTER },
    {
      path: '/oversight/goings',
      component: GoingsScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.goings.title', order: 2.5 },
    },
    {
      path: '/oversight/quarter',
      component: QuarterScreen,
      needs: { module: 'admin', action: 'approve' },
      menu: { label: 'oversight.quarter.title', order: 3.5 },
    },
    {
      path: '/oversight/quarters',
      component: QuartersScreen,
      needs: AUDIT,
      menu: { label: 'oversight.quarters.title', order: 8 },
    },
    {
      path: '/oversight/operations',
      component: OperationsScreen,
      needs: { module: 'admin', action: 'read' },
      menu: { label: 'oversight.operations.title', order: 3.7 },
    },
    { path: '/oversight/lists', component: ListsScreen, needs: { module: 'admin', action: 'read' } },
    { path: '/oversight/lists/$list', component: CodesScreen, needs: { module: 'admin', action: 'read' } },
    {
      path: '/oversight/calendar',
      component: CalendarScreen,
      needs: { module: 'admin', action: 'read' },
      menu: { label: 'oversight.calendar.title', order: 3.8 },
    },
    {
      path: '/oversight/own-fields',
      component: OwnFieldsScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.own-fields.title', order: 3.9 },
    },
    { path: '/oversight/devices', component: DevicesScreen, needs: { module: 'admin', action: 'read' } },
    {
      path: '/oversight/roles',
      component: RolesScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.roles.title', order: 3 },
    },
    {
      path: '/oversight/offices',
      component: OfficesScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.offices.title', order: 4 },
    },
    {
      path: '/oversight/organisations',
      component: OrganisationsScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.organisations.title', order: 5 },
    },
    {
      path: '/oversight/sessions',
      component: SessionsScreen,
      needs: ADMINISTER,
      menu: { label: 'oversight.sessions.title', order: 6 },
    },
    {
      path: '/oversight/audit',
      component: AuditScreen,
      needs: AUDIT,
      menu: { label: 'oversight.audit.title', order: 7 },
    },
    {
      path: '/oversight/unusual',
      component: UnusualScreen,
      needs: AUDIT,
      menu: { label: 'oversight.unusual.title', order: 7.5 },
    },
    {
      path: '/oversight/unusual-here',
      component: UnusualScreen,
      needs: { module: 'registration', action: 'approve' },
      menu: { label: 'oversight.unusual.title', order: 7.6 },
    },
    { path: '/oversight/unusual-rules', component: UnusualRulesScreen, needs: AUDIT },
    {
      path: '/oversight/unusual-rules-here',
      component: UnusualRulesScreen,
      needs: { module: 'admin', action: 'approve' },
      menu: { label: 'oversight.rules.title', order: 7.7 },
    },
  ],
}
