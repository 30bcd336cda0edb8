type Beginnings = readonly (readonly [string, readonly (number | null)[]])[]

/** What a file is kept for: something to look at, or a voice. */
export const FILE_USES = ['document', 'recording'] as const
export type FileUse = (typeof FILE_USES)[number]

/** The types of files we keep, by how they begin. Nothing that a browser would run is among them. */
const DOCUMENTS: Beginnings = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  // RIFF, four bytes of length, WEBP
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]
/** What telephones and recorders write. */
const RECORDINGS: Beginnings = [
  // RIFF, four bytes of length, WAVE
  ['audio/wav', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x41, 0x56, 0x45]],
  ['audio/ogg', [0x4f, 0x67, 0x67, 0x53]],
  // Matroska
  ['audio/webm', [0x1a, 0x45, 0xdf, 0xa3]],
  // ISO base media: four bytes of length, ftyp, M4A or mp42
  ['audio/mp4', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41]],
  ['audio/mp4', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x6d, 0x70, 0x34, 0x32]],
  ['audio/mpeg', [0x49, 0x44, 0x33]],
  // frames of MPEG-1 and MPEG-2, layer III, without a checksum
  ['audio/mpeg', [0xff, 0xfb]],
  ['audio/mpeg', [0xff, 0xf3]],
]

/** The media type of a file by its first bytes, or null when it is none we keep. Names and headers that came with it are not asked. */
export function mediaTypeOf(bytes: Uint8Array, use: FileUse = 'document'): string | null {
  const found = (use === 'document' ? DOCUMENTS : RECORDINGS).find(([, beginning]) =>
    beginning.every((byte, i) => i < bytes.length && (byte === null || bytes[i] === byte)),
  )
  return found?.[0] ?? null
}
