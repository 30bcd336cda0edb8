import type { ServerModule } from '@nansen/store'
import { book, outcome } from './appointments/book.ts'
import { caseSlip } from './appointments/caseSlip.ts'
import { day } from './appointments/day.ts'
import { slip } from './appointments/slip.ts'
import { whoGets } from './batches/choose.ts'
import { batch, batches } from './batches/look.ts'
import { printNext } from './batches/printNext.ts'
import { begin, stop } from './batches/run.ts'
import { spoil, takeBack } from './ends/ends.ts'
import { ofPerson } from './ends/ofPerson.ts'
import { askReprint, decideReprint, reprintQueue } from './ends/reprints.ts'
import { verify } from './ends/verify.ts'
import { print } from './print.ts'
import { referralSlip } from './referrals/referralSlip.ts'
import { stockActs } from './stock/act.ts'
import { rules, setRule } from './stock/rules.ts'
import { stock } from './stock/stock.ts'

export { forgetPrintedFiles } from './batches/forget.ts'

export const server: ServerModule = {
  name: 'papers',
  commands: [
    print,
    begin,
    printNext,
    stop,
    spoil,
    takeBack,
    askReprint,
    decideReprint,
    stockActs,
    setRule,
    book,
    outcome,
    slip,
    caseSlip,
    referralSlip,
  ],
  queries: [whoGets, batches, batch, ofPerson, verify, reprintQueue, stock, rules, day],
}
