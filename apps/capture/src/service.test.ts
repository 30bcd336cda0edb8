import { connect } from 'node:net'
import { isJpeg2000, readIsoImage } from '@nansen/biometrics'
import { readFaceRecord } from '@nansen/biometrics/face-record'
import {
  type CaptureAsk,
  capture,
  deviceInfo,
  findScanners,
  preview,
  type Scanner,
  ScannerError,
  SUB_IDS,
  verifySigned,
  WHOLE_DEVICE,
} from '@nansen/scanner'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeKeys } from './certificateMaker.ts'
import { type Listening, listen } from './http.ts'
import { inventedPerson, type Person } from './person.ts'
import { startService } from './service.ts'
import { signed } from './sign.ts'
import { type Desk, type Fault, simulatedDevices } from './simulated.ts'

const ORIGIN = 'http://localhost:3000'
const NOW = new Date('2026-11-22T06:00:00Z')
const from = new Date('2026-11-01T00:00:00Z')
const until = new Date('2026-12-01T00:00:00Z')
const keys = makeKeys({ name: 'practice', from, until })
const trust = [keys.certificate]
const now = () => NOW

let person: Person
let desk: Desk
let service: Listening
let scanner: Scanner
beforeAll(() => {
  const one = inventedPerson('test')
  const [finger, eyes] = [one.finger(2), { left: one.eye('left'), right: one.eye('right') }]
  person = { ...one, finger: () => finger, eye: eye => eyes[eye] }
}, 60_000)
beforeEach(async () => {
  desk = { person, faults: [], delay: 20, turn: 5, now }
  service = await startService({ port: 0, origins: [ORIGIN], devices: simulatedDevices(desk), keys, now })
  globalThis.fetch = asPage(ORIGIN)
  scanner = (await findScanners([service.port]))[0]!
})
const plainFetch = globalThis.fetch
afterEach(async () => {
  globalThis.fetch = plainFetch
  await service.stop()
})

/** Node's fetch names no origin; a page's does. */
const asPage =
  (origin: string): typeof fetch =>
  (address, options) =>
    plainFetch(address, { ...options, headers: { ...options?.headers, origin } })

const RIGHT_FOUR: CaptureAsk = {
  type: 'Finger',
  count: 4,
  subId: SUB_IDS.right,
  wanted: ['Right IndexFinger', 'Right MiddleFinger', 'Right RingFinger', 'Right LittleFinger'],
  exception: [],
  score: 60,
  timeout: 5_000,
}
const EYES: CaptureAsk = { ...RIGHT_FOUR, type: 'Iris', count: 2, subId: SUB_IDS.both, wanted: [] }
const FACE: CaptureAsk = { ...RIGHT_FOUR, type: 'Face', count: 1, subId: WHOLE_DEVICE, wanted: [] }
const fault = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ScannerError ? error.fault : String(error)),
  )

test('it says who it is, signed, and shows what lies on the glass', async () => {
  expect(scanner).toMatchObject({ deviceId: '1', type: 'Finger', subType: 'Slap', ready: true })
  expect(await deviceInfo(scanner, trust, NOW)).toMatchObject({ model: 'Practice Slap 60', serialNo: '000000000001' })
  const stop = new AbortController()
  let frames = 0
  for await (const frame of preview(scanner, RIGHT_FOUR, stop.signal)) {
    expect([...frame.subarray(0, 2)]).toEqual([0xff, 0xd8])
    if (++frames === 3) break
  }
  expect(frames).toBe(3)
}, 30_000)

test('a slap comes as one picture to us and as four fingers to anybody else, each signed', async () => {
  const [slap, ...others] = await capture(scanner, RIGHT_FOUR, trust, now)
  expect(others).toEqual([])
  expect(readIsoImage(slap!.record)).toMatchObject({ shows: { is: 'finger', position: 13 }, dpi: 500 })
  expect(slap!.device).toMatchObject({ name: 'Nansen Practice Slap 60', serial: '000000000001' })
  globalThis.fetch = (address, options) =>
    asPage(ORIGIN)(address, { ...options, body: String(options?.body).replace('wholeSlap', 'somethingElse') })
  const four = await capture(scanner, RIGHT_FOUR, trust, now)
  expect(four.map(({ subType }) => subType)).toEqual(RIGHT_FOUR.wanted)
}, 30_000)

