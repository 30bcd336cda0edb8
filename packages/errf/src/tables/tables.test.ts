import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import country from '../../../../countries/shared/country.json' with { type: 'json' }
import language from '../../../../countries/shared/language.json' with { type: 'json' }
import { errfTables } from '../../../../scripts/errfTables.ts'
import { COUNTRY_FALSE_FRIENDS, LANGUAGE_FALSE_FRIENDS } from './falseFriends.ts'
import { errfCountryName, errfCountryOf, isErrfCode, isoCountryOf } from './tables.ts'

/** Public tables of the form, where they are; the repository holds none of them. */
const REFERENCE = join(import.meta.dirname, '../../../../../shared/data/reference')
const isHere = existsSync(join(REFERENCE, 'erff/reference'))

test.skipIf(!isHere)(
  'the codes are what the public tables say (skipped where they are not beside the repository)',
  () => {
    const written = readFileSync(join(import.meta.dirname, 'codes.json'), 'utf8')
    expect(readdirSync(join(REFERENCE, 'erff/reference')).length).toBe(16)
    expect(JSON.parse(written)).toEqual(
      JSON.parse(errfTables(join(REFERENCE, 'erff/reference'), join(REFERENCE, 'unhcr-iso-countries.csv'))),
    )
  },
)

test('Australia, Austria, Egypt, the Emirates, Morocco and Martinique are not taken for each other', () => {
  const pairs = {
    AUS: 'AUL',
    AUT: 'AUS',
    EGY: 'ARE',
    ARE: 'UAE',
    MAR: 'MOR',
    MTQ: 'MAR',
    DEU: 'GFR',
    PSE: 'PAL',
    SRB: 'SER',
    XXA: 'ZZZ',
    XXX: 'U',
    SSD: 'SSD',
  }
  for (const [iso, errf] of Object.entries(pairs)) {
    expect(errfCountryOf(iso), iso).toBe(errf)
    expect(isoCountryOf(errf), errf).toBe(iso)
  }
})

test('every country of ours comes back from the form as itself, but for those the form does not have', () => {
  const codes = country.codes.map(each => each.code)
  const without = codes.filter(code => errfCountryOf(code) === null)
  expect(without).toEqual(['ALA', 'BLM', 'GGY', 'GLP', 'IMN', 'JEY', 'MAF', 'XKX'])
  for (const code of codes.filter(each => !without.includes(each))) {
    expect(isErrfCode('Country', errfCountryOf(code)!), code).toBe(true)
    expect(isoCountryOf(errfCountryOf(code)!), code).toBe(code)
  }
})

test('a code that ISO has withdrawn, and that is another country’s in the form, is not passed on', () => {
  // ANT was the Netherlands Antilles in ISO 3166-1, and is Antigua in the form.
  expect(isErrfCode('Country', 'ANT')).toBe(true)
  expect(errfCountryOf('ANT')).toBeNull()
})

test('a state that is no more, and what was never a state, is no country of today', () => {
  for (const code of ['SOV', 'YUG', 'SCG', 'TIB', 'KUR', '-', 'XKX', 'GAZ', 'nowhere'])
    expect(isoCountryOf(code), code).toBeNull()
})

test('a false friend is in the list, and so is the code for what was meant', () => {
  for (const [code, { here, instead }] of Object.entries(COUNTRY_FALSE_FRIENDS)) {
    expect(errfCountryName(code)).toBe(here)
    expect(errfCountryOf(code), code).toBe(instead)
  }
  for (const [code, { instead }] of Object.entries(LANGUAGE_FALSE_FRIENDS)) {
    expect(isErrfCode('Language', code), code).toBe(true)
    expect(isErrfCode('Language', instead), instead).toBe(true)
  }
})

test('every language of ours whose ISO code is another language of the form is a known false friend', () => {
  const friends = language.codes.flatMap(({ code, external }) => {
    const errf = external && 'errf' in external ? external.errf : undefined
    const iso = code.toUpperCase()
    return errf !== undefined && errf !== iso && isErrfCode('Language', iso) ? [[iso, errf]] : []
  })
  // DIN is a Dinka of the form's own, and UND no language at all.
  const apart = friends.filter(([iso]) => iso !== 'DIN' && iso !== 'UND')
  expect(apart.length).toBeGreaterThan(20)
  expect(apart.map(([iso]) => [iso, LANGUAGE_FALSE_FRIENDS[iso!]?.instead])).toEqual(apart)
})
