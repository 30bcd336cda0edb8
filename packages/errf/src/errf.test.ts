import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { changed, inventedBatch } from '../test/batch.ts'
import { validateErrf } from './check.ts'
import { ERRF_NAMESPACE } from './document.ts'
import { LAYOUTS } from './layout.ts'
import { readErrf } from './read.ts'
import { writeErrf } from './write.ts'

const TODAY = '2026-11-22'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Public schemas and samples of the form (MIT), where they are; the repository holds none of them. */
const REFERENCE = join(import.meta.dirname, '../../../../shared/data/reference/erff')
const SCHEMAS = { '3.1': 'xsd/v3_1/rrf-v3.xsd', '4.1': 'xsd/v4_1/rrf-v4.xsd' } as const
const isHere = existsSync(join(REFERENCE, 'samples'))
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined

const folder = mkdtempSync(join(tmpdir(), 'nansen-errf-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What `xmllint` says against a public schema, which is of no namespace; empty: it accepts the file. */
function schemaSays(xml: string, schema: string): string {
  const file = join(folder, 'form.xml')
  writeFileSync(file, xml)
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', schema, file], {
    encoding: 'utf8',
  })
  return status === 0 ? '' : stderr
}

/** A schema as it would be, were it of the namespace that the form's files stand in. */
function inNamespace(schema: string): string {
  const file = join(folder, 'namespace.xsd')
  const text = readFileSync(schema, 'utf8').replace(
    '<xs:schema ',
    `<xs:schema targetNamespace="${ERRF_NAMESPACE}" xmlns="${ERRF_NAMESPACE}" `,
  )
  writeFileSync(file, text)
  return file
}

/** Every element with text only, in order, found without our reader: what must not be lost. */
const leavesOf = (xml: string): readonly (readonly [name: string, text: string])[] =>
  [
    ...xml
      .replace(/\r\n/g, '\n')
      .replace(/<!--[\s\S]*?-->/g, '')
      .matchAll(/<(\w+)>([^<]*)<\/\1>|<(\w+)\/>/g),
  ].map(([, name, text, empty]) => [name ?? empty!, text ?? ''])

describe.skipIf(!isHere)('the public samples (skipped where they are not beside the repository)', () => {
  const samples = isHere ? readdirSync(join(REFERENCE, 'samples')) : []

  test('are three', () => expect(samples).toHaveLength(3))

  test.each(samples)('%s comes back with every element and every text', name => {
    const sample = readFileSync(join(REFERENCE, 'samples', name))
    const { document, findings } = readErrf(sample)
    expect(findings).toEqual([])
    expect(document).toMatchObject({ generation: '4.1', namespace: ERRF_NAMESPACE })
    const written = writeErrf(document!)
    expect(leavesOf(sample.toString()).length).toBeGreaterThan(60)
    expect(leavesOf(written)).toEqual(leavesOf(sample.toString()))
    expect(readErrf(bytes(written)).document).toEqual(document)
  })

  test.skipIf(!hasXmllint).each(samples)('%s, written again, is accepted by xmllint', name => {
    const { document } = readErrf(readFileSync(join(REFERENCE, 'samples', name)))
    const schema = join(REFERENCE, SCHEMAS['4.1'])
    expect(schemaSays(writeErrf(document!), inNamespace(schema))).toBe('')
    expect(schemaSays(writeErrf({ ...document!, namespace: '' }), schema)).toBe('')
  })

  test.each(samples)('%s is refused for nothing but the cross-reference that one of them has twice', name => {
    const errors = validateErrf(readFileSync(join(REFERENCE, 'samples', name)), TODAY).filter(
      each => each.severity === 'error',
    )
    expect(errors.map(each => [each.code, each.path, each.line])).toEqual(
      name === 'V4-TEST-CrossReference.xml' ? [['same-link', 'CASE[1]/dataProcessGroupCrossReference[2]', 178]] : [],
    )
  })
})

describe.skipIf(!isHere || !hasXmllint)('the public schemas (skipped without them or xmllint)', () => {
  test('accept a batch of two hundred invented cases, written in no namespace', () => {
    expect(schemaSays(writeErrf(inventedBatch(200)), join(REFERENCE, SCHEMAS['4.1']))).toBe('')
  })

  test('and our reader refuse the same files', () => {
    const xml = writeErrf(inventedBatch(1))
    const schema = join(REFERENCE, SCHEMAS['4.1'])
    const broken = Object.entries(BROKEN).map(([what, [from, to]]) => ({ what, text: xml.replace(from, to) }))
    for (const { what, text } of broken) {
      expect(text, what).not.toBe(xml)
      expect(schemaSays(text, schema), what).toContain('fails to validate')
      expect(readErrf(bytes(text)).findings, what).not.toEqual([])
    }
  })

  test('have the elements, orders and types that the layouts say', () => {
    for (const generation of ['3.1', '4.1'] as const) {
      const schema = execFileSync('xmllint', ['--noblanks', join(REFERENCE, SCHEMAS[generation])], { encoding: 'utf8' })
      const elements = [...schema.matchAll(/<xs:element ([^>]*)>/g)].map(([, attributes = '']) => {
        const of = (name: string): string | null => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? null
        return {
          name: of('name'),
          optional: of('minOccurs') === '0',
          many: of('maxOccurs') === 'unbounded',
          type: of('type'),
        }
      })
      const said = LAYOUTS[generation].blocks.flatMap(({ name, least, many, fields }) => [
        { name, optional: least === 0, many, type: null },
        ...fields.map(field => ({ name: field.name, optional: field.optional, many: false, type: TYPES[field.kind] })),
      ])
      const isPhoto = (name: string | null): boolean => name === 'Photo'
      const plain = (all: typeof elements) => all.map(each => (isPhoto(each.name) ? { ...each, type: null } : each))
      expect(plain(said)).toEqual(plain(elements.slice(elements.findIndex(each => each.name === 'CASE') + 1)))
    }
  })
})

