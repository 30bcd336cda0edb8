import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PartialDate } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { practiceCases } from '../test/practice.ts'
import { checkErrf, validateErrf } from './check.ts'
import { makeErrf } from './make.ts'
import { readErrf } from './read.ts'
import type { Submission, SubmittedMember } from './submission.ts'
import { writeErrf } from './write.ts'

const TODAY = '2026-11-22'
const SCHEMA = join(import.meta.dirname, '../../../../shared/data/reference/erff/xsd/v4_1/rrf-v4.xsd')
const canJudge = existsSync(SCHEMA) && spawnSync('xmllint', ['--version']).error === undefined

const folder = mkdtempSync(join(tmpdir(), 'nansen-errf-'))
afterAll(() => rmSync(folder, { recursive: true }))

const cases = practiceCases(200, TODAY)
const batch = makeErrf(cases)

test('two hundred families of the practice world make a form in which no receiving state finds an error', () => {
  expect(batch.document.cases).toHaveLength(200)
  const xml = writeErrf(batch.document)
  const findings = validateErrf(new TextEncoder().encode(xml), TODAY)
  // What is left to look at: brothers and sisters on their own.
  expect([...new Set(findings.map(each => `${each.severity} ${each.code}`))]).toEqual(['warning young-principal'])
  expect(readErrf(new TextEncoder().encode(xml)).document).toEqual(batch.document)
})

test.skipIf(!canJudge)('and xmllint accepts it (skipped without the public schema or xmllint)', () => {
  const file = join(folder, 'batch.xml')
  writeFileSync(file, writeErrf(batch.document))
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', SCHEMA, file], {
    encoding: 'utf8',
  })
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
})

test('each case has the members of its own, and one principal applicant with the categories', () => {
  for (const [i, made] of batch.document.cases.entries()) {
    const { members, primary } = cases[i]!
    expect(made.dataIndividual).toHaveLength(members.length)
    expect(made.dataProcessGroup).toMatchObject([{ ProcessingGroupSize: String(members.length) }])
    expect(made.dataResettlement).toMatchObject([
      { IndividualGUID: members[0]!.id, ResettlementCriteriaCode: primary, ResettlementCriteria2Code: 'LFDS' },
    ])
  }
})

const one = cases[0]!
/** The first case with its first member changed. */
const withMember = (change: Partial<SubmittedMember>): Submission => ({
  ...one,
  members: [{ ...one.members[0]!, ...change }, ...one.members.slice(1)],
})
const madeOf = (submission: Submission) => {
  const { document, gaps } = makeErrf([submission])
  return { first: document.cases[0]!.dataIndividual![0]!, made: document.cases[0]!, document, gaps }
}
const noName = { given: null, middle: null, family: null, secondFamily: null, maiden: null }

test('a single-name person has it as family name, and no other part is made up', () => {
  const { first } = madeOf(withMember({ name: { ...noName, given: 'Deng' } }))
  expect(first.FamilyName).toBe('Deng')
  expect(Object.keys(first).filter(each => /^(?:Given|Middle|Maiden|SecondFamily)Name$/.test(each))).toEqual([])
  expect(madeOf(withMember({ name: { ...noName, given: 'Amina', middle: 'Hassan Ali' } })).first).toMatchObject({
    FamilyName: 'Hassan Ali',
    GivenName: 'Amina',
  })
  const whole = madeOf(withMember({ name: { ...noName, given: 'Jean', middle: 'Paul', family: 'Uwase' } })).first
  expect(whole).toMatchObject({ FamilyName: 'Uwase', GivenName: 'Jean', MiddleName: 'Paul' })
})

test('what was refused or is not known is told as unknown, and never as nothing', () => {
  const refused = {
    birthCountry: null,
    nationality: null,
    maritalStatus: null,
    religion: null,
    ethnicity: null,
    education: null,
    sex: 'other',
  } as const
  const { first, document, gaps } = madeOf(withMember(refused))
  const codes = {
    BirthCountryCode: 'U',
    NationalityCode: 'U',
    MarriageStatusCode: 'U',
    ReligionCode: 'U',
    EthnicityCode: 'U',
    EducationLevelCode: 'U',
    SexCode: 'U',
  }
  expect(first).toMatchObject(codes)
  expect(gaps.filter(each => each.path.startsWith('CASE[1]/dataIndividual[1]'))).toEqual([])
  expect(checkErrf(document, TODAY).filter(each => each.severity === 'error')).toEqual([])
})

test('half a date of birth becomes its first day and is said to be estimated; of an arrival the sender is told', () => {
  const { first, gaps } = madeOf(
    withMember({ born: '1987' as PartialDate, bornEstimated: false, arrivedOn: '2015-03' as PartialDate }),
  )
  expect(first).toMatchObject({
    DateofBirth: '1987-01-01T00:00:00',
    DateofBirthEstimate: 'true',
    ArrivalDate: '2015-03-01T00:00:00',
  })
  expect(gaps).toContainEqual({ path: 'CASE[1]/dataIndividual[1]/ArrivalDate', why: 'day-unknown' })
  const known = madeOf(withMember({ born: '1987-06-05' as PartialDate, bornEstimated: false })).first
  expect(known).toMatchObject({ DateofBirth: '1987-06-05T00:00:00', DateofBirthEstimate: 'false' })
  const heap = madeOf(withMember({ born: '1990-01-01' as PartialDate, bornEstimated: true })).first
  expect(heap).toMatchObject({ DateofBirth: '1990-01-01T00:00:00', DateofBirthEstimate: 'true' })
  expect(madeOf(withMember({ born: null })).first.DateofBirth).toBeUndefined()
})

