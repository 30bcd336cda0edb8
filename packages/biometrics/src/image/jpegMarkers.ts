import { believedDpi } from './resolution.ts'

/** The next marker that starts a segment (or ends the image): not a stuffed 0xff, a fill byte or a restart. */
export function nextMarker(bytes: Uint8Array, from: number): { readonly code: number; readonly after: number } | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1]!
    const bare = code === 0 || code === 0xff || code === 1 || (code >= 0xd0 && code <= 0xd8)
    if (!bare) return { code, after: at + 2 }
  }
  return null
}

/** Density of a JFIF header: unit 1 is per inch, 2 per centimetre, 0 only a ratio. */
export function readJfif(segment: Uint8Array): number | null {
  if (segment.length < 12 || String.fromCharCode(...segment.subarray(0, 5)) !== 'JFIF\0') return null
  const unit = segment[7]
  const x = segment[8]! * 256 + segment[9]!
  const y = segment[10]! * 256 + segment[11]!
  return unit === 1 ? believedDpi(x, y, 'inch') : unit === 2 ? believedDpi(x, y, 'centimetre') : null
}
