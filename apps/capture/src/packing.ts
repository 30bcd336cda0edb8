import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openJpeg from '@cornerstonejs/codec-openjpeg/wasmjs'
import { encodePng, type GreyImage } from '@nansen/biometrics'

/** How a device packs its pictures: both without loss. Most makers' send JPEG 2000. */
export const PACKINGS = ['png', 'jpeg2000'] as const
export type Packing = (typeof PACKINGS)[number]

/** @param image at least 64 x 64: the encoder takes no smaller one */
export async function packed(image: GreyImage, packing: Packing): Promise<Uint8Array> {
  if (packing === 'png') return encodePng(image)
  const wasmBinary = await readFile(fileURLToPath(import.meta.resolve('@cornerstonejs/codec-openjpeg/wasm')))
  const { J2KEncoder } = await openJpeg({ wasmBinary, print: () => undefined, printErr: () => undefined })
  const encoder = new J2KEncoder()
  const { width, height } = image
  const samples = encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 1, isSigned: false })
  samples.set(image.pixels)
  encoder.setQuality(true, 0)
  encoder.encode()
  return Uint8Array.from(encoder.getEncodedBuffer())
}
