import { expect, test } from 'vitest'
import type { Office } from './administration.ts'
import { outline } from './officeTree.ts'

const office = (id: string, parentId: string | null): Office => ({
  id,
  code: id,
  name: id,
  country: 'KEN',
  parentId,
  organisationId: 'u',
  numberPrefix: id,
})

test('an office stands right above those below it', () => {
  const found = outline([office('c', 'b'), office('a', null), office('d', 'a'), office('b', 'a')])
  expect(found.map(({ office: { id }, depth }) => `${depth}${id}`)).toEqual(['0a', '1b', '2c', '1d'])
})

test('an office whose superior one may not see is still shown', () => {
  expect(outline([office('b', 'hidden')]).map(each => each.office.id)).toEqual(['b'])
})
