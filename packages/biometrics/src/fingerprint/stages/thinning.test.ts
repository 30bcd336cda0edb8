import { expect, test } from 'vitest'
import type { Bitmap } from '../bitmap.ts'
import { skeletonOf } from './skeleton.ts'
import { thinned } from './thinning.ts'

/** A bitmap as drawn, `#` for a ridge. */
function drawn(...lines: string[]): Bitmap {
  const width = lines[0]!.length
  return { width, height: lines.length, values: Uint8Array.from(lines.join(''), mark => (mark === '#' ? 1 : 0)) }
}

const shown = ({ width, values }: Bitmap) =>
  [...values]
    .map(value => (value ? '#' : '.'))
    .join('')
    .match(new RegExp(`.{${width}}`, 'g'))

test('a thick bar becomes a line one pixel wide', () => {
  const bar = drawn('..........', '.########.', '.########.', '.########.', '..........')
  const perColumn = [3, 4, 5, 6].map(x => [1, 2, 3].filter(y => thinned(bar).values[y * 10 + x]).length)
  expect(perColumn).toEqual([1, 1, 1, 1])
})

test('a ring stays a ring', () => {
  const ring = drawn('.......', '.#####.', '.#####.', '.##.##.', '.#####.', '.#####.', '.......')
  expect(skeletonOf(thinned(ring)).nodes).toEqual([])
  const { values } = thinned(ring)
  expect([values[3 * 7 + 3], [...values].some(value => value === 1)]).toEqual([0, true])
})

test('a thin line is left alone', () => {
  const line = drawn('......', '.####.', '......')
  expect(shown(thinned(line))).toEqual(['......', '.####.', '......'])
})

test('a line has two endings', () => {
  expect(skeletonOf(drawn('......', '.####.', '......')).nodes.map(node => node.kind)).toEqual(['ending', 'ending'])
})

test('three lines that meet make one fork', () => {
  const fork = drawn(
    '.........',
    '.#.....#.',
    '..#...#..',
    '...#.#...',
    '....#....',
    '....#....',
    '....#....',
    '.........',
  )
  const { nodes } = skeletonOf(fork)
  expect(nodes.map(node => node.kind).sort()).toEqual(['ending', 'ending', 'ending', 'fork'])
  expect(nodes.find(node => node.kind === 'fork')!.exits).toHaveLength(3)
})
