import type { GreyImage } from '../image/grey.ts'
import { encodeIris } from './encoding.ts'
import { extractIris } from './extract.ts'
import { compareIrises } from './match.ts'
import { SHEET_COLUMNS, SHEET_ROWS } from './parameters.ts'
import { prepareIris } from './prepared.ts'
import type { RubberSheet } from './stages/rubberSheet.ts'
import type { VisibleIris } from './stages/visibleIris.ts'
import { COLUMNS, type IrisCode, type IrisTemplate, PLANES, ROWS } from './template.ts'

/** An iris laid flat: row 0 at the pupil, columns the angles about it. */
export interface IrisBand {
  readonly width: number
  readonly height: number
  /** Grey, row by row. */
  readonly pixels: Uint8Array
  /** 1 where iris is visible, 0 under lids, lashes and reflections. */
  readonly visible: Uint8Array
  readonly template: IrisTemplate
}

/** Lays the iris of an image flat, with its mask. @throws Refusal as `extractIris`. */
export function irisBand(image: GreyImage): IrisBand {
  let sheet: RubberSheet | undefined
  let iris: VisibleIris | undefined
  const template = extractIris(image, (stage, result) => {
    if (stage === 'sheet') sheet = result as RubberSheet
    if (stage === 'iris') iris = result as VisibleIris
  })
  return {
    width: SHEET_COLUMNS,
    height: SHEET_ROWS,
    pixels: Uint8Array.from(sheet!.greys, Math.round),
    visible: iris!.visible,
    template,
  }
}

/** Where two codes agree when the first is turned as fits best. */
export interface BitAgreement {
  readonly width: number
  readonly height: number
  /** Of the bits at a place that both trust, the share that agrees, in hundredths; 255 where they trust none. Row by row. */
  readonly hundredths: Uint8Array
  /** The turn of the first, in columns of 1.4 degrees. */
  readonly turn: number
}

/** Place by place, where two irises agree. It names no score. Needs `await loadKernels()` first. */
export function bitAgreement(probe: IrisTemplate, reference: IrisTemplate): BitAgreement {
  const [one, other] = [probe, reference].map(each => prepareIris(encodeIris(each, 'stored')))
  const { turn } = compareIrises(one!, other!)
  const hundredths = new Uint8Array(ROWS * COLUMNS).fill(255)
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      let [trusted, agree] = [0, 0]
      for (let plane = 0; plane < PLANES; plane++) {
        const start = (row * PLANES + plane) * COLUMNS
        const from = start + ((column - turn + 2 * COLUMNS) % COLUMNS)
        if (!isSet(probe.code.mask, from) || !isSet(reference.code.mask, start + column)) continue
        trusted++
        if (isSet(probe.code.bits, from) === isSet(reference.code.bits, start + column)) agree++
      }
      if (trusted > 0) hundredths[row * COLUMNS + column] = Math.round((100 * agree) / trusted)
    }
  return { width: COLUMNS, height: ROWS, hundredths, turn }
}

const isSet = (words: IrisCode['bits'], bit: number): boolean => ((words[bit >> 5]! >>> (bit & 31)) & 1) === 1
