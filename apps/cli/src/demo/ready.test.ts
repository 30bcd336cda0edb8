import { type Check, LISTS, readiness } from '@nansen/oversight/server'
import { OFFICES, STAFF } from '@nansen/world'
import { expect, test } from 'vitest'
import { operations, sharedLists } from '../../../../countries/countries.ts'
import { columns } from '../../../../modules/registry.gen.ts'

const reaches = ['admin', 'adjudication'].flatMap(module =>
  Object.entries(columns[module] ?? {}).flatMap(([role, grants]) =>
    grants
      .filter(({ action, level }) => ['create', 'approve'].includes(action) && level === 'personal')
      .map(({ action, scope }) => ({ role, module, action, scope })),
  ),
)
const lackingIn = (country: string): readonly Check[] =>
  readiness({
    country,
    offices: OFFICES.map(({ code, name, country: of, parent, organisation }) => ({
      id: code,
      name,
      country: of,
      parentId: parent,
      numberPrefix: `${of}-${code}`,
      organisation,
    })),
    holders: STAFF.map(({ email, role, office }) => ({ staffId: email, role, officeId: office })),
    reaches,
    countryNames: { en: 'x', fr: 'x', ar: 'x', es: 'x' },
    emptyLists: [],
    places: 1,
    ownLevels: 0,
    holidays: operations().find(each => each.country === country)?.calendar.holidays.length ?? null,
    devices: 1,
    codesWaiting: 0,
    calendarsWaiting: 0,
    isLive: false,
  }).filter(({ state }) => state === 'lacking')

test('every operation of the practice world is ready but for the one gap that is planted', () => {
  expect(lackingIn('KEN')).toEqual([])
  expect(lackingIn('JOR')).toEqual([])
  expect(lackingIn('TCD')).toEqual([{ name: 'needed-roles', state: 'lacking', about: ['gbv_caseworker'], many: 1 }])
})

test('the lists that are looked for are those that every operation starts from', () => {
  expect([...LISTS].sort()).toEqual(
    sharedLists()
      .map(({ list }) => list)
      .sort(),
  )
})
