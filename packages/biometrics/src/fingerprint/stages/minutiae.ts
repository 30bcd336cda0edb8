import { boxMean } from '../blur.ts'
import {
  BORDER,
  BRIDGE,
  CELL,
  CROWD,
  CROWD_RADIUS,
  FOLLOWED,
  GAP,
  ISLAND,
  LAKE,
  MAX_MINUTIAE,
  SPUR,
} from '../parameters.ts'
import type { Minutia } from '../template.ts'
import { angleAt, type Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'
import { type Skeleton, type Walk, walk } from './skeleton.ts'

const TURN = 2 * Math.PI

/** Difference of two angles, radians in [0, π]. */
export function between(a: number, b: number): number {
  const difference = Math.abs(a - b) % TURN
  return difference > Math.PI ? TURN - difference : difference
}

/** Nodes of the skeleton that survive the shapes noise makes: spurs, islands, lakes and bridges. */
export function genuineNodes(skeleton: Skeleton, directions: Directions): Set<number> {
  const { nodes, bitmap } = skeleton
  const keep = new Set(nodes.keys())
  const longest = Math.max(SPUR, ISLAND, LAKE, BRIDGE)
  nodes.forEach((node, index) => {
    const walks = node.exits.map(exit => walk(skeleton, index, exit, longest))
    if (walks.length === 0 || (node.kind === 'fork' && walks.length !== 3)) keep.delete(index)
    const met = new Map<number, number>()
    for (const way of walks) {
      if (way.arrived < 0) continue
      const other = nodes[way.arrived]!
      const length = way.pixels.length
      const loop = met.has(way.arrived) && met.get(way.arrived)! + length <= 2 * LAKE
      met.set(way.arrived, length)
      const short =
        node.kind === 'fork' && other.kind === 'fork'
          ? loop || (length <= BRIDGE && crosses(node.at, other.at))
          : length <= (node.kind === other.kind ? ISLAND : SPUR)
      if (!short) continue
      keep.delete(index)
      keep.delete(way.arrived)
    }
  })
  return keep

  function crosses(a: number, b: number): boolean {
    const x = a % bitmap.width
    const y = Math.floor(a / bitmap.width)
    const dx = (b % bitmap.width) - x
    const dy = Math.floor(b / bitmap.width) - y
    const along = angleAt(directions, x + dx / 2, y + dy / 2)
    return Math.abs(Math.cos(Math.atan2(-dy, dx) - along)) < 0.8
  }
}

/** The nodes as minutiae with direction, away from the border. */
export function minutiaeOf(skeleton: Skeleton, directions: Directions, finger: Foreground): Minutia[] {
  const { nodes, bitmap } = skeleton
  const { width, height } = bitmap
  const inside = innerPart(finger, width, height)
  const found: Minutia[] = []
  for (const index of genuineNodes(skeleton, directions)) {
    const node = nodes[index]!
    const x = node.at % width
    const y = Math.floor(node.at / width)
    if (x < BORDER || y < BORDER || x >= width - BORDER || y >= height - BORDER || inside[node.at]! < 0.999) continue
    const walks = node.exits.map(exit => walk(skeleton, index, exit, FOLLOWED))
    const field = angleAt(directions, x, y)
    const rough = node.kind === 'ending' ? heading(walks[0]!, node.at, width) : forkHeading(walks, node.at, width)
    const angle = between(field, rough) <= Math.PI / 2 ? field : field + Math.PI
    const cell = Math.floor(y / CELL) * directions.columns + Math.floor(x / CELL)
    found.push({
      type: node.kind,
      x,
      y,
      angle: (angle + TURN) % TURN,
      quality: Math.min(1, directions.coherence[cell]!),
    })
  }
  return found
}

/** Minutiae without the two ends of a broken ridge, without crowds, the surest first. */
export function sifted(minutiae: readonly Minutia[]): Minutia[] {
  const broken = new Set<Minutia>()
  for (const a of minutiae)
    for (const b of minutiae)
      if (a !== b && a.type === 'ending' && b.type === 'ending' && facing(a, b)) broken.add(a).add(b)
  const whole = minutiae.filter(minutia => !broken.has(minutia))
  return whole
    .filter(a => whole.filter(b => Math.hypot(a.x - b.x, a.y - b.y) < CROWD_RADIUS).length - 1 <= CROWD)
    .sort((a, b) => b.quality - a.quality || a.y - b.y || a.x - b.x)
    .slice(0, MAX_MINUTIAE)
}

/** Whether two endings look at each other over a small gap. */
function facing(a: Minutia, b: Minutia): boolean {
  const distance = Math.hypot(a.x - b.x, a.y - b.y)
  if (distance > GAP) return false
  const towards = Math.atan2(-(b.y - a.y), b.x - a.x)
  return (
    between(a.angle, b.angle) > (2 * Math.PI) / 3 && (distance < 6 || between(a.angle, towards) > (2 * Math.PI) / 3)
  )
}

function innerPart(finger: Foreground, width: number, height: number): Float32Array {
  const mask = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      mask[y * width + x] = finger.values[Math.floor(y / CELL) * finger.columns + Math.floor(x / CELL)]!
  return boxMean(mask, width, height, BORDER)
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
