import { alignment, moved, type PlacePair } from './aligned.ts'
import type { Compared, Looked } from './look.ts'

/** Seen by people who do not tell red from green: blue and orange. */
const ONE = '#0b5394'
const OTHER = '#d45500'
/** Device pixels of a mark. */
const MARK = 5

type Grey = Looked['image']

function laid(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D {
  canvas.width = width
  canvas.height = height
  canvas.hidden = false
  return canvas.getContext('2d')!
}

function asImage({ width, height, pixels }: Grey, shade = (grey: number) => grey): ImageData {
  const data = new ImageData(width, height)
  for (const [i, grey] of pixels.entries()) data.data.set([shade(grey), shade(grey), shade(grey), 255], 4 * i)
  return data
}

/** An image with what was found in it: points and directions of a finger, or pupil, limbus and the flat iris of an eye. */
export function drawLooked(canvas: HTMLCanvasElement, { image, seen }: Looked): void {
  const bandHeight = seen.is === 'eye' ? Math.round((image.width * seen.band.height) / seen.band.width) : 0
  const context = laid(canvas, { width: image.width, height: image.height + bandHeight })
  context.putImageData(asImage(image), 0, 0)
  context.lineWidth = 1.5
  context.strokeStyle = OTHER
  if (seen.is === 'finger') for (const minutia of seen.minutiae) mark(context, minutia, seen.pixelsAt500)
  else {
    for (const { x, y, radius } of [seen.pupil, seen.limbus]) ring(context, x, y, radius)
    drawBand(context, seen.band, { x: 0, y: image.height, width: image.width, height: bandHeight })
  }
}

/** A ring for an ending, a square for a fork, and a line where it points. */
function mark(
  context: CanvasRenderingContext2D,
  { x, y, angle, type }: { x: number; y: number; angle: number; type: string },
  scale: number,
): void {
  const [atX, atY] = [x * scale, y * scale]
  if (type === 'fork') context.strokeRect(atX - MARK, atY - MARK, 2 * MARK, 2 * MARK)
  else ring(context, atX, atY, MARK)
  line(context, atX, atY, atX + 3 * MARK * Math.cos(angle), atY - 3 * MARK * Math.sin(angle))
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath()
  context.moveTo(fromX, fromY)
  context.lineTo(toX, toY)
  context.stroke()
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type Band = Extract<Looked['seen'], { is: 'eye' }>['band']

/** What lids, lashes and reflections hide is dark. */
function drawBand(context: CanvasRenderingContext2D, { width, height, pixels, visible }: Band, at: Box): void {
  const shown = pixels.map((grey, i) => (visible[i] ? grey : grey >> 2))
  scaled(context, asImage({ width, height, pixels: shown }), at)
}

function scaled(context: CanvasRenderingContext2D, image: ImageData, { x, y, width, height }: Box): void {
  const small = new OffscreenCanvas(image.width, image.height)
  small.getContext('2d')!.putImageData(image, 0, 0)
  context.drawImage(small, x, y, width, height)
}

/** Lightens a print so that what is drawn over it is seen. */
const faint = (grey: number) => 170 + grey / 3

/**
 * The second laid over the first as fits best: points that lie on each other are joined, on the first's picture; or where two irises agree.
 * @returns how many points lie on each other, or null for eyes
 */
export function drawCompared(
  canvas: HTMLCanvasElement,
  one: Looked,
  other: Looked,
  { detail }: Compared,
): number | null {
  if (detail.is === 'eye') {
    drawAgreement(canvas, one, other, detail)
    return null
  }
  if (one.seen.is !== 'finger' || other.seen.is !== 'finger') return null
  const { motion, fitting } = alignment(detail.pairs)
  const scale = one.seen.pixelsAt500
  const context = laid(canvas, one.image)
  context.putImageData(asImage(one.image, faint), 0, 0)
  context.lineWidth = 1.5
  context.strokeStyle = ONE
  for (const minutia of one.seen.minutiae) mark(context, minutia, scale)
  context.strokeStyle = OTHER
  for (const minutia of other.seen.minutiae)
    mark(context, { ...minutia, ...moved(motion, minutia), angle: minutia.angle - motion.turn }, scale)
  context.lineWidth = 4
  context.strokeStyle = '#000'
  for (const { a, b } of fitting) joined(context, a, moved(motion, b), scale)
  return fitting.length
}

function joined(context: CanvasRenderingContext2D, a: PlacePair['a'], b: PlacePair['b'], scale: number): void {
  ring(context, a.x * scale, a.y * scale, 2 * MARK)
  line(context, a.x * scale, a.y * scale, b.x * scale, b.y * scale)
}

const WIDE = 640
const GAP = 8

/** Both irises flat, the first turned as fits best, and below them where they agree: bright blue where all signs do, orange where none. */
function drawAgreement(
  canvas: HTMLCanvasElement,
  one: Looked,
  other: Looked,
  detail: Extract<Compared['detail'], { is: 'eye' }>,
): void {
  if (one.seen.is !== 'eye' || other.seen.is !== 'eye') return
  const high = Math.round((WIDE * one.seen.band.height) / one.seen.band.width)
  const context = laid(canvas, { width: WIDE, height: 3 * high + 2 * GAP })
  const shift = Math.round((detail.turn / detail.width) * WIDE)
  const at = { y: 0, width: WIDE, height: high }
  for (const x of [shift - WIDE, shift, shift + WIDE]) drawBand(context, one.seen.band, { ...at, x })
  drawBand(context, other.seen.band, { ...at, x: 0, y: high + GAP })
  const map = new ImageData(detail.width, detail.height)
  for (const [i, hundredths] of detail.hundredths.entries()) map.data.set(inkOf(hundredths), 4 * i)
  context.imageSmoothingEnabled = false
  scaled(context, map, { ...at, x: 0, y: 2 * (high + GAP) })
}

/** 255: nothing there that both trust. */
function inkOf(hundredths: number): readonly [number, number, number, number] {
  if (hundredths === 255) return [60, 60, 60, 255]
  const share = hundredths / 100
  return [Math.round(212 - 201 * share), Math.round(85 + 60 * share), Math.round(230 * share), 255]
}
