import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { decodeCapture, type GreyImage, isJpeg2000 } from '@nansen/biometrics'

let bytes: Promise<Uint8Array> | null = null
const readDecoder = (): Promise<Uint8Array> => {
  bytes ??= readFile(fileURLToPath(import.meta.resolve('@cornerstonejs/codec-openjpeg/decodewasm')))
  return bytes
}

/** A file of one finger or eye as grey pixels, the same as the browser saw. @throws Refusal `unreadable-image` */
export async function openCapture(file: Uint8Array): Promise<GreyImage> {
  if (!isJpeg2000(file)) return decodeCapture(file)
  const { decodeJpeg2000 } = await import('@nansen/biometrics/jpeg2000')
  return decodeJpeg2000(file, readDecoder)
}
