export { blinded, blindedAgain, common, newSecret, OtherList, type Progress, type Secret } from './blind.ts'
export { type Bytes, fromText, toText } from './bytes.ts'
export {
  type ChainFault,
  chainFault,
  type Epoch,
  type Grant,
  giveHalf,
  type Half,
  type Health,
  healthOf,
  joinHalves,
  type Member,
  membersFault,
  type NewEpoch,
  newEpoch,
  openEpochs,
  overdue,
  type Signature,
  type Statement,
  statementHash,
} from './group.ts'
export {
  type Lock,
  lockByPasskey,
  lockByPassphrase,
  newPrfSalt,
  openByPasskey,
  openByPassphrase,
  type Passkey,
} from './lock.ts'
export { openContent, openText, type Place, type SealedContent, sealContent, sealedAnew, sealText } from './note.ts'
export { keysAreWhole, newOwnKeys, type OwnKeys, ownKeysOf, type PublicKeys, safetyNumber } from './ownKeys.ts'