/** Our kinds in the words of XML Schema; a photo is of no type in 4.1 and a text in 3.1. */
const TYPES = {
  text: 'xs:string',
  moment: 'xs:dateTime',
  boolean: 'xs:boolean',
  short: 'xs:short',
  byte: 'xs:byte',
  photo: null,
}

/** What is done to a good file, so that no schema accepts it. */
const BROKEN: Readonly<Record<string, readonly [RegExp, string]>> = {
  'an element that the form does not know': [/<SexCode>F<\/SexCode>/, '<SexCode>F</SexCode><Shoes>38</Shoes>'],
  'an element that is missing': [/<SexCode>F<\/SexCode>/, ''],
  'an element that stands twice': [/<SexCode>F<\/SexCode>/, '<SexCode>F</SexCode><SexCode>F</SexCode>'],
  'elements in another order': [/(<SexCode>F<\/SexCode>)\s*(<NationalityCode>SUD<\/NationalityCode>)/, '$2$1'],
  'blocks in another order': [
    /(<dataResettlement>[\s\S]*<\/dataResettlement>)\s*(<dataVulnerability>[\s\S]*<\/dataVulnerability>)/,
    '$2$1',
  ],
  'a block that is missing': [/<dataResettlement>[\s\S]*<\/dataResettlement>/, ''],
  'a block that stands twice': [/(<dataResettlement>[\s\S]*<\/dataResettlement>)/, '$1$1'],
  'a day that is none': [/2021-03-09T00:00:00\+02:00/, '2021-02-30T00:00:00'],
  'a date without time': [/2021-03-09T00:00:00\+02:00/, '2021-03-09'],
  'a yes that is none': [/<DateofBirthEstimate>0</, '<DateofBirthEstimate>yes<'],
  'a number that is too large': [/<ProcessingGroupSize>4</, '<ProcessingGroupSize>40000<'],
  'another way of submitting': [/Single Submission/, 'Submission'],
  'text between elements': [/<dataAlias>/, '<dataAlias>SNOWY'],
  'an element where text should stand': [/<FamilyName>Invented</, '<FamilyName><b>x</b><'],
  'an attribute': [/<FamilyName>/, '<FamilyName lang="en">'],
  'no case at all': [/<CASE>[\s\S]*<\/CASE>/, ''],
  'another name of the root': [/UNHCR_RRF/g, 'UNHCR_RF'],
  'another namespace': [/<UNHCR_RRF>/, '<UNHCR_RRF xmlns="urn:other">'],
}

test('invented cases come back as they were, alone and two hundred at once, in the namespace and in none', () => {
  for (const cases of [1, 200])
    for (const namespace of [ERRF_NAMESPACE, ''] as const) {
      const document = { ...inventedBatch(cases), namespace }
      expect(readErrf(bytes(writeErrf(document)))).toMatchObject({ document, findings: [] })
    }
})

test('every breach of the structure is found, with its line', () => {
  const xml = writeErrf(inventedBatch(1))
  expect(readErrf(bytes(xml)).findings).toEqual([])
  for (const [what, [from, to]] of Object.entries(BROKEN)) {
    const { findings } = readErrf(bytes(xml.replace(from, to)))
    expect(findings.length, what).toBeGreaterThan(0)
    for (const { severity, line, says, remedy } of findings) {
      expect([severity, line !== null && line > 0], what).toEqual(['error', true])
      expect(`${says} ${remedy}`, what).not.toMatch(/[{}]|undefined/)
    }
  }
})

test('a text that XML cannot carry, and an element of another generation, are refused before anything is written', () => {
  const one = inventedBatch(1)
  const withText = (text: string) => changed(one, 'dataAlias', ([row]) => [{ ...row, IndividualAliasLastName: text }])
  for (const text of ['a\u0000b', '\uD800', 'a\uFFFF'])
    expect(() => writeErrf(withText(text))).toThrow('dataAlias[1]/IndividualAliasLastName')
  expect(() => writeErrf({ ...one, generation: '3.1' })).toThrow('is no element of this form')
  const kept = withText(' \t a\r\nb ]]> "\'&amp; ')
  expect(readErrf(bytes(writeErrf(kept))).document).toEqual(kept)
})

