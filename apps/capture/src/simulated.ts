import { setTimeout as wait } from 'node:timers/promises'
import { type GreyImage, SLAP_POSITIONS, segmentSlap, writeIsoImage } from '@nansen/biometrics'
import { type BioType, SUB_IDS, subTypeOf, WHOLE_DEVICE } from '@nansen/scanner'
import { type Asked, type Device, DeviceError, type Taken, Unplugged } from './device.ts'
import { cameraView, faceRecordOf, type Scene } from './faceCamera.ts'
import { cameraOf, eyeOf, fingerOf, frameOf, glassOf, patchy, pressed } from './glass.ts'
import { type Packing, packed } from './packing.ts'
import { faceOf, type Person } from './person.ts'

/** What can go wrong at a desk. Each happens once and is over. */
export const FAULTS = [
  'no-finger',
  'poor',
  'unplugged',
  'timeout',
  'wrong-device',
  'bad-signature',
  'wrong-hand',
] as const
export type Fault = (typeof FAULTS)[number]

/** What the simulated person and desk do. May be changed while it runs. */
export interface Desk {
  person: Person
  /** Happen one at a capture, from the first on. */
  faults: Fault[]
  /** How long a person takes to put the fingers down, and the device to take them. Milliseconds. */
  delay: number
  /** Degrees. */
  turn: number
  /** Default: PNG. */
  packing?: Packing
  now: () => Date
}

/** Pictures a second of the preview; the standard asks for at least three. */
const FRAMES_A_SECOND = 5
/** How long a pulled cable stays out. Milliseconds. */
const OUT = 3_000
/** How lightly fingers lie at first. */
const LIGHT = 0.3

/** A scanner of four fingers, a camera of two eyes and one of the face at one desk. */
export function simulatedDevices(
  desk: Desk,
  types: readonly BioType[] = ['Finger', 'Iris', 'Face'],
): readonly Device[] {
  const state: State = { desk, busy: false, outUntil: 0, pictures: new Map() }
  return [fingerScanner(state), irisCamera(state), faceCamera(state)].filter(({ type }) => types.includes(type))
}

interface State {
  readonly desk: Desk
  busy: boolean
  /** Milliseconds since 1970. */
  outUntil: number
  /** Composing a slap takes most of a second: the last ones are kept. */
  readonly pictures: Map<string, GreyImage>
}

const status = (state: State) => (Date.now() < state.outUntil ? 'gone' : state.busy ? 'Busy' : 'Ready')

function fingerScanner(state: State): Device {
  return {
    id: '1',
    type: 'Finger',
    subType: 'Slap',
    make: 'Nansen',
    model: 'Practice Slap 60',
    serial: '000000000001',
    subIds: [SUB_IDS.left, SUB_IDS.right, SUB_IDS.both],
    status: () => status(state),
    frames: ask => live(state, ask),
    take: ask => taking(state, ask, 'Finger'),
  }
}

function irisCamera(state: State): Device {
  return {
    id: '2',
    type: 'Iris',
    subType: 'Double',
    make: 'Nansen',
    model: 'Practice Eyes 2',
    serial: '000000000002',
    subIds: [SUB_IDS.left, SUB_IDS.right, SUB_IDS.both],
    status: () => status(state),
    frames: ask => live(state, ask),
    take: ask => taking(state, ask, 'Iris'),
  }
}

function faceCamera(state: State): Device {
  return {
    id: '3',
    type: 'Face',
    subType: 'Full face',
    make: 'Nansen',
    model: 'Practice Face 1',
    serial: '000000000003',
    subIds: [WHOLE_DEVICE],
    status: () => status(state),
    frames: () => shown(state, Promise.all(SCENES.map(scene => cameraView(faceOf(state.desk.person), scene)))),
    take: ask => taking(state, ask, 'Face'),
  }
}
/** Nobody, somebody in the dark, and them well lit. */
const SCENES = ['empty', 'dark', 'well'] as const satisfies readonly Scene[]

async function* live(state: State, ask: Asked): AsyncGenerator<Uint8Array> {
  const picture = pictureOf(state, handShown(state.desk.faults[0], ask.sites))
  yield* shown(state, Promise.all([0, LIGHT, 1].map(pressure => frameOf(pressed(picture, pressure)))))
}

