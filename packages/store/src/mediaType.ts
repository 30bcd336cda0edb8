/** The types of files we keep, by how they begin. Nothing that a browser would run is among them. */
const BEGINNINGS: readonly (readonly [string, readonly (number | null)[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  // RIFF, four bytes of length, WEBP
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

/** The media type of a file by its first bytes, or null when it is none we keep. Names and headers that came with it are not asked. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const found = BEGINNINGS.find(([, beginning]) =>
    beginning.every((byte, i) => i < bytes.length && (byte === null || bytes[i] === byte)),
  )
  return found?.[0] ?? null
}
