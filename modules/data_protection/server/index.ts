import type { ServerModule } from '@nansen/store'
import { carryOut } from './carryOut.ts'
import { caseOf, ofPerson } from './case.ts'
import { receipt, withdrawConsent } from './consents.ts'
import { agree, decide, erase, extend, lift } from './decide.ts'
import { figures, setFigure } from './figures.ts'
import { decisionLetter } from './letters/decisionLetter.ts'
import { extract } from './letters/extract.ts'
import { due, proposeErasure, queue } from './queue.ts'
import { registerOfProcessing } from './register.ts'

export const server: ServerModule = {
  name: 'data_protection',
  commands: [
    decide,
    carryOut,
    agree,
    extend,
    lift,
    erase,
    setFigure,
    proposeErasure,
    withdrawConsent,
    receipt,
    decisionLetter,
    extract,
  ],
  queries: [queue, due, figures, registerOfProcessing, caseOf, ofPerson],
}
