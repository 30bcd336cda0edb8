import {
  IconBabyCarriage,
  IconCandle,
  IconCopy,
  IconDoorEnter,
  IconDoorExit,
  IconFriends,
  IconHeartBroken,
  IconHeartHandshake,
  IconHome,
  type IconProps,
  IconRings,
  IconUsersPlus,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { EventName } from './eventForms.ts'

/** A picture for each event, for eyes that read slowly. */
export const EVENT_ICON: Readonly<Record<EventName, ComponentType<IconProps>>> = {
  birth: IconBabyCarriage,
  death: IconCandle,
  marriage: IconRings,
  divorce: IconHeartBroken,
  separation: IconHeartBroken,
  adoption: IconHeartHandshake,
  custody: IconFriends,
  reunion: IconUsersPlus,
  move: IconHome,
  departure: IconDoorExit,
  return: IconDoorEnter,
  duplicate: IconCopy,
}
