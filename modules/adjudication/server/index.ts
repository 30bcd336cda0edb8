import type { ServerModule } from '@nansen/store'
import { image, queue, sideBySide } from './desk.ts'
import { giveOpinion } from './giveOpinion.ts'
import { unlink } from './unlink.ts'

export const server: ServerModule = {
  name: 'adjudication',
  commands: [giveOpinion, unlink],
  queries: [queue, sideBySide, image],
}