test('countries are written in the form’s codes; what it has no code for is unknown, and the sender is told', () => {
  const { first, gaps } = madeOf(
    withMember({ birthCountry: 'AUS', nationality: 'XXA', originCountry: 'XKX', asylumCountry: 'EGY' }),
  )
  expect(first).toMatchObject({
    BirthCountryCode: 'AUL',
    NationalityCode: 'ZZZ',
    OriginCountryCode: 'U',
    AsylumCountryCode: 'ARE',
  })
  expect(gaps).toContainEqual({ path: 'CASE[1]/dataIndividual[1]/OriginCountryCode', why: 'no-code' })
  expect(gaps.map(each => each.path)).not.toContain('CASE[1]/dataIndividual[1]/BirthCountryCode')
})

test('needs become top codes, each once a member; one that the form does not know is left out and told', () => {
  const of = one.members[0]!.id
  const needs = ['WR-SF', 'WR-UW', 'SM', 'PG'].map((code, i) => ({ id: `need-${i}`, of, code }))
  const { made, gaps } = madeOf({ ...one, needs })
  expect(made.dataVulnerability!.map(each => each.VulnerabilityCode)).toEqual(['WR', 'SM'])
  expect(gaps).toContainEqual({ path: 'CASE[1]/dataVulnerability[4]', why: 'no-code' })
})

test('a language of which the form has no code is left out and told', () => {
  const spoken = { of: one.members[0]!.id, read: null, write: 'NO', speak: 'E', understand: 'E' } as const
  const { made, gaps } = madeOf({
    ...one,
    languages: [
      { ...spoken, id: 'a', code: 'ABV' },
      { ...spoken, id: 'b', code: null },
      { ...spoken, id: 'c', code: 'ara' },
    ],
  })
  expect(made.dataLanguage).toMatchObject([{ LanguageCode: 'ABV', LanguageReadCode: 'U', LanguageWriteCode: 'NO' }])
  expect(gaps.map(each => each.path)).toEqual(
    expect.arrayContaining(['CASE[1]/dataLanguage[2]', 'CASE[1]/dataLanguage[3]']),
  )
})

test('school and work are told in the form’s codes, and work that has none in words', () => {
  const of = one.members[0]!.id
  const { made, gaps } = madeOf({
    ...one,
    educations: [
      { id: 'school', of, level: '12', degree: 'BAC' },
      { id: 'other', of, level: null, degree: null },
    ],
    employments: [{ id: 'work', of, type: 'E', occupation: 'HOME', words: 'looks after a house' }],
  })
  expect(made.dataEducation).toMatchObject([
    { EducationLevelCode: '12', DegreeTypeCode: 'BAC' },
    { EducationLevelCode: 'U', DegreeTypeCode: 'U' },
  ])
  expect(made.dataEmployment).toMatchObject([{ OccupationCode: 'U', OccupationText: 'looks after a house' }])
  expect(gaps).toContainEqual({ path: 'CASE[1]/dataEmployment[1]/OccupationCode', why: 'no-code' })
})

test('relatives, aliases and links reach the form with the identifiers that they have', () => {
  const of = one.members[0]!.id
  const { made, document } = madeOf({
    ...one,
    aliases: [{ id: 'alias-1', of, last: 'Other', first: null }],
    links: [{ id: 'link-1', toId: 'case-2', toNumber: '900-77-RST-01' }],
    relatives: [
      {
        id: 'relative-1',
        of,
        name: { ...noName, given: 'Sara', family: 'Example' },
        born: '1950' as PartialDate,
        bornEstimated: true,
        birthCountry: 'SDN',
        birthPlace: null,
        sex: 'female',
        nationality: 'SDN',
        maritalStatus: 'WD',
        relationship: 'PRF',
        residenceCountry: 'MAR',
        deceased: true,
        deceasedOn: '2020-02-03' as PartialDate,
      },
    ],
  })
  expect(made.dataAlias).toEqual([{ AliasGUID: 'alias-1', IndividualGUID: of, IndividualAliasLastName: 'Other' }])
  expect(made.dataProcessGroupCrossReference).toMatchObject([
    { ProcessingGroupGUIDFrom: one.id, ProcessingGroupNumberTo: '900-77-RST-01' },
  ])
  expect(made.dataIndividualRelatives).toMatchObject([
    {
      IndividualRelativesGUID: 'relative-1',
      ResidenceCountryCode: 'MOR',
      Deceased: 'true',
      DeceasedDate: '2020-02-03T00:00:00',
      DateofBirthEstimateFlag: 'true',
    },
  ])
  expect(checkErrf(document, TODAY).filter(each => each.severity === 'error')).toEqual([])
})
