import { encodePng } from '@nansen/biometrics'
import type { ErrfCase, ErrfDocument, Row } from '../src/document.ts'
import { INDICATORS } from '../src/layout.ts'

/** `4.2` -> an identifier in the form of a GUID: the same for the same words. */
const guid = (kind: number, one: number, of = 0): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${of.toString(16).padStart(6, '0')}${one.toString(16).padStart(6, '0')}`

const PHOTO = Buffer.from(
  encodePng({ width: 24, height: 32, dpi: null, pixels: new Uint8Array(24 * 32).map((_, i) => i % 251) }),
).toString('base64')

/** Relationship, sex, marital status, year of birth. The first is the principal applicant. */
const FAMILY = [
  ['PA', 'F', 'MA', 1984],
  ['HUS', 'M', 'MA', 1979],
  ['DAU', 'F', 'SN', 2009],
  ['SON', 'M', 'SN', 2014],
] as const

function individual(one: number, member: number): Row {
  const [, sex, marital, year] = FAMILY[member]!
  return {
    IndividualGUID: guid(1, member, one),
    IndividualID: `900-0${one.toString().padStart(5, '0')}${member}`,
    FamilyName: 'Invented',
    SecondFamilyName: '',
    GivenName: `Ëxample & ${'abcdefgh'[member]} <née>`,
    RegistrationDate: '2021-03-09T00:00:00+02:00',
    DateofBirth: `${year}-06-30T00:00:00`,
    DateofBirthEstimate: member === 1 ? 'true' : '0',
    BirthCountryCode: 'SUD',
    BirthCityTownVillage: ' Wad Madani',
    OriginCountryCode: 'SUD',
    AsylumCountryCode: 'CHD',
    ArrivalDate: '2021-02-28T00:00:00Z',
    SexCode: sex,
    NationalityCode: 'SUD',
    MarriageStatusCode: marital,
    ReligionCode: 'U',
    EthnicityCode: 'U',
    EducationLevelCode: member === 3 ? 'KG' : '8',
    MotherName: 'Invented Mother',
  }
}

/** One family of four who never lived, in every block of generation 4.1. */
const familyOf = (one: number): ErrfCase => ({ ...membersOf(one), ...casePartsOf(one), ...answersOf(one) })

const person = (one: number, member: number): string => guid(1, member, one)

const membersOf = (one: number): ErrfCase => ({
  dataIndividual: FAMILY.map((_, member) => individual(one, member)),
  dataIndividualProcessGroup: FAMILY.map(([relationship], member) => ({
    IndividualProcessingGroupGUID: guid(2, member, one),
    IndividualGUID: person(one, member),
    ProcessingGroupGUID: guid(3, 0, one),
    RelationshipToPrincipalRepresentative: relationship,
  })),
  dataPhotograph: FAMILY.map((_, member) => ({
    PhotoGUID: guid(11, member, one),
    IndividualGUID: person(one, member),
    PhotoTypeCode: '1',
    Photo: PHOTO,
  })),
})

const casePartsOf = (one: number): ErrfCase => ({
  dataProcessGroup: [
    { ProcessingGroupGUID: guid(3, 0, one), ProcessingGroupNumber: `900-${one}-RST-01`, ProcessingGroupSize: '4' },
  ],
  dataProcessGroupCrossReference: [
    {
      ProcessingGroupCrossReferenceGUID: guid(4, 0, one),
      ProcessingGroupGUIDFrom: guid(3, 0, one),
      ProcessingGroupNumberFrom: `900-${one}-RST-01`,
      ProcessingGroupGUIDTo: guid(3, 1, one),
      ProcessingGroupNumberTo: `900-${one}-RST-02`,
    },
  ],
  dataResettlement: [
    {
      IndividualGUID: person(one, 0),
      ResettlementCriteriaCode: 'LPN',
      ResettlementCriteria2Code: 'AWR',
      ResettlementPriorityCode: 'NR',
    },
  ],
})

const answersOf = (one: number): ErrfCase => ({
  dataAddress: [
    {
      ...about(5, 0, one, 'AddressGUID'),
      AddressType: 'CoA',
      AddressCountry: 'CHD',
      LocationLevel1Description: 'Camp',
    },
    { ...about(5, 1, one, 'AddressGUID'), AddressType: 'TEL', AddressCountry: 'CHD', LocationLevel6: '+235 000' },
  ],
  dataAlias: [{ ...about(6, 0, one, 'AliasGUID'), IndividualAliasLastName: 'Other' }],
  dataEducation: [{ ...about(7, 0, one, 'EducationGUID'), EducationLevelCode: 'TC', DegreeTypeCode: 'Tech' }],
  dataEmployment: [
    { ...about(8, 0, one, 'EmploymentGUID'), EmploymentTypeCode: 'E', OccupationCode: '9411', OccupationText: '' },
  ],
  dataIndividualRelatives: [
    {
      ...about(9, 0, one, 'IndividualRelativesGUID'),
      FamilyName: 'Invented',
      RelationshipCode: 'PRM',
      BirthCountryCode: 'SUD',
      ResidenceCountryCode: 'SUD',
      SexCode: 'M',
      NationalityCode: 'SUD',
      Deceased: 'true',
      DeceasedDate: '2019-01-01T00:00:00',
      MarriageStatusCode: 'WD',
    },
  ],
  dataLanguage: [
    {
      ...about(10, 0, one, 'LanguageGUID'),
      LanguageCode: 'ABV',
      LanguageReadCode: 'E',
      LanguageWriteCode: 'N',
      LanguageSpeakCode: 'E',
      LanguageUnderstandCode: 'E',
    },
  ],
  dataVulnerability: [{ ...about(12, 0, one, 'VulnerabilityGUID'), VulnerabilityCode: 'WR' }],
})

/** A row about the principal applicant, with a key of its own. */
const about = (kind: number, number: number, one: number, key: string): Row => ({
  [key]: guid(kind, number, one),
  IndividualGUID: person(one, 0),
})

/** Families who never lived, each a case; nothing is wrong with any. Some texts have what must be escaped, and spaces at their ends. */
export const inventedBatch = (cases: number): ErrfDocument => ({
  generation: '4.1',
  namespace: '',
  indicator: cases > 1 ? INDICATORS.group : INDICATORS.single,
  cases: Array.from({ length: cases }, (_, one) => familyOf(one + 1)),
})

/** The first case with some rows of a block changed. */
export function changed(
  document: ErrfDocument,
  block: keyof ErrfCase,
  change: (rows: readonly Row[]) => readonly Row[],
): ErrfDocument {
  const [first, ...others] = document.cases
  return { ...document, cases: [{ ...first, [block]: change(first?.[block] ?? []) }, ...others] }
}
