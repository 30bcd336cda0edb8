import openJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs'
import type { GreyImage } from '../grey.ts'
import { luma } from '../luma.ts'
import { damaged, MAX_CAPTURE_PIXELS, opening } from '../unreadable.ts'
import { codestreamIn } from './boxes.ts'
import { type Codestream, readCodestream } from './codestream.ts'

/** Brings the bytes of `@cornerstonejs/codec-openjpeg/decodewasm`: from the package in Node, from our own origin in a browser. */
export type ReadDecoder = () => Promise<Uint8Array>

/** A JPEG 2000 picture, opened. */
export interface OpenedJpeg2000 extends Pick<Codestream, 'width' | 'height' | 'components'> {
  /** Dots per inch, or null where the file does not say. */
  readonly dpi: number | null
  /** 8 bits a sample, its components beside each other. Sixteen bits became the upper eight. */
  readonly samples: Uint8Array
}

/**
 * Opens JPEG 2000 with OpenJPEG in WebAssembly, which is asked only after every header was checked. Each picture gets an instance of its own, with a
 * memory of its own that goes with it: what a hostile file does to it, it does to nobody else. The same bytes in Node and every browser.
 * @throws Refusal `unreadable-image`; whatever `read` throws.
 */
export async function openJpeg2000(
  file: Uint8Array,
  read: ReadDecoder,
  mostPixels = MAX_CAPTURE_PIXELS,
): Promise<OpenedJpeg2000> {
  const { codestream, dpi } = codestreamIn(file)
  const said = opening(mostPixels, () => readCodestream(codestream))
  const wasmBinary = await read()
  const decoder = await openJpeg({ wasmBinary, print: silent, printErr: silent })
  const samples = decoded(new decoder.J2KDecoder(), codestream, said)
  const { width, height, components } = said
  return { width, height, components, dpi, samples }
}

const silent = () => undefined

/** Whatever the library does, the file is at fault: it was asked within its limits. */
function decoded(decoder: Decoder, codestream: Uint8Array, said: Codestream): Uint8Array {
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream)
    decoder.decode()
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo()
    const isAsSaid = width === said.width && height === said.height && bitsPerSample === said.depth
    if (!isAsSaid || componentCount !== said.components) throw damaged()
    const bytes = decoder.getDecodedBuffer()
    const count = width * height * componentCount
    if (bytes.length !== count * (said.depth > 8 ? 2 : 1)) throw damaged()
    return said.depth === 8 ? Uint8Array.from(bytes) : eightBits(bytes, count, said.depth)
  } catch {
    throw damaged()
  }
}

/** Samples of 1 to 16 bits as 8: fewer are spread, more lose their lower ones. Sixteen come low byte first. */
function eightBits(bytes: Uint8ClampedArray, count: number, depth: number): Uint8Array {
  if (depth < 8) return Uint8Array.from(bytes, each => Math.round((each * 255) / (2 ** depth - 1)))
  return Uint8Array.from({ length: count }, (_, i) => (bytes[2 * i]! + 256 * bytes[2 * i + 1]!) >> (depth - 8))
}

type Decoder = InstanceType<Awaited<ReturnType<typeof openJpeg>>['J2KDecoder']>

/** The same as grey pixels, as `decodeCapture` gives them of other files. */
export async function decodeJpeg2000(file: Uint8Array, read: ReadDecoder): Promise<GreyImage> {
  const { width, height, components, dpi, samples } = await openJpeg2000(file, read)
  if (components === 1) return { width, height, dpi, pixels: samples }
  const pixels = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < pixels.length; i++, at += 3)
    pixels[i] = luma(samples[at]!, samples[at + 1]!, samples[at + 2]!)
  return { width, height, dpi, pixels }
}
