import type { ServerModule } from '@nansen/store'
import { image, sideBySide } from './desk.ts'
import { giveOpinion } from './giveOpinion.ts'
import { judging, leavePlace, progress, queue, takePlace, withdraw } from './queue.ts'
import { answerMerge, askMerge, mergeOf, undoMerge } from './recordMerge.ts'
import { followReferral, refer, referrals, withdrawReferral } from './referrals.ts'
import { unlink } from './unlink.ts'

export const server: ServerModule = {
  name: 'adjudication',
  commands: [
    takePlace,
    leavePlace,
    giveOpinion,
    withdraw,
    refer,
    followReferral,
    withdrawReferral,
    unlink,
    askMerge,
    answerMerge,
    undoMerge,
  ],
  queries: [queue, progress, sideBySide, image, judging, referrals, mergeOf],
}
