import { LANGUAGES } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { operations, sharedLists } from '../../countries/countries.ts'
import { registration } from './index.ts'
import { RELATIONSHIP_SEX } from './relationships.ts'

const lists = sharedLists()
const codesOf = (list: string) => lists.find(each => each.list === list)?.codes ?? []
const external = (list: string, code: string) => codesOf(list).find(each => each.code === code)?.external

describe('the shared lists', () => {
  test('hold every list that registration refers to', () => {
    const needed = Object.values(registration.records).flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ list }) => (list === null ? [] : [list])),
    )
    expect([...new Set(needed)].filter(list => codesOf(list).length === 0)).toEqual([])
  })
  test.each(lists.map(each => each.list))(
    '%s: each code once, named in every language, under a code that exists',
    list => {
      const codes = codesOf(list).map(each => each.code)
      expect(new Set(codes).size).toBe(codes.length)
      for (const { code, label, parent } of codesOf(list)) {
        expect(
          LANGUAGES.filter(language => !label[language]?.trim()),
          code,
        ).toEqual([])
        if (parent !== undefined) expect(codes).toContain(parent)
      }
    },
  )
  test('have Arabic names in Arabic script', () => {
    const wrong = lists.flatMap(each => each.codes.filter(({ label }) => !/\p{Script=Arabic}/u.test(label.ar)))
    expect(wrong).toEqual([])
  })
  test('agree with the program on relationships', () => {
    expect(
      codesOf('relationship')
        .map(each => each.code)
        .sort(),
    ).toEqual(Object.keys(RELATIONSHIP_SEX).sort())
  })
  test('keep the three false friends among countries apart', () => {
    expect(external('country', 'AUT')).toMatchObject({ unhcr: 'AUS' })
    expect(external('country', 'AUS')).toMatchObject({ unhcr: 'AUL' })
    expect(external('country', 'EGY')).toMatchObject({ unhcr: 'ARE' })
    expect(external('country', 'ARE')).toMatchObject({ unhcr: 'UAE' })
    expect(external('country', 'MTQ')).toMatchObject({ unhcr: 'MAR' })
    expect(external('country', 'MAR')).toMatchObject({ unhcr: 'MOR' })
  })
  test('keep the false friends among languages apart', () => {
    expect(external('language', 'tir')).toEqual({ errf: 'TGN' })
    expect(external('language', 'ara')).toEqual({ errf: 'ABV' })
    expect(external('language', 'swa')).toEqual({ errf: 'SWA' })
    expect(external('language', 'fra')).toEqual({ errf: 'FRN' })
  })
  test.each(['TR-PI', 'SV-VA', 'LP-AP', 'LP-AF', 'SM-MI', 'LP-ST'])('mark %s as confidential', need => {
    expect(external('need', need)).toMatchObject({ confidential: true })
  })
  test('let a person refuse religion and ethnicity', () => {
    for (const list of ['religion', 'ethnicity']) expect(external(list, 'REFUSED')).toEqual({ errf: 'U' })
  })
})

describe('the practice operations', () => {
  const all = operations()
  test('are three, with twelve offices of distinct codes', () => {
    expect(all.map(each => each.country).sort()).toEqual(['JOR', 'KEN', 'TCD'])
    expect(new Set(all.flatMap(each => each.offices.map(office => office.code))).size).toBe(12)
  })
  test.each(all)('$code is named in every language, and so is each of its places', ({ name, places }) => {
    for (const label of [name, ...places.codes.map(each => each.label)])
      expect(
        LANGUAGES.filter(language => !label[language]?.trim()),
        label.en,
      ).toEqual([])
  })
  test.each(all)('$code: offices stand under offices that come before them, at places that exist', operation => {
    const known = new Set<string>()
    for (const office of operation.offices) {
      if (office.parent !== null) expect(known).toContain(office.parent)
      known.add(office.code)
      expect(operation.places.codes.map(each => each.code)).toContain(office.place)
      expect(operation.organisations.map(each => each.code)).toContain(office.organisation)
    }
  })
})
