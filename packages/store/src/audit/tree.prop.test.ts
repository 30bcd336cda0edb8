import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash } from './leaf.ts'
import { append, consistencyProof, includes, inclusionProof, isConsistent, type Node, peaks, rootOf } from './tree.ts'

const leavesOf = (size: number): readonly Buffer[] =>
  Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`entry ${i}`)))

/** Every complete node of a tree, by place. */
function grow(leaves: readonly Buffer[]) {
  const nodes = new Map<string, Buffer>(leaves.map((leaf, i) => [`0/${i}`, leaf]))
  const { made } = append([], leaves)
  for (const { level, index, hash } of made) nodes.set(`${level}/${index}`, hash)
  const at = async (level: number, index: number): Promise<Buffer> => nodes.get(`${level}/${index}`)!
  const root = (size: number) => rootOf(peaks(size).map(({ level, index }) => nodes.get(`${level}/${index}`)!))
  return { at, root }
}
const someSizes = fc.integer({ min: 1, max: 200 }).chain(size =>
  fc.record({
    size: fc.constant(size),
    part: fc.integer({ min: 0, max: size }),
    index: fc.integer({ min: 0, max: size - 1 }),
  }),
)

describe('the audit tree', () => {
  // Certificate Transparency's reference vectors (certificate-transparency-go, testonly): leaves "", 00, 10, 2021, 3031, 40414243, …
  const REFERENCE = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  test.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('has the published root for %i entries', (size, root) => {
    const leaves = REFERENCE.slice(0, size).map(hex => leafHash(Buffer.from(hex, 'hex')))
    expect(grow(leaves).root(size).toString('hex')).toBe(root)
  })

  test('is the same however many entries come at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), parts => {
        const leaves = leavesOf(parts.reduce((a, b) => a + b, 0))
        let now: readonly Node[] = []
        let taken = 0
        for (const part of parts) {
          now = append(now, leaves.slice(taken, taken + part)).peaks
          taken += part
        }
        expect(rootOf(now.map(({ hash }) => hash))).toEqual(grow(leaves).root(leaves.length))
      }),
    )
  })

  test('proves of each entry that it is in it, and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(someSizes, async ({ size, index }) => {
        const leaves = leavesOf(size)
        const { at, root } = grow(leaves)
        const proof = await inclusionProof(at, index, size)
        expect(includes(leaves[index]!, index, size, proof, root(size))).toBe(true)
        expect(includes(leafHash(Buffer.from('another')), index, size, proof, root(size))).toBe(false)
        if (size > 1) expect(includes(leaves[index]!, (index + 1) % size, size, proof, root(size))).toBe(false)
      }),
    )
  })

  test('proves that it grew and was not rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(someSizes, async ({ size, part }) => {
        const { at, root } = grow(leavesOf(size))
        const proof = await consistencyProof(at, part, size)
        expect(isConsistent(part, root(part), size, root(size), proof)).toBe(true)
        const rewritten = grow(leavesOf(size).map((leaf, i) => (i === 0 ? leafHash(Buffer.from('x')) : leaf)))
        if (part > 0) expect(isConsistent(part, rewritten.root(part), size, root(size), proof)).toBe(false)
      }),
    )
  })
})
