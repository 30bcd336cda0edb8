import type { SealOptions } from '@nansen/kernel'

/**
 * What is sealed of one capture: the resolution that was said to the officer where the file does not carry one, then the file itself.
 * Two bytes big-endian, dots per inch, 0 where the file says it; then the file's bytes, unchanged.
 */
export function packCapture(file: Uint8Array, dpi: number | null): Uint8Array {
  const packed = new Uint8Array(file.length + 2)
  new DataView(packed.buffer).setUint16(0, dpi ?? 0)
  packed.set(file, 2)
  return packed
}

export function unpackCapture(packed: Uint8Array): { readonly file: Uint8Array; readonly dpi: number | null } {
  const dpi = new DataView(packed.buffer, packed.byteOffset).getUint16(0)
  return { file: packed.slice(2), dpi: dpi === 0 ? null : dpi }
}

/** An image is bound to its enrolment and its place of the body: it cannot be shown as another's. */
export const sealOf = (enrolmentId: string, site: string): SealOptions => ({
  info: 'nansen/image',
  aad: `${enrolmentId}/${site}`,
})
