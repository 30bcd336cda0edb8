import type { PartialDate } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { agesOf, type Facts } from './facts.ts'
import { judge } from './judge.ts'
import { RULES } from './rules.ts'

const TODAY = '2026-11-22'
const whole: Facts = {
  id: 'a',
  level: 'emergency',
  counted: true,
  sex: 'female',
  born: '1990-05-04' as PartialDate,
  bornFrom: null,
  bornTo: null,
  estimated: false,
  fledOn: '2020-01',
  arrivedOn: '2020-02-03',
  registeredOn: '2020-02-10',
  statusOn: '2020-02-10',
  maritalStatus: 'SN',
  nationality: 'SOM',
  origin: 'SOM',
  asylum: 'KEN',
  birthCountry: 'SOM',
  answers: [
    'sex',
    'phone',
    'document_held',
    'born',
    'nationality',
    'country_of_origin',
    'country_of_asylum',
    'marital_status',
    'arrived_on',
    'education_level',
    'occupation',
  ],
  ownScript: true,
  photo: true,
  photoPoor: false,
  consent: true,
  addresses: [{ kind: 'CoA', from: null, to: null }],
  papers: [],
  marriedOn: [],
  places: [{ kind: 'CoA', placed: true }],
  paperDetails: [{ number: 'fine', issuer: true, issued: true, expires: true }],
  statuses: [],
  group: 'g',
  relationship: 'PA',
  sequence: 1,
}
const paper = whole.paperDetails[0]!
const rulesOf = (...people: readonly Partial<Facts>[]) =>
  judge(
    people.map((person, at) => ({ ...whole, id: `p${at}`, sequence: at + 1, ...person })),
    TODAY,
  ).map(({ findings }) => findings.map(({ rule }) => rule))

test('a whole record of an emergency registration has nothing amiss, and is complete', () => {
  expect(judge([whole], TODAY)).toMatchObject([{ asked: 13, answered: 13, findings: [] }])
})

describe('one thing amiss is one finding', () => {
  const cases: readonly (readonly [string, Partial<Facts>])[] = [
    ['missing-photo', { photo: false }],
    ['photo-poor', { photoPoor: true }],
    ['missing-consent', { consent: false }],
    ['missing-address', { addresses: [] }],
    ['missing-current-address', { addresses: [{ kind: 'PCoA', from: null, to: null }] }],
    ['missing-arrived_on', { answers: whole.answers.filter(name => name !== 'arrived_on') }],
    ['born-after-flight', { born: '2020-02-02' as PartialDate }],
    ['fled-after-arrival', { fledOn: '2020-03' }],
    ['arrived-after-registration', { arrivedOn: '2020-02-11' }],
    ['paper-expires-before-issue', { papers: [{ issued: '2020-01-01', expires: '2019-12-31', status: null }] }],
    ['paper-expired', { papers: [{ issued: '2019-01-01', expires: '2024-01-01', status: 'valid' }] }],
    ['in-the-future', { papers: [{ issued: '2026-12-01', expires: null, status: null }] }],
    ['status-before-registration', { statuses: ['2020-01-01'] }],
    ['lived-to-before-from', { addresses: [...whole.addresses, { kind: 'PCoA', from: '2019', to: '2018' }] }],
    ['two-current-addresses', { addresses: [...whole.addresses, ...whole.addresses] }],
    ['married-before-birth', { marriedOn: ['2012', '1989-12'] }],
    ['address-without-place', { places: [{ kind: 'CoO', placed: false }] }],
    ['transit-without-days', { addresses: [...whole.addresses, { kind: 'Trans', from: '2019', to: null }] }],
    ['paper-without-number', { paperDetails: [{ ...paper, number: 'none' }] }],
    ['paper-number-odd', { paperDetails: [{ ...paper, number: 'odd' }] }],
    ['paper-without-issue', { level: 'basic', paperDetails: [{ ...paper, issued: false }] }],
    ['paper-without-issuer', { level: 'basic', paperDetails: [{ ...paper, issuer: false }] }],
    ['paper-without-expiry', { level: 'basic', paperDetails: [{ ...paper, expires: false }] }],
    ['first-of-january', { born: '1990-01-01' as PartialDate }],
    ['older-than-110', { born: '1900' as PartialDate }],
  ]
  test.each(cases)('%s', (rule, change) => {
    expect(rulesOf(change)[0]).toContain(rule)
  })
  test('and every rule has a name of its own', () => {
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length)
  })
})

