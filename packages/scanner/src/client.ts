import { framesOf } from './multipart.ts'
import { fromBase64Url, type Trust, verifySigned } from './signed.ts'
import {
  type BioType,
  type DigitalId,
  faultOf,
  SBI_PORTS,
  SBI_VERBS,
  ScannerError,
  SPEC_VERSION,
  sbiAddress,
} from './words.ts'

/** A device that answered, as it says itself: nothing of it is believed before a signature is. */
export interface Scanner {
  readonly port: number
  readonly deviceId: string
  readonly type: BioType
  readonly subType: string
  /** Make and model, for the officer. */
  readonly name: string
  readonly ready: boolean
}

export interface CaptureAsk {
  readonly type: BioType
  /** How many fingers or eyes. */
  readonly count: number
  /** See `SUB_IDS`. */
  readonly subId: number
  /** Sub types that are wanted; `exception`: that cannot be taken. */
  readonly wanted: readonly string[]
  readonly exception: readonly string[]
  /** Quality of the scanner's own at which it stops waiting, 0 to 100. */
  readonly score: number
  /** Milliseconds. */
  readonly timeout: number
}

/** One finger, eye or slap, whose signature is good. */
export interface Captured {
  readonly subType: string
  /** An ISO/IEC 19794 record. */
  readonly record: Uint8Array
  readonly device: Provenance
}
export interface Provenance {
  readonly name: string
  readonly serial: string
  /** SHA-256 of its certificate, hexadecimal. */
  readonly certificate: string
}

/** Nobody listens, or not to us. Milliseconds. */
const PATIENCE = 1_500
/** A device that promised to answer gets this much longer than it was given. Milliseconds. */
const GRACE = 2_000
/** The largest answer that is read: a photo of full high definition without loss, twice in base64. Bytes. */
const MOST_ANSWER = 16_000_000
/** Devices of one service, biometrics of one answer. */
const MOST_ITEMS = 20

/** Whoever answers on the ports of this machine. Takes as long as the slowest, at most 1.5 s. */
export async function findScanners(ports: readonly number[] = SBI_PORTS): Promise<readonly Scanner[]> {
  const found = await Promise.all(ports.map(port => scannersAt(port).catch(() => [])))
  return found.flat()
}

async function scannersAt(port: number): Promise<readonly Scanner[]> {
  const said = await ask(port, SBI_VERBS.discover, { type: 'Biometric Device' }, AbortSignal.timeout(PATIENCE))
  if (!Array.isArray(said)) return []
  return said.slice(0, MOST_ITEMS).flatMap((each: unknown) => {
    const { deviceId, deviceStatus, digitalId } = objectOf(each)
    const id = unsigned(digitalId)
    if (id === null) return []
    const name = `${id.make} ${id.model}`.slice(0, 80)
    const ready = deviceStatus === 'Ready'
    return [{ port, deviceId: String(deviceId), type: id.type, subType: id.deviceSubType, name, ready }]
  })
}

/** In a discovery it is not signed: base64 of JSON. Some devices send the signed one there. */
function unsigned(text: unknown): DigitalId | null {
  try {
    const parts = String(text).split('.')
    const id = JSON.parse(new TextDecoder().decode(fromBase64Url(parts[parts.length === 3 ? 1 : 0]!)))
    return ['Finger', 'Iris', 'Face'].includes(id.type) ? id : null
  } catch {
    return null
  }
}

/** @throws ScannerError when the signed statement of the device cannot be trusted */
export async function deviceInfo(scanner: Scanner, trust: Trust, now: Date): Promise<DigitalId> {
  const said = await ask(scanner.port, SBI_VERBS.info, undefined, AbortSignal.timeout(PATIENCE))
  for (const each of Array.isArray(said) ? said.slice(0, MOST_ITEMS) : []) {
    const { payload } = await verifySigned(objectOf(each).deviceInfo, trust, now)
    const info = objectOf(payload)
    if (String(info.deviceId) !== scanner.deviceId) continue
    return (await verifySigned(info.digitalId, trust, now)).payload as DigitalId
  }
  throw new ScannerError('unplugged')
}

/** The live picture, frame by frame (JPEG), until `signal` or the device ends it. */
export async function* preview(
  scanner: Scanner,
  { subId, wanted }: Pick<CaptureAsk, 'subId' | 'wanted'>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const body = { deviceId: scanner.deviceId, deviceSubId: String(subId), customOpts: { bioSubType: wanted.join() } }
  const { body: stream } = await send(scanner.port, SBI_VERBS.stream, body, signal)
  if (stream !== null) yield* framesOf(stream)
}

