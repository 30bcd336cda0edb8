import { expect, test } from 'vitest'
import { type Side, sitesToCompare } from './sideBySide.ts'

const side = (...sites: readonly string[]): Side => ({
  individual: 'x',
  card: null,
  family: [],
  facts: null,
  flight: [],
  captures: sites.map(site => ({ image: site, site, quality: 50, capturedAt: '' })),
})

test('what both have comes first, in the order of the hands, thumbs before little fingers, eyes last', () => {
  expect(
    sitesToCompare({
      first: side('iris-left', 'finger-10', 'finger-2'),
      second: side('finger-2', 'finger-10', 'iris-left', 'finger-1'),
    }),
  ).toEqual(['finger-2', 'finger-10', 'iris-left', 'finger-1'])
})

test('a person of whom nothing was captured is compared by nothing', () => {
  expect(sitesToCompare({ first: side(), second: side() })).toEqual([])
})
