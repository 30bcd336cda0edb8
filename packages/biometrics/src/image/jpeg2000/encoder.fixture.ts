import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openJpeg from '@cornerstonejs/codec-openjpeg/wasmjs'

const fileOf = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(`@cornerstonejs/codec-openjpeg/${name}`))))

/** As the server reads it. */
export const readDecoder = async () => fileOf('decodewasm')

export interface ToEncode {
  readonly width: number
  readonly height: number
  readonly components: 1 | 3
  readonly depth: number
  /** Bytes; two a sample, low byte first, for more than 8 bits. */
  readonly samples: Uint8Array
}

/** A codestream as a scanner would send it. @param lossless by whole numbers (5/3), or nearly the same (9/7); this build cuts nothing off */
export async function encoded(
  { width, height, components, depth, samples }: ToEncode,
  lossless = true,
): Promise<Uint8Array> {
  const { J2KEncoder } = await openJpeg({
    wasmBinary: fileOf('wasm'),
    print: () => undefined,
    printErr: () => undefined,
  })
  const encoder = new J2KEncoder()
  const frame = { width, height, bitsPerSample: depth, componentCount: components, isSigned: false }
  encoder.getDecodedBuffer(frame).set(samples)
  encoder.setQuality(lossless, 0)
  encoder.encode()
  return encoder.getEncodedBuffer().slice()
}

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const length = 8 + parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(length)
  new DataView(bytes.buffer).setUint32(0, length)
  bytes.set(new TextEncoder().encode(type), 4)
  let at = 8
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The same in its box file. @param colour number of the colour space  @param perMetre points, said in the resolution box */
export function boxed(codestream: Uint8Array, colour = 17, perMetre = 0): Uint8Array {
  const size = new Uint8Array(14)
  const resolution = new Uint8Array(10)
  const view = new DataView(resolution.buffer)
  for (const at of [0, 4]) view.setUint16(at, perMetre)
  for (const at of [2, 6]) view.setUint16(at, 1)
  const said = perMetre === 0 ? [] : [box('res ', box('resc', resolution))]
  const header = box('jp2h', box('ihdr', size), box('colr', Uint8Array.of(1, 0, 0, 0, 0, 0, colour)), ...said)
  const signature = box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a))
  const whole = [signature, box('ftyp', new Uint8Array(12)), header, box('jp2c', codestream)]
  return Uint8Array.from(whole.flatMap(part => [...part]))
}
