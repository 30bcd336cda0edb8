import { BRIDGE, ISLAND, LAKE, SPUR } from '../parameters.ts'
import { angleAt, type Directions } from './directions.ts'
import { type Skeleton, walk } from './skeleton.ts'

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