/**
 * Takes what lies on the glass or looks into the camera. Each answer is checked: signed by a trusted device, for this very request.
 * @throws ScannerError with what is wrong
 */
export async function capture(
  scanner: Scanner,
  wanted: CaptureAsk,
  trust: Trust,
  now: () => Date,
): Promise<readonly Captured[]> {
  const transactionId = crypto.randomUUID()
  const said = await ask(
    scanner.port,
    SBI_VERBS.capture,
    request(scanner, wanted, transactionId, now()),
    AbortSignal.timeout(wanted.timeout + GRACE),
  )
  const { biometrics, error } = objectOf(said)
  refuseError(error, wanted.type)
  if (!Array.isArray(biometrics) || biometrics.length === 0 || biometrics.length > MOST_ITEMS)
    throw new ScannerError('garbled')
  return Promise.all(
    biometrics.map((each: unknown) => checked(objectOf(each), wanted.type, transactionId, trust, now())),
  )
}

function request(scanner: Scanner, wanted: CaptureAsk, transactionId: string, now: Date) {
  const { type, count, subId, wanted: bioSubType, exception, score, timeout } = wanted
  return {
    env: 'Production',
    purpose: 'Registration',
    specVersion: SPEC_VERSION,
    timeout: String(timeout),
    captureTime: now.toISOString(),
    transactionId,
    bio: [
      {
        type,
        count: String(count),
        bioSubType,
        exception,
        requestedScore: String(score),
        deviceId: scanner.deviceId,
        deviceSubId: String(subId),
        previousHash: '',
      },
    ],
    // ours cuts slaps here, where the hand can be checked; others do not know the word and cut them themselves
    customOpts: { wholeSlap: 'true' },
  }
}

function refuseError(error: unknown, type: BioType): void {
  const code = String(objectOf(error ?? {}).errorcode ?? '0')
  if (code !== '0') throw new ScannerError(faultOf(code, type))
}

async function checked(
  said: Record<string, unknown>,
  type: BioType,
  transactionId: string,
  trust: Trust,
  now: Date,
): Promise<Captured> {
  refuseError(said.error, type)
  const { payload, signer } = await verifySigned(said.data, trust, now)
  const data = objectOf(payload)
  if (data.transactionId !== transactionId) throw new ScannerError('forged')
  if (data.bioType !== type) throw new ScannerError('wrong-device')
  const identity = await verifySigned(data.digitalId, trust, now)
  // another device's identity, however well signed, is not that of who captured
  if (identity.signer !== signer) throw new ScannerError('forged')
  const { make, model, serialNo } = objectOf(identity.payload)
  try {
    return {
      subType: String(data.bioSubType),
      record: fromBase64Url(String(data.bioValue)),
      device: { name: `${make} ${model}`.slice(0, 80), serial: String(serialNo).slice(0, 60), certificate: signer },
    }
  } catch {
    throw new ScannerError('garbled')
  }
}

async function ask(port: number, how: Verb, body: unknown, signal: AbortSignal): Promise<unknown> {
  const response = await send(port, how, body, signal)
  const text = await readAtMost(response, signal)
  try {
    return JSON.parse(text)
  } catch {
    throw new ScannerError('garbled')
  }
}

type Verb = (typeof SBI_VERBS)[keyof typeof SBI_VERBS]

async function send(port: number, { verb, path }: Verb, body: unknown, signal: AbortSignal): Promise<Response> {
  try {
    const response = await fetch(`${sbiAddress(port)}${path}`, {
      method: verb,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal,
    })
    if (!response.ok) throw new ScannerError('failed')
    return response
  } catch (error) {
    throw asFault(error, signal)
  }
}

async function readAtMost({ body }: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  const reader = body?.getReader()
  try {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done || value === undefined) return text + decoder.decode()
      length += value.length
      if (length > MOST_ANSWER) throw new ScannerError('too-large')
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    await reader?.cancel().catch(() => {})
    throw asFault(error, signal)
  }
}

function asFault(error: unknown, signal: AbortSignal): ScannerError {
  if (error instanceof ScannerError) return error
  return new ScannerError(signal.aborted ? 'timeout' : 'unplugged')
}

const objectOf = (value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) throw new ScannerError('garbled')
  return value as Record<string, unknown>
}
