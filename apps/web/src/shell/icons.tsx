import {
  IconAlertTriangle,
  IconBuildingCommunity,
  IconChartBar,
  IconEyeCheck,
  IconFiles,
  IconFingerprint,
  IconFolder,
  IconGavel,
  IconGitCompare,
  IconHeartHandshake,
  IconHelpCircle,
  IconHome,
  IconId,
  IconMapPin,
  IconPlane,
  IconRoute,
  IconScale,
  IconSearch,
  IconShield,
  IconTicket,
  IconTruckDelivery,
  IconUserSearch,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>

/** The icons modules may name in their menu; a small table, so that the page does not carry five thousand. */
const ICONS: Readonly<Record<string, Icon>> = {
  'alert-triangle': IconAlertTriangle,
  'building-community': IconBuildingCommunity,
  'chart-bar': IconChartBar,
  'eye-check': IconEyeCheck,
  files: IconFiles,
  fingerprint: IconFingerprint,
  folder: IconFolder,
  gavel: IconGavel,
  'git-compare': IconGitCompare,
  'heart-handshake': IconHeartHandshake,
  home: IconHome,
  id: IconId,
  'map-pin': IconMapPin,
  plane: IconPlane,
  route: IconRoute,
  scale: IconScale,
  search: IconSearch,
  shield: IconShield,
  ticket: IconTicket,
  'truck-delivery': IconTruckDelivery,
  'user-search': IconUserSearch,
  users: IconUsers,
  'users-group': IconUsersGroup,
}

/** An icon by its Tabler name; a name that is not in the table gets a question mark. */
export function MenuIcon({ name }: { readonly name: string }) {
  const Icon = ICONS[name] ?? IconHelpCircle
  return <Icon size={20} stroke={1.75} aria-hidden />
}