test('set to JPEG 2000, as most devices are, it sends a slap and eyes so', async () => {
  desk.packing = 'jpeg2000'
  const [slap] = await capture(scanner, RIGHT_FOUR, trust, now)
  const [, camera] = await findScanners([service.port])
  const [eye] = await capture(camera!, EYES, trust, now)
  expect([slap!, eye!].map(({ record }) => isJpeg2000(readIsoImage(record).file))).toEqual([true, true])
}, 30_000)

test('an iris camera gives both eyes, and one where the other cannot be taken', async () => {
  const [, camera] = await findScanners([service.port])
  expect((await capture(camera!, EYES, trust, now)).map(({ subType }) => subType)).toEqual(['Right', 'Left'])
  const one = await capture(camera!, { ...EYES, count: 1, exception: ['Left'] }, trust, now)
  expect(one.map(({ record }) => readIsoImage(record).shows)).toEqual([{ is: 'eye', eye: 'right' }])
}, 30_000)

test('a camera of faces gives one signed picture in colour, and says when nobody is before it', async () => {
  const camera = (await findScanners([service.port])).find(({ type }) => type === 'Face')!
  expect(camera.subType).toBe('Full face')
  for await (const frame of preview(camera, FACE, new AbortController().signal)) {
    expect([...frame.subarray(0, 2)]).toEqual([0xff, 0xd8])
    break
  }
  const [photo, ...more] = await capture(camera, FACE, trust, now)
  expect(more).toEqual([])
  expect(photo!.device).toMatchObject({ name: 'Nansen Practice Face 1', serial: '000000000003' })
  const { width, height, channels } = await sharp(readFaceRecord(photo!.record)).metadata()
  expect([width, height, channels]).toEqual([1440, 1080, 3])
  desk.packing = 'jpeg2000'
  const [again] = await capture(camera, FACE, trust, now)
  expect(isJpeg2000(readFaceRecord(again!.record))).toBe(true)
  desk.faults = ['no-finger']
  expect(await fault(capture(camera, FACE, trust, now))).toBe('no-face')
  expect(await fault(capture(scanner, FACE, trust, now))).toBe('wrong-device')
}, 30_000)

test.each([
  ['no-finger', 'no-finger'],
  ['unplugged', 'unplugged'],
  ['timeout', 'timeout'],
  ['wrong-device', 'wrong-device'],
  ['bad-signature', 'forged'],
] as const)(
  'a fault is told by its name: %s',
  async (happens: Fault, told) => {
    desk.faults = [happens]
    expect(
      await fault(capture(scanner, { ...RIGHT_FOUR, timeout: happens === 'timeout' ? 1_000 : 20_000 }, trust, now)),
    ).toBe(told)
  },
  30_000,
)

test('an iris is not asked of a finger scanner, nor five fingers of four', async () => {
  expect(await fault(capture(scanner, EYES, trust, now))).toBe('wrong-device')
  expect(await fault(capture(scanner, { ...RIGHT_FOUR, count: 5 }, trust, now))).toBe('wrong-device')
})

test('whoever nobody vouched for, or whose time is over, is not believed', async () => {
  const stranger = makeKeys({ name: 'practice', from, until })
  expect(await fault(capture(scanner, RIGHT_FOUR, [stranger.certificate], now))).toBe('unknown-device')
  expect(await fault(capture(scanner, RIGHT_FOUR, [], now))).toBe('unknown-device')
  expect(await fault(capture(scanner, RIGHT_FOUR, trust, () => new Date('2027-01-01')))).toBe('expired')
}, 30_000)

test('a maker vouches for its devices, but a device for no other', async () => {
  const maker = { ...makeKeys({ name: 'maker', from, until, mayIssue: true }), name: 'maker' }
  const device = { ...makeKeys({ name: 'device', from, until, issuer: maker }), name: 'device' }
  const other = makeKeys({ name: 'other', from, until, issuer: device })
  const said = async (by: typeof device | typeof other, of: readonly Uint8Array[]) =>
    fault(verifySigned(signed({ good: true }, by), of, NOW))
  expect(await said(device, [maker.certificate])).toBe('none')
  expect(await said(other, [device.certificate])).toBe('unknown-device')
  expect(await said(other, [maker.certificate])).toBe('unknown-device')
})

