import { Refusal } from '@nansen/kernel'
import { EXTRACTOR_VERSION } from './parameters.ts'
import { type Circle, CODE_WORDS, COLUMNS, type IrisCode, type IrisTemplate, PLANES, ROWS } from './template.ts'
import { packTrits, unpackTrits } from './trits.ts'

/** How much of a template is written: all of it, or what a field site carries. */
export type IrisForm = 'stored' | 'travelling'

/** Bytes before the code: version, 0xe1 (an eye), form, visible share in 255ths, then two circles of x, y, radius in 1/8 pixel. */
const HEADER = 16
const EYE_MARK = 0xe1
const FORMS: readonly IrisForm[] = ['stored', 'travelling']
/** Fractions of a pixel in a circle, and of the whole in the visible share. */
const PIXEL_STEPS = 8
const SHARE_STEPS = 255

/** The bits of a code that the travelling form keeps: the wide filter, half its rows and columns. Others were worse, see ADR 0011. */
const TRAVELLING = { rowStep: 2, columnStep: 2, planes: [0, 1] } as const

/** Numbers of the kept bits, in the order in which they are written. */
const KEPT: Readonly<Record<IrisForm, Int32Array>> = {
  stored: Int32Array.from({ length: CODE_WORDS * 32 }, (_, bit) => bit),
  travelling: keptWhenTravelling(),
}

function keptWhenTravelling(): Int32Array {
  const kept: number[] = []
  for (let row = 0; row < ROWS; row += TRAVELLING.rowStep)
    for (const plane of TRAVELLING.planes)
      for (let column = 0; column < COLUMNS; column += TRAVELLING.columnStep)
        kept.push((row * PLANES + plane) * COLUMNS + column)
  return Int32Array.from(kept)
}

/**
 * The template as bytes: `stored` is 3,293 bytes and keeps every bit, `travelling` 426 bytes and keeps one bit in eight.
 * Five bits, each 0, 1 or masked, go into one byte. Decoding and encoding in the same form gives the same bytes.
 */
export function encodeIris(template: IrisTemplate, form: IrisForm): Uint8Array {
  const kept = KEPT[form]
  const { bits, mask } = template.code
  const trits = new Uint8Array(kept.length)
  for (let i = 0; i < kept.length; i++) if (isSet(mask, kept[i]!)) trits[i] = isSet(bits, kept[i]!) ? 2 : 1
  const packed = packTrits(trits)
  const bytes = new Uint8Array(HEADER + packed.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, template.extractorVersion)
  view.setUint8(1, EYE_MARK)
  view.setUint8(2, FORMS.indexOf(form))
  view.setUint8(3, Math.round(template.visible * SHARE_STEPS))
  writeCircle(view, 4, template.pupil)
  writeCircle(view, 10, template.limbus)
  bytes.set(packed, HEADER)
  return bytes
}

/**
 * A template from its bytes; bits that did not travel are masked.
 *
 * @throws Refusal `invalid` when the bytes are not an iris template that this version reads.
 */
export function decodeIris(bytes: Uint8Array): IrisTemplate {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const form = formOf(bytes)
  const extractorVersion = view.getUint8(0)
  if (extractorVersion > EXTRACTOR_VERSION)
    throw new Refusal('invalid', 'this iris template was made by a newer version: update this site first', {
      extractorVersion,
    })
  const kept = KEPT[form]
  const trits = unpackTrits(bytes.subarray(HEADER), kept.length)
  const code: IrisCode = { bits: new Uint32Array(CODE_WORDS), mask: new Uint32Array(CODE_WORDS) }
  const { bits, mask } = code
  for (let i = 0; i < kept.length; i++) {
    const bit = kept[i]!
    if (trits[i]! > 0) mask[bit >> 5]! |= 1 << (bit & 31)
    if (trits[i] === 2) bits[bit >> 5]! |= 1 << (bit & 31)
  }
  return {
    extractorVersion,
    pupil: readCircle(view, 4),
    limbus: readCircle(view, 10),
    visible: view.getUint8(3) / SHARE_STEPS,
    code,
  }
}

/** In which form a template was written. @throws Refusal `invalid` when it is none. */
export function formOf(bytes: Uint8Array): IrisForm {
  const form = bytes.length > HEADER && bytes[1] === EYE_MARK ? FORMS[bytes[2]!] : undefined
  if (form === undefined || bytes.length !== HEADER + Math.ceil(KEPT[form].length / 5))
    throw new Refusal('invalid', 'these bytes are not an iris template')
  return form
}

/** The template as it will come back from its bytes: circles to 1/8 pixel, the visible share to 1/255. */
export function asStored(template: IrisTemplate): IrisTemplate {
  const { pupil, limbus, visible } = template
  return {
    ...template,
    pupil: rounded(pupil),
    limbus: rounded(limbus),
    visible: Math.round(visible * SHARE_STEPS) / SHARE_STEPS,
  }
}

function rounded({ x, y, radius }: Circle): Circle {
  return { x: steps(x) / PIXEL_STEPS, y: steps(y) / PIXEL_STEPS, radius: steps(radius) / PIXEL_STEPS }
}

/** In 1/8 pixel, kept within 16 bits: a centre may lie a little outside the image, and is then taken to be on its edge. */
function steps(pixels: number): number {
  return Math.min(0xffff, Math.max(0, Math.round(pixels * PIXEL_STEPS)))
}

function writeCircle(view: DataView, at: number, { x, y, radius }: Circle): void {
  view.setUint16(at, steps(x))
  view.setUint16(at + 2, steps(y))
  view.setUint16(at + 4, steps(radius))
}

function readCircle(view: DataView, at: number): Circle {
  const pixels = (offset: number) => view.getUint16(at + offset) / PIXEL_STEPS
  return { x: pixels(0), y: pixels(2), radius: pixels(4) }
}

function isSet(words: Uint32Array, bit: number): boolean {
  return ((words[bit >> 5]! >>> (bit & 31)) & 1) === 1
}
