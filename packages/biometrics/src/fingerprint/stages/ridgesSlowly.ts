import { SQUARE, transformLine } from '../fourier.ts'
import { EMPTY, MAX_WAVELENGTH, MIN_WAVELENGTH, QUIET, SQUARE_STEP } from '../parameters.ts'
import { emptyPlane, type Plane } from '../plane.ts'

const AREA = SQUARE * SQUARE
/** Highest harmonic of a square that can be a ridge; those above are never transformed. */
const REACH = Math.ceil(SQUARE / MIN_WAVELENGTH)
const WINDOW = Float32Array.from({ length: SQUARE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / SQUARE))

/** Weight of each harmonic, by its place in a transformed square: 0 outside the ridges' wavelengths. */
const BAND = Float32Array.from({ length: AREA }, (_, i) => {
  const u = harmonic(i % SQUARE)
  const v = harmonic(Math.floor(i / SQUARE))
  const wavelength = SQUARE / Math.hypot(u, v)
  return wavelength >= MIN_WAVELENGTH && wavelength <= MAX_WAVELENGTH ? 1 : 0
})

/** The twin of `enhancedRidges` in TypeScript, some ten times slower, against which the kernel is tested. */
export function enhancedSlowly(even: Plane): Plane {
  const { width, height } = even
  const result = emptyPlane(width, height)
  const weights = new Float32Array(width * height)
  const real = new Float32Array(AREA)
  const imaginary = new Float32Array(AREA)
  const corners = squareCorners(width, height, SQUARE_STEP).filter(corner => {
    cut(even, corner, real)
    return real.reduce((sum, value) => sum + value * value, 0) >= EMPTY
  })
  for (let i = 0; i < corners.length; i += 2) {
    const first = corners[i]!
    const second = corners[i + 1] ?? first
    cut(even, first, real)
    cut(even, second, imaginary)
    forward(real, imaginary)
    sharpen(real, imaginary)
    inverse(real, imaginary)
    paste(real, first, result, weights)
    if (second !== first) paste(imaginary, second, result, weights)
  }
  for (let i = 0; i < weights.length; i++) if (weights[i]! > 0) result.values[i] = result.values[i]! / weights[i]!
  return result
}

interface Corner {
  readonly x: number
  readonly y: number
}

function squareCorners(width: number, height: number, step: number): Corner[] {
  const corners: Corner[] = []
  const start = step / 2 - SQUARE / 2
  for (let y = start; y + SQUARE / 2 < height + step / 2; y += step)
    for (let x = start; x + SQUARE / 2 < width + step / 2; x += step) corners.push({ x, y })
  return corners
}

function cut(plane: Plane, corner: Corner, into: Float32Array): void {
  for (let row = 0; row < SQUARE; row++) {
    const y = corner.y + row
    const line = y * plane.width
    for (let column = 0; column < SQUARE; column++) {
      const x = corner.x + column
      const inside = x >= 0 && y >= 0 && x < plane.width && y < plane.height
      into[row * SQUARE + column] = inside ? plane.values[line + x]! * WINDOW[row]! * WINDOW[column]! : 0
    }
  }
}

function paste(from: Float32Array, corner: Corner, into: Plane, weights: Float32Array): void {
  for (let row = Math.max(0, -corner.y); row < SQUARE && corner.y + row < into.height; row++) {
    const line = (corner.y + row) * into.width + corner.x
    for (let column = Math.max(0, -corner.x); column < SQUARE && corner.x + column < into.width; column++) {
      const weight = WINDOW[row]! * WINDOW[column]!
      into.values[line + column] = into.values[line + column]! + weight * from[row * SQUARE + column]!
      weights[line + column] = weights[line + column]! + weight
    }
  }
}

function forward(real: Float32Array, imaginary: Float32Array): void {
  for (let row = 0; row < SQUARE; row++) transformLine(real, imaginary, row * SQUARE, 1)
  for (let u = -REACH; u <= REACH; u++) transformLine(real, imaginary, (u + SQUARE) % SQUARE, SQUARE)
}

function inverse(real: Float32Array, imaginary: Float32Array): void {
  for (let u = -REACH; u <= REACH; u++) transformLine(imaginary, real, (u + SQUARE) % SQUARE, SQUARE)
  for (let row = 0; row < SQUARE; row++) transformLine(imaginary, real, row * SQUARE, 1)
}

const gainsA = new Float32Array(AREA)
const gainsB = new Float32Array(AREA)

/** Two real squares share one complex transform: here they are told apart, sharpened and put together again. */
function sharpen(real: Float32Array, imaginary: Float32Array): void {
  let powerA = 0
  let powerB = 0
  for (let i = 0; i < AREA; i++) {
    if (BAND[i] === 0) continue
    const j = opposite(i)
    const magnitudeA = 0.5 * Math.hypot(real[i]! + real[j]!, imaginary[i]! - imaginary[j]!)
    const magnitudeB = 0.5 * Math.hypot(imaginary[i]! + imaginary[j]!, real[j]! - real[i]!)
    gainsA[i] = magnitudeA
    gainsB[i] = magnitudeB
    powerA += (gainsA[i]! * magnitudeA) ** 2
    powerB += (gainsB[i]! * magnitudeB) ** 2
  }
  const scaleA = 1 / Math.sqrt(powerA + QUIET)
  const scaleB = 1 / Math.sqrt(powerB + QUIET)
  for (let i = 0; i < AREA; i++) {
    if (BAND[i] === 0) {
      real[i] = 0
      imaginary[i] = 0
      continue
    }
    const j = opposite(i)
    if (j < i) continue
    const ar = 0.5 * (real[i]! + real[j]!) * gainsA[i]! * scaleA
    const ai = 0.5 * (imaginary[i]! - imaginary[j]!) * gainsA[i]! * scaleA
    const br = 0.5 * (imaginary[i]! + imaginary[j]!) * gainsB[i]! * scaleB
    const bi = 0.5 * (real[j]! - real[i]!) * gainsB[i]! * scaleB
    real[i] = ar - bi
    imaginary[i] = ai + br
    real[j] = ar + bi
    imaginary[j] = br - ai
  }
}

function opposite(i: number): number {
  const u = i % SQUARE
  const v = (i - u) / SQUARE
  return ((SQUARE - v) % SQUARE) * SQUARE + ((SQUARE - u) % SQUARE)
}

function harmonic(i: number): number {
  return i < SQUARE / 2 ? i : i - SQUARE
}
