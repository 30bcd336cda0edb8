/**
 * The words of MOSIP's Secure Biometric Interface (SBI; formerly MOSIP Device Service), as far as a registration desk speaks them: versions
 * 0.9.5 and 1.0, certification level L0, on Linux and Windows. See docs/sources/README.md.
 */

/** Ports on which we look for device services. The standard allows 4501 to 4600; our pages' policy names each of these. */
export const SBI_PORTS: readonly number[] = [4501, 4502, 4503, 4504, 4505, 4506, 4507, 4508, 4509, 4510]

/** Address of a device service on this machine. The standard says 127.0.0.1 and not localhost. */
export const sbiAddress = (port: number): string => `http://127.0.0.1:${port}`

export const SPEC_VERSION = '0.9.5'
export const SBI_VERBS = {
  discover: { verb: 'MOSIPDISC', path: '/device' },
  info: { verb: 'MOSIPDINFO', path: '/info' },
  stream: { verb: 'STREAM', path: '/stream' },
  capture: { verb: 'RCAPTURE', path: '/capture' },
  /** For authentication, encrypted to MOSIP's own key: refused by our service, never asked by our pages. */
  authenticate: { verb: 'CAPTURE', path: '/capture' },
} as const

export type BioType = 'Finger' | 'Iris' | 'Face'

/** Fingers 1 to 10 as in ISO/IEC 19794-2, in the standard's words. */
const FINGERS = ['Thumb', 'IndexFinger', 'MiddleFinger', 'RingFinger', 'LittleFinger'] as const
const PLACES: readonly (readonly [site: string, sub: string])[] = [
  ...FINGERS.map((name, i) => [`finger-${i + 1}`, `Right ${name}`] as const),
  ...FINGERS.map((name, i) => [`finger-${i + 6}`, `Left ${name}`] as const),
  ['iris-left', 'Left'],
  ['iris-right', 'Right'],
]
/** `finger-2` → `Right IndexFinger`. */
export const subTypeOf = (site: string): string => PLACES.find(([each]) => each === site)?.[1] ?? 'UNKNOWN'
/** Null for `UNKNOWN` and whatever else a device says. */
export const siteOfSubType = (sub: string): string | null => PLACES.find(([, each]) => each === sub)?.[0] ?? null

/** Parts of a device that are asked by number: left four fingers or eye, right ones, both thumbs or eyes. */
export const SUB_IDS = { left: 1, right: 2, both: 3 } as const
/** Of a device that has no parts: a camera of faces. */
export const WHOLE_DEVICE = 0

/** What may be wrong with a capture: one word each, and a label in every language. */
export type ScannerFault =
  /** Nobody answers any more: cable or power. */
  | 'unplugged'
  | 'busy'
  | 'not-ready'
  | 'no-finger'
  | 'no-eye'
  | 'no-face'
  | 'timeout'
  /** It cannot do what was asked, or did something else. */
  | 'wrong-device'
  /** Its answer was changed on the way, or another answer than the one that was asked for. */
  | 'forged'
  /** Signed well, by a device that nobody here vouched for. */
  | 'unknown-device'
  | 'expired'
  | 'too-large'
  | 'garbled'
  | 'failed'

/** Codes of the standard that say more than `failed`. */
const CODES: Readonly<Record<string, ScannerFault>> = {
  '100': 'not-ready',
  '101': 'no-finger',
  '103': 'failed',
  '106': 'wrong-device',
  '107': 'expired',
  '109': 'wrong-device',
  '202': 'unplugged',
}
const NOTHING_THERE = { Finger: 'no-finger', Iris: 'no-eye', Face: 'no-face' } as const
/** @param code of an answer's error  @param type what was asked for */
export function faultOf(code: string, type: BioType): ScannerFault {
  const fault = CODES[code] ?? 'failed'
  return fault === 'no-finger' ? NOTHING_THERE[type] : fault
}

/** What a device says of itself. */
export interface DigitalId {
  readonly serialNo: string
  readonly make: string
  readonly model: string
  readonly type: BioType
  readonly deviceSubType: string
  readonly deviceProvider: string
  readonly deviceProviderId: string
  readonly dateTime: string
}

export class ScannerError extends Error {
  readonly fault: ScannerFault
  constructor(fault: ScannerFault) {
    super(`the scanner did not deliver: ${fault}`)
    this.name = 'ScannerError'
    this.fault = fault
  }
}
