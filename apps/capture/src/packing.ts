import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openJpeg from '@cornerstonejs/codec-openjpeg/wasmjs'
import { encodePng, type GreyImage } from '@nansen/biometrics'

/** How a device packs its pictures: both without loss. Most makers' send JPEG 2000. */
export const PACKINGS = ['png', 'jpeg2000'] as const
export type Packing = (typeof PACKINGS)[number]

/** @param image at least 64 x 64: the encoder takes no smaller one */
export async function packed(image: GreyImage, packing: Packing): Promise<Uint8Array> {
  return packing === 'png' ? encodePng(image) : jpeg2000({ ...image, components: 1, samples: image.pixels })
}

/** A picture of one or of three colours, its components beside each other. */
export interface Samples {
  readonly width: number
  readonly height: number
  readonly components: 1 | 3
  /** 8 bits each. */
  readonly samples: Uint8Array
}

export async function jpeg2000({ width, height, components, samples }: Samples): Promise<Uint8Array> {
  const wasmBinary = await readFile(fileURLToPath(import.meta.resolve('@cornerstonejs/codec-openjpeg/wasm')))
  const { J2KEncoder } = await openJpeg({ wasmBinary, print: () => undefined, printErr: () => undefined })
  const encoder = new J2KEncoder()
  const frame = { width, height, bitsPerSample: 8, componentCount: components, isSigned: false }
  encoder.getDecodedBuffer(frame).set(samples)
  encoder.setQuality(true, 0)
  encoder.encode()
  return Uint8Array.from(encoder.getEncodedBuffer())
}
