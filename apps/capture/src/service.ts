import { type BioType, SBI_VERBS, SPEC_VERSION, SUB_IDS, sbiAddress, siteOfSubType } from '@nansen/scanner'
import type { Keys } from './certificateMaker.ts'
import { type Asked, type Device, DeviceError, type Taken, Unplugged } from './device.ts'
import { atTheDoor, corsFor } from './guard.ts'
import { type Listening, listen, type SbiReply, type SbiRequest } from './http.ts'
import { chained, signed, unsigned } from './sign.ts'

export interface ServiceConfig {
  readonly port: number
  /** Pages that may ask: `http://localhost:3000`. */
  readonly origins: readonly string[]
  readonly devices: readonly Device[]
  readonly keys: Keys
  readonly now: () => Date
}

const VERSION = '1.0.0'
const BOUNDARY = '--BoundaryString'
const DEFAULT_TIMEOUT = 10_000

/** A device service of the Secure Biometric Interface for registration (certification level L0: signed on this machine). */
export async function startService(config: ServiceConfig): Promise<Listening> {
  const state = { busy: false }
  let port = config.port
  const listening = await listen(config.port, async request => {
    const refusal = atTheDoor(request, { origins: config.origins, port })
    if (refusal !== null) return refusal
    const cors = corsFor(request.headers.get('origin')!)
    const reply = await answer(request, { ...config, port }, state).catch(failed)
    return { ...reply, headers: { ...cors, ...reply.headers } }
  })
  port = listening.port
  return listening
}

const failed = (error: unknown): SbiReply =>
  error instanceof Unplugged ? { status: 200, broken: true } : { status: 200, body: errorOf(error) }

const errorOf = (error: unknown) => ({
  error:
    error instanceof DeviceError
      ? { errorcode: error.code, errorinfo: error.message }
      : { errorcode: '102', errorinfo: 'Technical error during extraction' },
})
/** A capture's error stands where its data would. */
function notCaptured(error: unknown): SbiReply {
  if (error instanceof Unplugged) throw error
  return { status: 200, body: { biometrics: [{ specVersion: SPEC_VERSION, data: '', hash: '', ...errorOf(error) }] } }
}
const NO_ERROR = { errorcode: '0', errorinfo: 'Success' }

async function answer(request: SbiRequest, config: ServiceConfig, state: { busy: boolean }): Promise<SbiReply> {
  const is = ({ verb, path }: { verb: string; path: string }) => request.verb === verb && request.path === path
  if (is(SBI_VERBS.discover)) return { status: 200, body: discovered(config, bodyOf(request)) }
  if (is(SBI_VERBS.info)) return { status: 200, body: informed(config) }
  if (is(SBI_VERBS.stream)) return streamed(config, bodyOf(request))
  if (is(SBI_VERBS.capture)) return captured(config, state, bodyOf(request)).catch(notCaptured)
  if (is(SBI_VERBS.authenticate)) throw new DeviceError('500', 'This service is for registration only')
  return { status: 404 }
}

type Body = Readonly<Record<string, unknown>>

function bodyOf({ body }: SbiRequest): Body {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value as Body
  } catch {}
  throw new DeviceError('101', 'Invalid JSON')
}

const present = ({ devices }: ServiceConfig) => devices.filter(device => device.status() !== 'gone')

const digitalId = ({ serial, make, model, type, subType }: Device, now: Date) => ({
  serialNo: serial,
  make,
  model,
  type,
  deviceSubType: subType,
  deviceProvider: make,
  deviceProviderId: make.toLowerCase(),
  dateTime: now.toISOString(),
})

const common = (device: Device, { port }: ServiceConfig) => ({
  deviceId: device.id,
  deviceStatus: device.status(),
  certification: 'L0',
  serviceVersion: VERSION,
  deviceSubId: device.subIds,
  callbackId: sbiAddress(port),
  deviceCode: device.serial,
  specVersion: [SPEC_VERSION],
  purpose: 'Registration',
})

function discovered(config: ServiceConfig, { type }: Body) {
  return present(config)
    .filter(device => type === 'Biometric Device' || type === device.type)
    .map(device => ({
      ...common(device, config),
      digitalId: unsigned(digitalId(device, config.now())),
      error: NO_ERROR,
    }))
}

function informed(config: ServiceConfig) {
  return present(config).map(device => ({
    deviceInfo: signed(
      {
        ...common(device, config),
        firmware: VERSION,
        env: 'Production',
        digitalId: signed(digitalId(device, config.now()), config.keys),
      },
      config.keys,
    ),
    error: NO_ERROR,
  }))
}

