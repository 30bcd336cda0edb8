import type { ServerModule } from '@nansen/store'
import { confirmMatch, dismissMatch } from './confirmMatch.ts'
import { follows } from './follows.ts'
import { likely } from './likely.ts'
import { notSettled } from './notSettled.ts'
import { proposeMatch } from './proposeMatch.ts'
import { queue } from './queue.ts'
import { recordAnswer } from './recordAnswer.ts'
import { handOver, planReunion, recordVisit } from './reunion.ts'

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
  commands: [proposeMatch, recordAnswer, confirmMatch, dismissMatch, planReunion, handOver, recordVisit],
  queries: [queue, likely, notSettled],
  consequences: follows,
}