/** Generation 3.1: one case, no identifiers but numbers, photo and relationship with the person. */
const OLDER = `<?xml version="1.0" encoding="utf-8"?>
<UNHCR_RRF xmlns="${ERRF_NAMESPACE}"><RRFBATCHTYPE><GroupIndividualIndicator>Single Submission</GroupIndividualIndicator></RRFBATCHTYPE><CASE>
<dataIndividual><IndividualID>900-1</IndividualID><ConcatenatedName>INVENTED Example</ConcatenatedName><FamilyName>INVENTED</FamilyName>
<GivenName>Example</GivenName><RegistrationDate>2021-03-09T00:00:00</RegistrationDate><DateofBirth>1984-06-30T00:00:00</DateofBirth>
<BirthCountryCode>SUD</BirthCountryCode><BirthCityTownVillage/><OriginCountryCode>SUD</OriginCountryCode><AsylumCountryCode>CHD</AsylumCountryCode>
<ArrivalDate>2021-02-28T00:00:00</ArrivalDate><SexCode>F</SexCode><NationalityCode>SUD</NationalityCode><MarriageStatusCode>SN</MarriageStatusCode>
<ReligionCode>U</ReligionCode><EthnicityCode>U</EthnicityCode><EducationLevelCode>8</EducationLevelCode><MotherName/><FatherName/>
<RelationshipToPrincipalRepresentative>PA</RelationshipToPrincipalRepresentative><Photo>PHOTO</Photo></dataIndividual>
<dataProcessGroup><ProcessingGroupNumber>900-16C00001</ProcessingGroupNumber><ProcessingGroupSize>1</ProcessingGroupSize></dataProcessGroup>
<dataAddress><IndividualID>900-1</IndividualID><AddressType>COA</AddressType><AddressCountry>CHD</AddressCountry><LocationLevel1Description/>
<LocationLevel2Description/><LocationLevel3Description/><LocationLevel4Description/><LocationLevel6/></dataAddress>
<dataResettlement><IndividualID>900-1</IndividualID><ResettlementCriteriaCode>LPN</ResettlementCriteriaCode>
<ResettlementCriteriaCode2>AWR</ResettlementCriteriaCode2><ResettlementPriorityCode>NR</ResettlementPriorityCode></dataResettlement>
<dataDocument><IndividualID>900-1</IndividualID><DocumentNumber>P00 1234</DocumentNumber></dataDocument></CASE></UNHCR_RRF>`

const older = OLDER.replace('PHOTO', inventedBatch(1).cases[0]!.dataPhotograph![0]!.Photo!)

test('generation 3.1 is read, judged by its own rules, and comes back as it was', () => {
  const { document, findings } = readErrf(bytes(older))
  expect(findings).toEqual([])
  expect(document?.generation).toBe('3.1')
  expect(leavesOf(writeErrf(document!))).toEqual(leavesOf(older))
  expect(validateErrf(bytes(older), TODAY)).toEqual([])
  const codesOf = (text: string) => validateErrf(bytes(text), TODAY).map(each => each.code)
  expect(codesOf(older.replace('P00 1234', 'P00/1234'))).toEqual(['document-number'])
  expect(codesOf(older.replace('>PA<', '>WIF<'))).toEqual(['no-principal'])
  expect(codesOf(older.replace('Size>1<', 'Size>128<'))).toEqual(['number', 'size'])
  expect(codesOf(older.replaceAll('>900-1<', '>900-2<').replace('>900-2<', '>900-1<'))).toContain('no-person')
})

test.skipIf(!isHere || !hasXmllint)('the public schema of 3.1 accepts what the test above reads', () => {
  expect(schemaSays(older, inNamespace(join(REFERENCE, SCHEMAS['3.1'])))).toBe('')
})

test('a newer generation is named, not guessed at', () => {
  const newer = writeErrf(inventedBatch(1)).replace('<dataAlias>', '<dataContact></dataContact><dataAlias>')
  expect(validateErrf(bytes(newer), TODAY).map(each => each.code)).toEqual(['newer'])
})

test('what is no form, no XML or too large is one finding in words', () => {
  const one = (text: string) => validateErrf(bytes(text), TODAY).map(({ code, line, says }) => ({ code, line, says }))
  expect(one('<html/>')).toEqual([{ code: 'not-a-form', line: 1, says: expect.stringContaining('<html>') }])
  expect(one('<a>\n<b></a>')).toEqual([{ code: 'xml', line: 2, says: expect.stringContaining('</a> closes <b>') }])
  const small = { bytes: 100, depth: 16, elements: 100, text: 100, attributes: 16 }
  expect(validateErrf(bytes(older), TODAY, small).map(each => each.code)).toEqual(['xml'])
})
