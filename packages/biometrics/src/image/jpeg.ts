import jpeg from 'jpeg-js'
import type { GreyImage } from './grey.ts'
import { nextMarker, readJfif } from './jpegMarkers.ts'
import { decodeLosslessJpeg, isLosslessJpeg } from './losslessJpeg.ts'
import { luma } from './luma.ts'
import { byteReader } from './reader.ts'
import { checkSize, damaged, unreadable } from './unreadable.ts'

/** What a JPEG of ours may ask of the decoder, in megabytes: about 16 million pixels of colour. */
const MOST_MEMORY = 512
/** Baseline has up to four scans, usual progressive files about ten. */
const MOST_SCANS = 40
/** Scans times pixels: bounds the time, since every scan may walk every pixel. */
const MOST_WORK = 200_000_000
/** The shortest entropy code spends one bit on a block of 64 pixels: less data than this is no whole picture. */
const PIXELS_PER_BYTE = 512

const START_OF_SCAN = 0xda
const APP0 = 0xe0
/** Start of frame: baseline, extended, progressive. Lossless is ours to open; the others (arithmetic, hierarchical) nobody writes. */
const FRAMES = [0xc0, 0xc1, 0xc2]

/** JPEG (ISO/IEC 10918-1): lossless grey; baseline and progressive through jpeg-js, which is asked only after the header was checked. */
export function decodeJpeg(bytes: Uint8Array): GreyImage {
  if (isLosslessJpeg(bytes)) return decodeLosslessJpeg(bytes)
  const { width, height, scans, dpi } = readMarkers(bytes)
  if (scans > MOST_SCANS || scans * width * height > MOST_WORK) throw unreadable('it is too large')
  if (scans === 0 || bytes.length * PIXELS_PER_BYTE < width * height) throw damaged()
  const { data } = decodeColour(bytes)
  const pixels = new Uint8Array(width * height)
  if (data.length !== pixels.length * 3) throw damaged()
  for (let i = 0, at = 0; i < pixels.length; i++, at += 3) pixels[i] = luma(data[at]!, data[at + 1]!, data[at + 2]!)
  return { width, height, dpi, pixels }
}

/** Whatever the library throws, the file is at fault: it was asked within its limits. */
function decodeColour(bytes: Uint8Array): { readonly data: Uint8Array } {
  try {
    return jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxMemoryUsageInMB: MOST_MEMORY,
    })
  } catch {
    throw damaged()
  }
}

interface Markers {
  width: number
  height: number
  /** How many scans follow, by their markers. */
  scans: number
  dpi: number | null
}

/** Walks the segments, checking the frame's size; entropy-coded data is passed over by looking for the next marker. */
function readMarkers(bytes: Uint8Array): Markers {
  const reader = byteReader(bytes, false, 2)
  const found: Markers = { width: 0, height: 0, scans: 0, dpi: null }
  for (let marker = nextMarker(bytes, reader.at); marker !== null; marker = nextMarker(bytes, reader.at)) {
    reader.at = marker.after
    if (marker.code === 0xd9) break
    const length = reader.u16()
    if (length < 2) throw damaged()
    const end = reader.at + length - 2
    const segment = reader.take(length - 2)
    if (FRAMES.includes(marker.code)) readFrame(segment, found)
    else if (marker.code === APP0) found.dpi = readJfif(segment) ?? found.dpi
    else if (marker.code === START_OF_SCAN) found.scans++
    reader.at = end
  }
  if (found.width === 0) throw damaged()
  return found
}

function readFrame(segment: Uint8Array, found: Markers): void {
  if (found.width !== 0) throw damaged()
  const reader = byteReader(segment, false, 1)
  found.height = reader.u16()
  found.width = reader.u16()
  checkSize(found.width, found.height)
  const components = reader.u8()
  if (components !== 1 && components !== 3 && components !== 4) throw unreadable('this kind of JPEG is not supported')
  for (let i = 0; i < components; i++) {
    const [, sampling] = reader.take(3)
    const across = sampling! >> 4
    const down = sampling! & 15
    if (across < 1 || across > 4 || down < 1 || down > 4) throw damaged()
  }
}