test('neither an unsigned word nor one signed with a shared secret is believed', async () => {
  const good = signed({ good: true }, keys)
  const [header, payload, signature] = good.split('.')
  const headerWith = (change: object) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(header!, 'base64url').toString()), ...change })).toString(
      'base64url',
    )
  expect(await fault(verifySigned(good, trust, NOW))).toBe('none')
  for (const alg of ['none', 'HS256', 'ES256'])
    expect(await fault(verifySigned(`${headerWith({ alg })}.${payload}.${signature}`, trust, NOW))).toBe('garbled')
  expect(await fault(verifySigned(`${headerWith({ kid: 'x' })}.${payload}.${signature}`, trust, NOW))).toBe('forged')
  for (const text of ['', 'a.b', 'a.b.c', null, {}, `${header}.${payload}.`])
    expect(await fault(verifySigned(text, trust, NOW))).not.toBe('none')
})

test('an answer to another question is not taken, however well signed', async () => {
  let first: string | null = null
  globalThis.fetch = async (address, options) => {
    const reply = await asPage(ORIGIN)(address, options)
    if (options?.method !== 'RCAPTURE') return reply
    const text = await reply.text()
    first ??= text
    return new Response(first)
  }
  expect(await fault(capture(scanner, RIGHT_FOUR, trust, now))).toBe('none')
  expect(await fault(capture(scanner, RIGHT_FOUR, trust, now))).toBe('forged')
}, 30_000)

test('an answer that does not end is not waited for', async () => {
  const endless = await listen(0, async () => ({
    status: 200,
    parts: (async function* () {
      for (;;) yield Buffer.alloc(1_000_000, 'a')
    })(),
  }))
  expect(await fault(capture({ ...scanner, port: endless.port }, RIGHT_FOUR, trust, now))).toBe('too-large')
  await endless.stop()
}, 30_000)

/** Raw, so that every header is as a stranger would write it. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(service.port, '127.0.0.1', () => socket.write(text))
    socket.on('data', chunk => {
      said += chunk.toString()
    })
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })
const statusOf = async (lines: readonly string[], body = '') =>
  Number((await raw(`${[...lines, `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`)).split(' ')[1])
const ASK = '{"type":"Biometric Device"}'

test('another page, a page that was made to look like ours, and a program without a page are refused', async () => {
  const host = `host: 127.0.0.1:${service.port}`
  const first = 'MOSIPDISC /device HTTP/1.1'
  expect(await statusOf([first, host, `origin: ${ORIGIN}`], ASK)).toBe(200)
  expect(await statusOf([first, host, 'origin: https://evil.example'], ASK)).toBe(403)
  expect(await statusOf([first, host, 'origin: null'], ASK)).toBe(403)
  expect(await statusOf([first, host], ASK)).toBe(403)
  expect(await statusOf([first, `host: nansen.evil.example:${service.port}`, `origin: ${ORIGIN}`], ASK)).toBe(403)
  expect(await statusOf([first, `host: localhost:${service.port}`, `origin: ${ORIGIN}`], ASK)).toBe(403)
  expect(await statusOf([first, host, host, `origin: ${ORIGIN}`], ASK)).toBe(400)
})

test('a browser that asks beforehand is told only what our pages need', async () => {
  const ask = (origin: string) =>
    raw(
      `OPTIONS /capture HTTP/1.1\r\nhost: 127.0.0.1:${service.port}\r\norigin: ${origin}\r\naccess-control-request-method: RCAPTURE\r\naccess-control-request-private-network: true\r\n\r\n`,
    )
  const ours = await ask(ORIGIN)
  expect(ours).toContain(`access-control-allow-origin: ${ORIGIN}\r\n`)
  expect(ours).toContain('access-control-allow-private-network: true\r\n')
  expect(ours).not.toContain('*')
  expect(await ask('https://evil.example')).not.toContain('access-control')
})

test('what is no request, or too large a one, is refused', async () => {
  const host = `host: 127.0.0.1:${service.port}`
  expect(await statusOf(['GET /device HTTP/1.1', host, `origin: ${ORIGIN}`])).toBe(404)
  expect(await statusOf(['nonsense'])).toBe(400)
  expect(await statusOf(['RCAPTURE /capture HTTP/1.1', host, `origin: ${ORIGIN}`, `x: ${'x'.repeat(9_000)}`])).toBe(400)
  expect(await raw(`RCAPTURE /capture HTTP/1.1\r\n${host}\r\ncontent-length: 99999999\r\n\r\n`)).toContain(' 400 ')
})
