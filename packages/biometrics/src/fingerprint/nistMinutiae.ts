import { type NistFields, nistRecords, RECORD, UNIT } from '../image/nistRecords.ts'
import { broken, type IsoFinger, recordedFinger, scalesOf } from './iso19794.ts'
import { MAX_SIDE, WORKING_DPI } from './parameters.ts'
import type { Minutia } from './template.ts'

/** Steps of a template's angle in a turn, and degrees of that turn. */
const TURN_STEPS = 256
const DEGREES = 360
/** Fields of a record of type 9: of the standard itself, and the block that follows INCITS 378. */
const PLACE = 6
const MINUTIAE = 12
const BLOCK = { width: 128, height: 129, unit: 130, across: 131, down: 132, place: 134, minutiae: 137 } as const
/** Places of the standard's own minutiae are in hundredths of a millimetre, from the lower left corner. */
const HUNDREDTHS_PER_INCH = 2540
const INCH = 1
const CM_PER_INCH = 2.54
/** Degrees in a step of the block's directions. */
const BLOCK_STEP = 2
/** Sevenths, where nothing is said of how sure a minutia is; and the standard's worst quality, of which 0 is by hand and 1 says nothing. */
const MIDDLING = 4
const WORST = 63

/**
 * The minutiae of an ANSI/NIST-ITL transaction (records of type 9), brought to 500 dpi: the block that follows INCITS 378 where there is one, else
 * the standard's own fields. Directions of both run into the ridge, as ours do.
 *
 * @throws Refusal `unreadable-image` for another format or lengths that do not add up, `invalid` for minutiae that are none
 */
export function readNistFingers(bytes: Uint8Array): IsoFinger[] {
  const fingers: IsoFinger[] = []
  for (const { type, fields } of nistRecords(bytes)) if (type === 9 && fields !== null) fingers.push(fingerOf(fields))
  return fingers
}

const fingerOf = (fields: NistFields): IsoFinger =>
  fields.texts.has(BLOCK.minutiae) ? fingerOfBlock(fields) : fingerOfStandard(fields)

/** Rows of a field, each with its numbers; what is no number is NaN. */
function rowsOf({ texts }: NistFields, field: number): readonly (readonly string[])[] {
  const text = texts.get(field) ?? ''
  return text === '' ? [] : text.split(String.fromCharCode(RECORD)).map(row => row.split(String.fromCharCode(UNIT)))
}

function numberIn({ texts }: NistFields, field: number): number {
  const found = /^\d{1,5}/.exec(texts.get(field) ?? '')
  if (found === null) throw broken()
  return Number(found[0])
}

/** Index, x, y, direction, kind (1 ending, 2 fork), quality: of INCITS 378, from the upper left corner in pixels. */
function fingerOfBlock(fields: NistFields): IsoFinger {
  const toCm = numberIn(fields, BLOCK.unit) === INCH ? 1 / CM_PER_INCH : 1
  const scales = scalesOf(numberIn(fields, BLOCK.across) * toCm, numberIn(fields, BLOCK.down) * toCm)
  const minutiae = rowsOf(fields, BLOCK.minutiae).map(([, x, y, direction, kind, quality]) =>
    minutiaAt(
      whole(x) * scales.x,
      whole(y) * scales.y,
      whole(direction) * BLOCK_STEP,
      kind === '2',
      quality ? sevenths(whole(quality), 100) : MIDDLING,
    ),
  )
  const size = {
    width: Math.round(numberIn(fields, BLOCK.width) * scales.x),
    height: Math.round(numberIn(fields, BLOCK.height) * scales.y),
  }
  return recordedFinger(numberIn(fields, BLOCK.place), size, minutiae)
}

/** Index, four or five digits of x and of y and three of degrees, quality, kind (A ending, B fork), then ridge counts. */
function fingerOfStandard(fields: NistFields): IsoFinger {
  const scale = WORKING_DPI / HUNDREDTHS_PER_INCH
  const said = rowsOf(fields, MINUTIAE).map(([, place = '', quality = '', kind = '']) => {
    const { x, y, degrees } = /^(?<x>\d{4,5})(?<y>\d{4,5})(?<degrees>\d{3})$/.exec(place)?.groups ?? {}
    if (x?.length !== y?.length || degrees === undefined) throw broken()
    return { x: Number(x) * scale, y: Number(y) * scale, degrees: Number(degrees), kind, quality }
  })
  const height = Math.max(0, ...said.map(({ y }) => y))
  const minutiae = said.map(({ x, y, degrees, kind, quality }) =>
    minutiaAt(x, height - y, degrees, kind === 'B', surenessOf(quality)),
  )
  const width = Math.max(0, ...said.map(({ x }) => x))
  const size = { width: Math.round(width) + 1, height: Math.round(height) + 1 }
  return recordedFinger(whole(rowsOf(fields, PLACE)[0]?.[0]), size, minutiae)
}

const surenessOf = (quality: string) =>
  quality === '' || quality === '1' ? MIDDLING : sevenths(WORST - whole(quality), WORST)

function whole(text: string | undefined): number {
  if (text === undefined || !/^\d{1,5}$/.test(text)) throw broken()
  return Number(text)
}

const sevenths = (quality: number, best: number) => Math.max(0, Math.min(7, Math.round((quality / best) * 7)))

function minutiaAt(x: number, y: number, degrees: number, isFork: boolean, quality: number): Minutia {
  if (degrees >= DEGREES) throw broken()
  return {
    type: isFork ? 'fork' : 'ending',
    x: Math.min(MAX_SIDE, Math.round(x)),
    y: Math.min(MAX_SIDE, Math.round(y)),
    angle: (Math.round((degrees / DEGREES) * TURN_STEPS) % TURN_STEPS) * ((2 * Math.PI) / TURN_STEPS),
    quality,
  }
}
