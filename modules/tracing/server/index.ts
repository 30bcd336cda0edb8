import type { ServerModule } from '@nansen/store'
import { confirmMatch, dismissMatch } from './confirmMatch.ts'
import { follows } from './follows.ts'
import { likely } from './likely.ts'
import { proposeMatch } from './proposeMatch.ts'
import { queue } from './queue.ts'

export {
  chancesOf,
  keysOfMissing,
  likelyOf,
  type Missing,
  nationalityBits,
  profileOfMissing,
  profileOfPerson,
  tracingJudge,
} from './matching/likely.ts'

export const server: ServerModule = {
  name: 'tracing',
  commands: [proposeMatch, confirmMatch, dismissMatch],
  queries: [queue, likely],
  consequences: follows,
}