test('what is known only in part contradicts nothing: a flight in the month of the arrival', () => {
  expect(rulesOf({ fledOn: '2020-02', arrivedOn: '2020-02-03' })[0]).toEqual([])
})

test('an estimated first of January is no finding', () => {
  expect(rulesOf({ born: '1990-01-01' as PartialDate, estimated: true })[0]).toEqual([])
})

test('an infant is not asked for an occupation, and an emergency record not for a birthplace', () => {
  const infant = {
    born: '2026-01' as PartialDate,
    fledOn: null,
    arrivedOn: null,
    registeredOn: '2026-02-01',
    answers: ['sex', 'document_held', 'born', 'nationality', 'country_of_origin', 'country_of_asylum', 'arrived_on'],
    relationship: 'DAU',
  }
  expect(rulesOf({}, infant)[1]).toEqual([])
  expect(rulesOf({ level: 'basic' })[0]).toContain('missing-country_of_birth')
})

test('the rules of a household find the member they are about', () => {
  const husband = { relationship: 'HUS', sex: 'male', born: '2010-01-05' as PartialDate, fledOn: null }
  expect(rulesOf({ maritalStatus: 'MA' }, husband)).toEqual([[], ['minor-spouse']])
  expect(
    rulesOf({ maritalStatus: 'MA' }, { ...husband, born: '1988-01-05' as PartialDate, nationality: 'ETH' })[1],
  ).toEqual(['other-nationality'])
})

test('another country of birth than the focal point is found, and not of a child who was born here', () => {
  const child = { relationship: 'DAU', born: '2016-05' as PartialDate, fledOn: null }
  expect(rulesOf({}, { ...child, birthCountry: 'ETH' })[1]).toEqual(['other-birth-country'])
  expect(rulesOf({}, { ...child, birthCountry: 'KEN', arrivedOn: null })[1]).toEqual([])
})

test('an emergency record is not asked for the issue and the expiry of a paper', () => {
  expect(rulesOf({ paperDetails: [{ ...paper, issued: false, issuer: false, expires: false }] })[0]).toEqual([])
})

test('who was born where they live is not asked when they fled and arrived', () => {
  const here = {
    birthCountry: 'KEN',
    fledOn: null,
    arrivedOn: null,
    answers: whole.answers.filter(name => name !== 'arrived_on'),
  }
  expect(rulesOf(here)[0]).toEqual([])
})

test('somebody no longer counted is not judged', () => {
  expect(judge([{ ...whole, counted: false, photo: false }], TODAY)).toEqual([])
})

test('a confirmation holds for the facts it was said of: they have another hash when one of them changes', () => {
  const factsOf = (person: Partial<Facts>) => judge([{ ...whole, ...person }], TODAY)[0]!.findings[0]?.facts
  const before = factsOf({ born: '1990-01-01' as PartialDate })
  expect(before).toBe(factsOf({ born: '1990-01-01' as PartialDate, sex: 'male' }))
  expect(before).not.toBe(factsOf({ born: '1991-01-01' as PartialDate }))
})

test('who was born in an Ethiopian year is as old as the days it can be', () => {
  const born = { ...whole, born: '2008' as PartialDate, bornFrom: '2007-09-12', bornTo: '2008-09-10' }
  expect(agesOf(born, '2025-12-01')).toEqual({ youngest: 17, oldest: 18 })
})
