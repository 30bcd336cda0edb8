import { isNistTransaction } from '../image/nistRecords.ts'
import { isAnsi378, readAnsiFingers } from './ansi378.ts'
import { type IsoFinger, readIsoFingers } from './iso19794.ts'
import { isIso2011, readIsoFingersOf2011 } from './iso19794of2011.ts'
import { readNistFingers } from './nistMinutiae.ts'

/**
 * Reads the fingers of a minutiae record of another system: ISO/IEC 19794-2:2005 or 2011, ANSI/INCITS 378-2004, or an
 * ANSI/NIST-ITL transaction (type 9), told apart by what they hold, since two of them begin alike and count directions differently.
 * @throws Refusal `invalid` for anything else, and for a record that is cut short; `unreadable-image` for a transaction that is
 */
export function readFingerRecord(bytes: Uint8Array): IsoFinger[] {
  if (isNistTransaction(bytes)) return readNistFingers(bytes)
  if (isIso2011(bytes)) return readIsoFingersOf2011(bytes)
  return isAnsi378(bytes) ? readAnsiFingers(bytes) : readIsoFingers(bytes)
}