/** Nothing at first, then too little, then well, again and again until nobody looks. */
async function* shown(state: State, ready: Promise<readonly Uint8Array[]>): AsyncGenerator<Uint8Array> {
  const { desk } = state
  const frames = await ready
  const begun = Date.now()
  while (status(state) !== 'gone') {
    const since = Date.now() - begun
    const empty = desk.faults[0] === 'no-finger' || since < desk.delay
    yield frames[empty ? 0 : since < 2 * desk.delay ? 1 : 2]!
    await wait(1_000 / FRAMES_A_SECOND)
  }
}

/** The other hand, where the person mistakes it. */
function handShown(fault: Fault | undefined, sites: readonly string[]): readonly string[] {
  if (fault !== 'wrong-hand' || sites.length < 3) return sites
  return sites
    .map(fingerOf)
    .map(finger => `finger-${finger <= 5 ? finger + 5 : finger - 5}`)
    .reverse()
}

function pictureOf({ desk, pictures }: State, sites: readonly string[]): GreyImage {
  const key = sites.join()
  const kept = pictures.get(key)
  if (kept !== undefined) return kept
  const picture = sites[0]?.startsWith('iris') ? cameraOf(desk.person, sites) : glassOf(desk.person, sites, desk.turn)
  pictures.set(key, picture)
  return picture
}

async function taking(state: State, ask: Asked, type: BioType): Promise<readonly Taken[]> {
  const { desk } = state
  const fault = desk.faults.shift()
  state.busy = true
  try {
    await wait(desk.delay)
    if (fault === 'no-finger') throw new DeviceError('101', 'Unable to detect a biometric object')
    if (fault === 'unplugged') {
      state.outUntil = Date.now() + OUT
      throw new Unplugged()
    }
    if (fault === 'timeout') await wait(ask.timeout + 3_000)
    const taken = await TAKEN[type](state, { ...ask, sites: handShown(fault, ask.sites) }, fault === 'poor' ? LIGHT : 1)
    if (fault === 'wrong-device') return taken.map(each => ({ ...each, bioType: type === 'Iris' ? 'Finger' : 'Iris' }))
    return fault === 'bad-signature' ? taken.map(each => ({ ...each, forged: true })) : taken
  } finally {
    state.busy = false
  }
}

function eyes({ desk }: State, { sites }: Asked, pressure: number): Promise<readonly Taken[]> {
  const taken = sites.map(async (site): Promise<Taken> => {
    const whole = desk.person.eye(eyeOf(site))
    const eye = pressure < 1 ? patchy(whole) : whole
    const record = writeIsoImage(
      { is: 'eye', eye: eyeOf(site) },
      await packed(eye, desk.packing ?? 'png'),
      eye,
      desk.now(),
    )
    return { subType: subTypeOf(site), bioType: 'Iris', record, quality: pressure < 1 ? 10 : 80 }
  })
  return Promise.all(taken)
}

async function fingers(state: State, ask: Asked, pressure: number): Promise<readonly Taken[]> {
  const whole = pictureOf(state, ask.sites)
  const picture = pressure < 1 ? patchy(whole) : whole
  const quality = pressure < 1 ? 10 : 80
  const record = async (position: number, image: GreyImage) =>
    writeIsoImage({ is: 'finger', position }, await packed(image, state.desk.packing ?? 'png'), image, state.desk.now())
  if (ask.wholeSlap && ask.sites.length > 1) {
    const slap = ask.subId === SUB_IDS.left ? 'left-four' : ask.subId === SUB_IDS.right ? 'right-four' : 'thumbs'
    return [{ subType: 'UNKNOWN', bioType: 'Finger', record: await record(SLAP_POSITIONS[slap], picture), quality }]
  }
  const { problem, fingers: cut } = segmentSlap(picture, ask.sites.map(fingerOf))
  if (problem !== null)
    throw new DeviceError(problem === 'no-finger' ? '101' : '105', `The fingers lie badly: ${problem}`)
  return Promise.all(
    cut.map(async ({ position, image }): Promise<Taken> => {
      const subType = subTypeOf(`finger-${position}`)
      return { subType, bioType: 'Finger', record: await record(position!, image), quality }
    }),
  )
}

async function face({ desk }: State, _ask: Asked, pressure: number): Promise<readonly Taken[]> {
  const record = await faceRecordOf(
    faceOf(desk.person),
    pressure < 1 ? 'dark' : 'well',
    desk.packing ?? 'png',
    desk.now(),
  )
  return [{ subType: '', bioType: 'Face', record, quality: pressure < 1 ? 10 : 80 }]
}

const TAKEN = { Finger: fingers, Iris: eyes, Face: face } as const
