import { expect, test } from 'vitest'
import type { Office } from './administration.ts'
import { outline, withoutOffice } from './officeTree.ts'

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

test('an operation without an office is added one below the office at the top', () => {
  const named = ['KEN', 'TCD'].map(code => ({ code, name: { en: code } }))
  const found = withoutOffice(named, [office('b', 'a'), office('a', null)])
  expect(found.map(({ country, above }) => `${country.code} ${above.id}`)).toEqual(['TCD a'])
  expect(withoutOffice(named, [])).toEqual([])
})
