import { EMPTY_ROOT, nodeHash } from './leaf.ts'

/**
 * A hash of the tree: level 0 is leaves; node (level, index) covers the leaves index*2^level … (index+1)*2^level - 1, all present.
 * RFC 9162, 2.1.
 */
export interface Node {
  readonly level: number
  readonly index: number
  readonly hash: Buffer
}
/** Gives the complete node at a place. @throws when it is not there. */
export type NodeAt = (level: number, index: number) => Promise<Buffer>

/** The complete subtrees that make up a tree of `size` leaves, largest first. */
export function peaks(size: number): readonly { readonly level: number; readonly index: number }[] {
  const found: { level: number; index: number }[] = []
  let start = 0
  for (let level = 48; level >= 0; level--) {
    const width = 2 ** level
    if (size - start < width) continue
    found.push({ level, index: start / width })
    start += width
  }
  return found
}

/** Folds peaks, largest first, into the root. */
export const rootOf = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right))

/** Adds leaves to a tree of which the peaks are known. Returns the nodes that became complete, without the leaves, and the new peaks. */
export function append(
  before: readonly Node[],
  leaves: readonly Buffer[],
): { readonly made: readonly Node[]; readonly peaks: readonly Node[] } {
  const stack = [...before]
  const made: Node[] = []
  let next = before.reduce((sum, { level }) => sum + 2 ** level, 0)
  for (const hash of leaves) {
    let node: Node = { level: 0, index: next++, hash }
    while (stack.at(-1)?.level === node.level) {
      const left = stack.pop()!
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) }
      made.push(node)
    }
    stack.push(node)
  }
  return { made, peaks: stack }
}

/** The largest power of two smaller than `size`. */
const half = (size: number): number => {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

/** Hash of the leaves `start` … `start + size - 1`; `start` is a multiple of the power of two at or above `size`. */
async function hashOf(at: NodeAt, start: number, size: number): Promise<Buffer> {
  const level = Math.log2(size)
  if (Number.isInteger(level)) return at(level, start / size)
  const k = half(size)
  return nodeHash(await hashOf(at, start, k), await hashOf(at, start + k, size - k))
}

/** RFC 9162, 2.1.3.1: the hashes that lead from leaf `index` to the root of a tree of `size`, from below. */
export async function inclusionProof(at: NodeAt, index: number, size: number, start = 0): Promise<readonly Buffer[]> {
  if (size <= 1) return []
  const k = half(size)
  if (index < k) return [...(await inclusionProof(at, index, k, start)), await hashOf(at, start + k, size - k)]
  return [...(await inclusionProof(at, index - k, size - k, start + k)), await hashOf(at, start, k)]
}

/** RFC 9162, 2.1.4.1: that the tree of `before` leaves is the beginning of the tree of `size`. */
export function consistencyProof(at: NodeAt, before: number, size: number): Promise<readonly Buffer[]> {
  return before === 0 || before === size ? Promise.resolve([]) : subProof(at, before, size, 0, true)
}

async function subProof(at: NodeAt, m: number, n: number, start: number, whole: boolean): Promise<readonly Buffer[]> {
  if (m === n) return whole ? [] : [await hashOf(at, start, m)]
  const k = half(n)
  if (m <= k) return [...(await subProof(at, m, k, start, whole)), await hashOf(at, start + k, n - k)]
  return [...(await subProof(at, m - k, n - k, start + k, false)), await hashOf(at, start, k)]
}

/** Where a path from a leaf is: its node's index at this level, and the last index there. */
interface Step {
  readonly fn: number
  readonly sn: number
}
/** Whether the sibling stands on the left; if the node is a last one without sibling, levels are skipped until it has one. */
const isRight = ({ fn, sn }: Step): boolean => fn % 2 === 1 || fn === sn
const up = ({ fn, sn }: Step): Step => ({ fn: Math.floor(fn / 2), sn: Math.floor(sn / 2) })

function climbed(from: Step): Step {
  let step = from
  if (isRight(step)) while (step.fn % 2 === 0 && step.fn !== 0) step = up(step)
  return up(step)
}

/** Whether the proof leads from the leaf to the root. RFC 9162, 2.1.3.2. */
export function includes(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (index >= size) return false
  let step: Step = { fn: index, sn: size - 1 }
  let hash = leaf
  for (const each of proof) {
    if (step.sn === 0) return false
    hash = isRight(step) ? nodeHash(each, hash) : nodeHash(hash, each)
    step = climbed(step)
  }
  return step.sn === 0 && hash.equals(root)
}

/** Whether `beforeRoot` at `before` is the beginning of `root` at `size`. RFC 9162, 2.1.4.2. */
export function isConsistent(
  before: number,
  beforeRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (before > size) return false
  if (before === 0) return proof.length === 0
  if (before === size) return proof.length === 0 && beforeRoot.equals(root)
  return growsFrom(before, beforeRoot, size, root, proof)
}

function growsFrom(before: number, beforeRoot: Buffer, size: number, root: Buffer, proof: readonly Buffer[]): boolean {
  let step: Step = { fn: before - 1, sn: size - 1 }
  while (step.fn % 2 === 1) step = up(step)
  const [first, ...path] = Number.isInteger(Math.log2(before)) ? [beforeRoot, ...proof] : proof
  if (first === undefined) return false
  let [fr, sr] = [first, first]
  for (const each of path) {
    if (step.sn === 0) return false
    const right = isRight(step)
    fr = right ? nodeHash(each, fr) : fr
    sr = right ? nodeHash(each, sr) : nodeHash(sr, each)
    step = climbed(step)
  }
  return step.sn === 0 && fr.equals(beforeRoot) && sr.equals(root)
}
