import { damaged, unreadable } from './unreadable.ts'

/**
 * The picture of a record as a file: PNG, JPEG, JPEG 2000 and WSQ are files already, raw grey is wrapped as PGM.
 * @param packing what the record says; undefined where its number is not known
 * @throws Refusal `unreadable-image` for another packing, and raw grey of another length
 */
export function fileOf(
  data: Uint8Array,
  packing: 'raw' | 'packed' | 'file' | undefined,
  width: number,
  height: number,
  depth: number,
): Uint8Array {
  if (packing === 'file') return data
  if (packing !== 'raw' || depth !== 8) throw unreadable('its way of packing the picture is not known')
  if (data.length !== width * height) throw damaged()
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const pgm = new Uint8Array(header.length + data.length)
  pgm.set(header)
  pgm.set(data, header.length)
  return pgm
}