function deviceOf(config: ServiceConfig, id: unknown): Device {
  const device = present(config).find(each => each.id === String(id))
  if (device === undefined) throw new DeviceError('106', 'Device not found')
  return device
}

function streamed(config: ServiceConfig, body: Body): SbiReply {
  const device = deviceOf(config, body.deviceId)
  const wanted = String((body.customOpts as Body | undefined)?.bioSubType ?? '')
  const subId = Number(body.deviceSubId)
  const sites = wanted === '' ? sitesOf(device.type, subId) : wanted.split(',').flatMap(sub => siteOfSubType(sub) ?? [])
  const frames = device.frames({ subId, sites, wholeSlap: true, timeout: 0 })
  return {
    status: 200,
    headers: { 'content-type': `multipart/x-mixed-replace; boundary=${BOUNDARY}` },
    parts: parted(frames),
  }
}

async function* parted(frames: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const frame of frames) {
    const head = `${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`
    yield Buffer.concat([Buffer.from(head), frame, Buffer.from('\r\n')])
  }
}

const FOURS: Readonly<Record<number, readonly number[]>> = {
  [SUB_IDS.left]: [10, 9, 8, 7],
  [SUB_IDS.right]: [2, 3, 4, 5],
  [SUB_IDS.both]: [6, 1],
}
const EYES: Readonly<Record<number, readonly string[]>> = {
  [SUB_IDS.left]: ['iris-left'],
  [SUB_IDS.right]: ['iris-right'],
  [SUB_IDS.both]: ['iris-right', 'iris-left'],
}
/** A face has no sub types in the standard. */
const FACE = ['face']
const sitesOf = (type: BioType, subId: number): readonly string[] =>
  (type === 'Face' ? FACE : type === 'Iris' ? EYES[subId] : FOURS[subId]?.map(finger => `finger-${finger}`)) ?? []

async function captured(config: ServiceConfig, state: { busy: boolean }, body: Body): Promise<SbiReply> {
  const [bio] = Array.isArray(body.bio) ? (body.bio as readonly Body[]) : []
  const device = deviceOf(config, bio?.deviceId)
  if (bio?.type !== device.type) throw new DeviceError('106', 'Device not found')
  if (state.busy) throw new DeviceError('501', 'Device busy')
  state.busy = true
  try {
    const ask = askedOf(device, body, bio)
    if (ask.sites.length === 0 || ask.sites.length !== Number(bio.count))
      throw new DeviceError('109', 'Requested number of biometric (Finger/IRIS) not supported')
    return { status: 200, body: { biometrics: answered(config, device, body, bio, await device.take(ask)) } }
  } finally {
    state.busy = false
  }
}

function askedOf(device: Device, body: Body, bio: Body): Asked {
  const subId = Number(bio.deviceSubId)
  const names = (value: unknown) => (Array.isArray(value) ? value.flatMap(sub => siteOfSubType(String(sub)) ?? []) : [])
  const wanted = names(bio.bioSubType)
  const except = names(bio.exception)
  const sites = (wanted.length > 0 ? wanted : sitesOf(device.type, subId)).filter(site => !except.includes(site))
  const wholeSlap = (body.customOpts as Body | undefined)?.wholeSlap === 'true'
  const timeout = Number(body.timeout)
  return { subId, sites, wholeSlap, timeout: timeout > 0 && timeout <= 60_000 ? timeout : DEFAULT_TIMEOUT }
}

function answered(config: ServiceConfig, device: Device, body: Body, bio: Body, taken: readonly Taken[]) {
  let hash = String(bio.previousHash ?? '')
  return taken.map(({ subType, bioType, record, quality, forged }) => {
    const now = config.now()
    const payload = {
      digitalId: signed(digitalId(device, now), config.keys),
      deviceCode: device.serial,
      deviceServiceVersion: VERSION,
      bioType,
      bioSubType: subType,
      purpose: 'Registration',
      env: body.env,
      bioValue: Buffer.from(record).toString('base64url'),
      transactionId: body.transactionId,
      timestamp: now.toISOString(),
      requestedScore: String(bio.requestedScore ?? ''),
      qualityScore: String(quality),
    }
    const data = signed(payload, config.keys)
    hash = chained(hash, JSON.stringify(payload))
    return { specVersion: SPEC_VERSION, data: forged ? forge(data) : data, hash, error: NO_ERROR }
  })
}

/** What somebody who changes the quality without the key would send. */
function forge(jws: string): string {
  const [header, payload, signature] = jws.split('.')
  const said = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Body
  return `${header}.${unsigned({ ...said, qualityScore: '100' })}.${signature}`
}
