import { type Kernel, kernel, reserve } from '../../loadKernels.ts'
import {
  CELL,
  LEAST_EXPLAINED,
  LONGEST_WAVE,
  MAX_WAVELENGTH,
  MIN_WAVELENGTH,
  MOST_WAVES,
  SHORTEST_WAVE,
  WAVE_CELL,
  WAVE_DIRECTIONS,
  WAVE_LENGTHS,
  WAVE_PHASES,
} from '../parameters.ts'
import type { Plane } from '../plane.ts'
import type { RidgeWaves } from '../template.ts'
import { boxed, type PlacedWave } from '../waveBox.ts'
import type { Foreground } from './foreground.ts'

/** The wave around a place: vector in radians a pixel (y down), phase in radians (0 on a ridge), and how much it explains, 0 to 1. */
export interface Wave {
  readonly kx: number
  readonly ky: number
  readonly phase: number
  readonly explained: number
}

/** The functions of `engine/fingerRidges.ts` that find waves. */
interface WaveKernel {
  prepare(shortest: number, longest: number): void
  waves(plane: number, width: number, height: number, places: number, count: number, out: number): void
}

/** Bytes of a place, and of the wave found there. */
const PLACE = 4
const FOUND = 32

/** What is kept of the ridges between the minutiae, of the enhanced image; null where nothing of it is seen. */
export function ridgeWaves(ridges: Plane, finger: Foreground): RidgeWaves | null {
  const squares = squaresOf(ridges, finger)
  const waves = wavesAt(ridges, squares.map(middleOf))
  const seen = squares.flatMap((square, i) =>
    waves[i]!.explained > LEAST_EXPLAINED ? [{ ...square, ...inSteps(waves[i]!) }] : [],
  )
  return boxed(seen, MOST_WAVES)
}

/** The waves around places, pixels from the top left: the kernel's work, described in `engine/_wave.ts`. */
export function wavesAt({ width, height, values }: Plane, places: readonly { x: number; y: number }[]): Wave[] {
  const running: Kernel = kernel('fingerRidges')
  const { prepare, waves } = running.exports as unknown as WaveKernel
  const out = running.heapBase
  const list = out + places.length * FOUND
  const plane = list + places.length * PLACE
  reserve(running, plane + values.byteLength)
  const { buffer } = running.memory
  new Float32Array(buffer, plane, values.length).set(values)
  new Uint16Array(buffer, list, places.length * 2).set(places.flatMap(({ x, y }) => [x, y]))
  prepare(MIN_WAVELENGTH, MAX_WAVELENGTH)
  waves(plane, width, height, list, places.length, out)
  const found = new Float64Array(buffer, out, places.length * 4)
  return places.map((_, i) => ({
    kx: found[i * 4]!,
    ky: found[i * 4 + 1]!,
    phase: found[i * 4 + 2]!,
    explained: found[i * 4 + 3]!,
  }))
}

const middleOf = ({ column, row }: { column: number; row: number }) => ({
  x: column * WAVE_CELL + WAVE_CELL / 2,
  y: row * WAVE_CELL + WAVE_CELL / 2,
})

/** Squares whose middle lies on the finger. */
function squaresOf({ width, height }: Plane, finger: Foreground): { column: number; row: number }[] {
  const squares: { column: number; row: number }[] = []
  for (let row = 0; (row + 0.5) * WAVE_CELL < height; row++)
    for (let column = 0; (column + 0.5) * WAVE_CELL < width; column++) {
      const { x, y } = middleOf({ column, row })
      if (finger.values[Math.floor(y / CELL) * finger.columns + Math.floor(x / CELL)] === 1)
        squares.push({ column, row })
    }
  return squares
}

/** A wave in the steps in which it is kept. A wave that runs the other way is the same with its phase the other way. */
export function inSteps({ kx, ky, phase }: Wave): Pick<PlacedWave, 'wave' | 'length'> {
  const turn = Math.round((Math.atan2(ky, kx) / Math.PI) * WAVE_DIRECTIONS)
  const direction = ((turn % WAVE_DIRECTIONS) + WAVE_DIRECTIONS) % WAVE_DIRECTIONS
  const way = ((turn - direction) / WAVE_DIRECTIONS) % 2 === 0 ? 1 : -1
  const steps = Math.round(((way * phase) / (2 * Math.PI)) * WAVE_PHASES)
  const length = (2 * Math.PI) / Math.hypot(kx, ky)
  const share = Math.log(LONGEST_WAVE / length) / Math.log(LONGEST_WAVE / SHORTEST_WAVE)
  return { wave: direction * WAVE_PHASES + (steps & (WAVE_PHASES - 1)), length: share * WAVE_LENGTHS }
}
