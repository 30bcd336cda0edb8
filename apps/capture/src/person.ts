import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  decodeCapture,
  drawnFace,
  type Eye,
  type FingerPosition,
  type GreyImage,
  syntheticFinger,
  syntheticIris,
} from '@nansen/biometrics'

/** Whose fingers, eyes and face the simulator shows. */
export interface Person {
  readonly finger: (finger: FingerPosition) => GreyImage
  readonly eye: (eye: Eye) => GreyImage
  /** A file of a picture: SVG, JPEG, PNG. Default: somebody drawn. */
  readonly face?: () => Uint8Array
}

/** Somebody invented. The same seed is the same body; another impression is the body put down again. */
export function inventedPerson(seed: string, impression = 0): Person {
  return {
    finger: remembered(finger => syntheticFinger(seed, finger, impression)),
    eye: remembered(eye => syntheticIris(seed, eye, impression)),
    face: () => drawn(seed),
  }
}

const ENDINGS = ['png', 'jpg', 'bmp', 'tif', 'pgm', 'wsq']

/** Files of a folder, `finger-2.png` and `iris-left.png` as `nansen captures` writes them, and `face.jpg` or `face.png`; whatever is not there is `otherwise`'s. */
export function personOfFolder(folder: string, otherwise: Person): Person {
  const read = (name: string): GreyImage | null => {
    const path = ENDINGS.map(ending => join(folder, `${name}.${ending}`)).find(existsSync)
    return path === undefined ? null : decodeCapture(new Uint8Array(readFileSync(path)))
  }
  return {
    finger: remembered(finger => read(`finger-${finger}`) ?? otherwise.finger(finger)),
    eye: remembered(eye => read(`iris-${eye}`) ?? otherwise.eye(eye)),
    face: () => {
      const path = ['jpg', 'png'].map(ending => join(folder, `face.${ending}`)).find(existsSync)
      return path === undefined ? faceOf(otherwise) : new Uint8Array(readFileSync(path))
    },
  }
}

/** Growing a finger takes a second. */
function remembered<Place extends string | number>(make: (place: Place) => GreyImage): (place: Place) => GreyImage {
  const made = new Map<Place, GreyImage>()
  return place => {
    const image = made.get(place) ?? make(place)
    made.set(place, image)
    return image
  }
}

/** With nothing before the eyes, as a portrait wants it. */
const drawn = (seed: string): Uint8Array => new TextEncoder().encode(drawnFace(seed, { glasses: false }))

export const faceOf = (person: Person): Uint8Array => person.face?.() ?? drawn('a visitor')
