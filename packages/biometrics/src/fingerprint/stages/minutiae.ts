import { between, TURN } from '../angles.ts'
import { BORDER, CELL, FOLLOWED } from '../parameters.ts'
import type { Minutia } from '../template.ts'
import { angleAt, type Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'
import { genuineNodes } from './genuineNodes.ts'
import { type Skeleton, type Walk, walk } from './skeleton.ts'

/** Directions that a template can tell apart, in a full turn. */
const ANGLES = 256

/** A minutia before the surest are chosen. */
export interface FoundMinutia extends Omit<Minutia, 'quality'> {
  /** How parallel the ridges around it ran in the image before enhancement, 0 to 1. */
  readonly sureness: number
}

/** The nodes as minutiae with direction, away from the border. `clarity` is the coherence of the image itself, by cells of `CELL`. */
export function minutiaeOf(
  skeleton: Skeleton,
  directions: Directions,
  clarity: Float32Array,
  finger: Foreground,
): FoundMinutia[] {
  const { nodes, bitmap } = skeleton
  const { width, height } = bitmap
  const found: FoundMinutia[] = []
  for (const index of genuineNodes(skeleton, directions)) {
    const node = nodes[index]!
    const x = node.at % width
    const y = Math.floor(node.at / width)
    if (x < BORDER || y < BORDER || x >= width - BORDER || y >= height - BORDER || !isInside(finger, x, y)) continue
    const walks = node.exits.map(exit => walk(skeleton, index, exit, FOLLOWED))
    const field = angleAt(directions, x, y)
    const rough = node.kind === 'ending' ? heading(walks[0]!, node.at, width) : forkHeading(walks, node.at, width)
    const angle = between(field, rough) <= Math.PI / 2 ? field : field + Math.PI
    const cell = Math.floor(y / CELL) * directions.columns + Math.floor(x / CELL)
    found.push({
      type: node.kind,
      x,
      y,
      angle: ((Math.round((angle / TURN) * ANGLES) + ANGLES) % ANGLES) * (TURN / ANGLES),
      sureness: clarity[cell]!,
    })
  }
  return found
}

/** Whether the finger reaches `BORDER` pixels around a place. */
function isInside({ values, columns }: Foreground, x: number, y: number): boolean {
  for (let row = Math.floor((y - BORDER) / CELL); row <= Math.floor((y + BORDER) / CELL); row++)
    for (let column = Math.floor((x - BORDER) / CELL); column <= Math.floor((x + BORDER) / CELL); column++)
      if (values[row * columns + column] === 0) return false
  return true
}

function heading(way: Walk, at: number, width: number): number {
  const end = way.pixels[way.pixels.length - 1]!
  const dx = (end % width) - (at % width)
  const dy = Math.floor(end / width) - Math.floor(at / width)
  return Math.atan2(-dy, dx)
}

/** Opposite to the stem: the arm farthest in angle from the two others. */
function forkHeading(walks: readonly Walk[], at: number, width: number): number {
  const arms = walks.map(way => heading(way, at, width))
  let stem = 0
  let apart = -1
  arms.forEach((arm, i) => {
    const nearest = Math.min(...arms.filter((_, j) => j !== i).map(other => between(arm, other)))
    if (nearest > apart) {
      apart = nearest
      stem = i
    }
  })
  return arms[stem]! + Math.PI
}
