import type { ServerModule } from '@nansen/store'
import { decideAlternate, nameAlternate } from './alternates.ts'
import {
  decidePayments,
  paymentFile,
  planPayments,
  questionsOf,
  settleQuestion,
  takeAnswer,
  tellAccount,
} from './cash.ts'
import { check } from './check.ts'
import { freeze } from './cycles.ts'
import { annul, give, toDesk } from './give.ts'
import { listOf, ofPerson, progress } from './lists.ts'
import { answerOverlap, askOverlap, endOverlap, overlapPoints, overlaps, returnOverlap, served } from './overlap.ts'
import { distributionList, manifest } from './papers/pointPapers.ts'
import { endCard, rationCards } from './papers/rationCards.ts'
import { factsOf, writeUp } from './writeUp.ts'

export const server: ServerModule = {
  name: 'assistance',
  commands: [
    freeze,
    give,
    annul,
    toDesk,
    writeUp,
    distributionList,
    manifest,
    rationCards,
    endCard,
    nameAlternate,
    decideAlternate,
    tellAccount,
    planPayments,
    decidePayments,
    takeAnswer,
    settleQuestion,
    askOverlap,
    answerOverlap,
    returnOverlap,
    endOverlap,
  ],
  queries: [check, listOf, progress, ofPerson, factsOf, paymentFile, questionsOf, overlaps, overlapPoints, served],
}

export { endOldOverlaps } from './overlap.ts'
