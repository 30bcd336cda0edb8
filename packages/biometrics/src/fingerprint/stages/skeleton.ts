import { type Bitmap, BRANCHES, neighbourhood, neighbourOffsets } from '../bitmap.ts'

/** A place where ridges end or meet. */
export interface Node {
  readonly kind: 'ending' | 'fork'
  /** Index of the pixel (of a crowded meeting, one of its pixels). */
  readonly at: number
  /** First pixels of the ridges that leave. */
  readonly exits: readonly number[]
}

/** The thinned ridges as nodes and the ridges between them. */
export interface Skeleton {
  readonly bitmap: Bitmap
  readonly nodes: readonly Node[]
  /** For each pixel 0, or 1 + index of the node it belongs to. */
  readonly owner: Int32Array
}

/** Finds endings and forks of thinned ridges; touching fork pixels count as one fork. */
export function skeletonOf(bitmap: Bitmap): Skeleton {
  const branches = branchesOf(bitmap)
  const offsets = neighbourOffsets(bitmap.width)
  const owner = new Int32Array(branches.length)
  const nodes: Node[] = []
  for (let at = 0; at < branches.length; at++) {
    const count = branches[at]!
    if (owner[at] !== 0 || (count !== 1 && count < 3)) continue
    const members = count === 1 ? [at] : touchingForks(branches, at, offsets)
    for (const member of members) owner[member] = nodes.length + 1
    const around = members.flatMap(member => Array.from(offsets, offset => member + offset))
    const exits = new Set(around.filter(next => bitmap.values[next] === 1 && owner[next] !== nodes.length + 1))
    nodes.push({ kind: count === 1 ? 'ending' : 'fork', at, exits: [...exits] })
  }
  return { bitmap, nodes, owner }
}

/** How many branches leave each ridge pixel. */
function branchesOf({ values, width }: Bitmap): Uint8Array {
  const branches = new Uint8Array(values.length)
  for (let at = 0; at < values.length; at++)
    if (values[at] === 1) branches[at] = BRANCHES[neighbourhood(values, at, width)]!
  return branches
}

function touchingForks(branches: Uint8Array, start: number, offsets: Int32Array): number[] {
  const members = [start]
  for (const member of members)
    for (const offset of offsets)
      if (branches[member + offset]! >= 3 && !members.includes(member + offset)) members.push(member + offset)
  return members
}

/** A ridge walked from a node. */
export interface Walk {
  /** Pixels in order, without the node it started from. */
  readonly pixels: readonly number[]
  /** Index of the node where it arrived, or -1 when it was still under way after `limit` pixels. */
  readonly arrived: number
}

/** Walks from a node along one exit for at most `limit` pixels. */
export function walk(skeleton: Skeleton, node: number, exit: number, limit: number): Walk {
  const { bitmap, owner, nodes } = skeleton
  const offsets = neighbourOffsets(bitmap.width)
  const pixels = [exit]
  const seen = new Set<number>([nodes[node]!.at, exit])
  let at = exit
  for (;;) {
    const here = owner[at]!
    if (here !== 0 && here !== node + 1) return { pixels, arrived: here - 1 }
    if (pixels.length >= limit) return { pixels, arrived: -1 }
    const next = nextPixel(at)
    if (next === undefined) return { pixels, arrived: -1 }
    seen.add(next)
    pixels.push(next)
    at = next
  }

  function nextPixel(from: number): number | undefined {
    let found: number | undefined
    for (let k = 0; k < 8; k++) {
      const to = from + offsets[k]!
      if (bitmap.values[to] === 0 || seen.has(to) || owner[to] === node + 1) continue
      if (owner[to] !== 0) return to
      if (found === undefined || k % 2 === 0) found = to
    }
    return found
  }
}
