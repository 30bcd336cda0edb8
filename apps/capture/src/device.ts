import type { BioType } from '@nansen/scanner'

/** A finger scanner, a camera of eyes or of a face: ours are simulated; a driver of a real one would be another of these. */
export interface Device {
  readonly id: string
  readonly type: BioType
  readonly subType: 'Slap' | 'Single' | 'Double' | 'Full face'
  readonly make: string
  readonly model: string
  /** At least twelve digits. */
  readonly serial: string
  readonly subIds: readonly number[]
  readonly status: () => 'Ready' | 'Busy' | 'Not Ready' | 'gone'
  /** What lies on the glass now, as JPEG, some frames a second. Ends when the device goes. */
  readonly frames: (ask: Asked) => AsyncIterable<Uint8Array>
  readonly take: (ask: Asked) => Promise<readonly Taken[]>
}

export interface Asked {
  readonly subId: number
  /** Fingers or eyes by their sites, those that cannot be taken left out; `face`. */
  readonly sites: readonly string[]
  /** One picture of all fingers, instead of each cut out. */
  readonly wholeSlap: boolean
  /** Milliseconds. */
  readonly timeout: number
}

export interface Taken {
  readonly subType: string
  readonly bioType: BioType
  /** An ISO/IEC 19794 record. */
  readonly record: Uint8Array
  /** The device's own, 0 to 100. */
  readonly quality: number
  /** Spoils the signature, as somebody between would. */
  readonly forged?: boolean
}

/** A code of the standard. */
export class DeviceError extends Error {
  readonly code: string
  constructor(code: string, words: string) {
    super(words)
    this.name = 'DeviceError'
    this.code = code
  }
}

/** The cable was pulled: no answer at all. */
export class Unplugged extends Error {}
