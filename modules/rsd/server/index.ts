import type { ServerModule } from '@nansen/store'
import { appealDecision, appointment, notification } from './letters/letters.ts'
import { giveFile, officials } from './officials.ts'
import { openOwnClaim } from './ownClaim.ts'

export const server: ServerModule = {
  name: 'rsd',
  commands: [appointment, notification, appealDecision, openOwnClaim, giveFile],
  queries: [officials],
}
