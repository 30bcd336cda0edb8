import type { ServerModule } from '@nansen/store'
import { enrol } from './enrol.ts'
import { decideExceptions, exceptionsWaiting } from './exceptions.ts'
import { identify } from './identify.ts'
import { nextOfFamily } from './nextOfFamily.ts'
import { extractedAgain } from './reextraction/extractedAgain.ts'
import { askRenewal, decideRenewal } from './renew.ts'
import { renewal, renewalImage, renewals } from './renewals.ts'
import { scannerTrust } from './scannerTrust.ts'
import { imageKey, ofPerson, outcome } from './sittings.ts'
import { verifyPerson } from './verifyPerson.ts'

export { summariesOf } from './identify.ts'
export { matcher } from './matcher/matcher.ts'
export type { MatcherConfig, OpenedImage } from './matcher/protocol.ts'
export { templateKeysOf } from './matcher/sealedTemplate.ts'
export { sealOldTemplates } from './matcher/sealOldTemplates.ts'
export { opening } from './opening.ts'
export type { Progress } from './reextraction/reextract.ts'
export { reextracting } from './reextraction/reextracting.ts'
export { trustScannersOf } from './scannerTrust.ts'

export const server: ServerModule = {
  name: 'identity',
  commands: [enrol, verifyPerson, askRenewal, decideRenewal, decideExceptions],
  queries: [
    identify,
    outcome,
    ofPerson,
    nextOfFamily,
    imageKey,
    scannerTrust,
    renewals,
    renewal,
    renewalImage,
    exceptionsWaiting,
    extractedAgain,
  ],
}
