import type { ServerModule } from '@nansen/store'
import { freeze, listOf, progress, schedule } from './lists.ts'
import { arrive, at, mark } from './stations.ts'

export const server: ServerModule = {
  name: 'verification',
  commands: [freeze, schedule, arrive, mark],
  queries: [listOf, progress, at],
}
