import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { engineFor, extract, loadKernels, type Site, syntheticFinger, syntheticIris } from './index.ts'

beforeAll(loadKernels)

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 12)
const shotOf = (site: Site, person: string, impression: number) => {
  const image =
    site === 'iris-left' ? syntheticIris(person, 'left', impression) : syntheticFinger(person, 2, impression)
  return { image: hashOf(image.pixels), ...extract(site, image) }
}

/**
 * The stages behind extraction, on invented images: what the generator draws, quality, both stored forms and what a comparison says. Whoever changes
 * one of them on purpose measures again on real ones.
 */
test.each(['finger-2', 'iris-left'] as const)('of %s everything says what it said', site => {
  const { prepare, match } = engineFor(site)
  const [first, again, other] = [shotOf(site, 'A', 0), shotOf(site, 'A', 1), shotOf(site, 'B', 0)]
  const evidence = (a: Uint8Array, b: Uint8Array) => Number(match(prepare(a), prepare(b)).toPrecision(3))
  expect({
    image: first.image,
    quality: [first, again, other].map(({ quality }) => [quality.score, ...quality.advice].join(' ')),
    stored: hashOf(first.stored),
    travelling: hashOf(first.travelling),
    same: evidence(first.stored, again.stored),
    sameTravelling: evidence(first.travelling, again.travelling),
    others: evidence(first.stored, other.stored),
  }).toMatchSnapshot()
})
