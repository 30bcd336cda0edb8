import type { TableName } from './tables/tables.ts'

/** What an element holds, by the types of the schemas. */
export type Kind = 'text' | 'moment' | 'boolean' | 'short' | 'byte' | 'photo'

export interface Field {
  readonly name: string
  readonly kind: Kind
  /** May be left out. */
  readonly optional: boolean
  /** The list that its codes are of. */
  readonly table: TableName | null
  /** The schema wants the element, but receiving states take it empty. */
  readonly mayBeEmpty: boolean
}

/** A block of a case: elements of one name, in one place of the order. */
export interface Block {
  readonly name: BlockName
  readonly least: 0 | 1
  readonly many: boolean
  readonly fields: readonly Field[]
}

export type Generation = '3.1' | '4.1'

export type BlockName =
  | 'dataIndividual'
  | 'dataIndividualProcessGroup'
  | 'dataProcessGroup'
  | 'dataProcessGroupCrossReference'
  | 'dataAddress'
  | 'dataAlias'
  | 'dataEducation'
  | 'dataEmployment'
  | 'dataIndividualRelatives'
  | 'dataLanguage'
  | 'dataPhotograph'
  | 'dataResettlement'
  | 'dataVulnerability'
  | 'dataDocument'

export const INDICATORS = { single: 'Single Submission', group: 'Group Submission' } as const

/** `Name`, then `?` optional, `~` may be empty, `:kind`, `@Table`. */
const field = (said: string): Field => {
  const [, name = '', marks = '', kind = 'text', table = null] = /^(\w+)([?~]*)(?::(\w+))?(?:@(\w+))?$/.exec(said) ?? []
  return {
    name,
    kind: kind as Kind,
    optional: marks.includes('?'),
    table: table as TableName | null,
    mayBeEmpty: marks.includes('~'),
  }
}

/** The mark of how often: `1` exactly once, `+` at least once, `*` any number. */
const block = (name: BlockName, often: '1' | '+' | '*', fields: string): Block => ({
  name,
  least: often === '*' ? 0 : 1,
  many: often !== '1',
  fields: fields.trim().split(/\s+/).map(field),
})

const CASE_4_1: readonly Block[] = [
  block(
    'dataIndividual',
    '+',
    `IndividualGUID IndividualID FamilyName SecondFamilyName? GivenName? MiddleName? MaidenName? RegistrationDate:moment
     DateofBirth?:moment DateofBirthEstimate:boolean BirthCountryCode@Country BirthCityTownVillage? OriginCountryCode@Country
     AsylumCountryCode@Country ArrivalDate?:moment SexCode@Sex NationalityCode@Country MarriageStatusCode@MaritalStatus
     ReligionCode@Religion EthnicityCode@Ethnicity EducationLevelCode@EducationLevel MotherName? FatherName?`,
  ),
  block(
    'dataIndividualProcessGroup',
    '+',
    `IndividualProcessingGroupGUID IndividualGUID ProcessingGroupGUID RelationshipToPrincipalRepresentative@Relationship`,
  ),
  block('dataProcessGroup', '1', 'ProcessingGroupGUID ProcessingGroupNumber ProcessingGroupSize:short'),
  block(
    'dataProcessGroupCrossReference',
    '*',
    `ProcessingGroupCrossReferenceGUID ProcessingGroupGUIDFrom ProcessingGroupNumberFrom ProcessingGroupGUIDTo ProcessingGroupNumberTo`,
  ),
  block(
    'dataAddress',
    '*',
    `AddressGUID IndividualGUID AddressType@AddressType AddressCountry@Country AddressPostal? LocationLevel1Description?
     LocationLevel2Description? LocationLevel3Description? LocationLevel4Description? LocationLevel5Description? LocationLevel6?`,
  ),
  block('dataAlias', '*', 'AliasGUID IndividualGUID IndividualAliasLastName~ IndividualAliasFirstName?'),
  block(
    'dataEducation',
    '*',
    'EducationGUID IndividualGUID EducationLevelCode@EducationLevel DegreeTypeCode~@EducationDegreeType',
  ),
  block(
    'dataEmployment',
    '*',
    'EmploymentGUID IndividualGUID EmploymentTypeCode@EmploymentType OccupationCode@Occupation OccupationText~',
  ),
  block(
    'dataIndividualRelatives',
    '*',
    `IndividualRelativesGUID IndividualGUID FamilyName SecondFamilyName? GivenName? MiddleName? MaidenName? RelationshipCode@Relationship
     DateofBirth?:moment DateofBirthEstimateFlag?:boolean BirthCountryCode~@Country BirthCityTownVillage? ResidenceCountryCode@Country
     SexCode@Sex NationalityCode@Country Deceased:boolean DeceasedDate?:moment MarriageStatusCode@MaritalStatus`,
  ),
  block(
    'dataLanguage',
    '*',
    `LanguageGUID IndividualGUID LanguageCode@Language LanguageReadCode@LanguageLevel LanguageWriteCode@LanguageLevel
     LanguageSpeakCode@LanguageLevel LanguageUnderstandCode@LanguageLevel`,
  ),
  block('dataPhotograph', '*', 'PhotoGUID IndividualGUID PhotoTypeCode:short Photo:photo'),
  block(
    'dataResettlement',
    '1',
    `IndividualGUID ResettlementCriteriaCode@ResettlementCriteria ResettlementCriteria2Code?@ResettlementCriteria
     ResettlementPriorityCode@ResettlementPriority`,
  ),
  block('dataVulnerability', '*', 'VulnerabilityGUID IndividualGUID VulnerabilityCode@Vulnerability'),
]

const CASE_3_1: readonly Block[] = [
  block(
    'dataIndividual',
    '+',
    `IndividualID ConcatenatedName FamilyName GivenName RegistrationDate?:moment DateofBirth:moment BirthCountryCode@Country
     BirthCityTownVillage~ OriginCountryCode@Country AsylumCountryCode@Country ArrivalDate?:moment SexCode@Sex NationalityCode@Country
     MarriageStatusCode@MaritalStatus ReligionCode@Religion EthnicityCode@Ethnicity EducationLevelCode@EducationLevel MotherName~
     FatherName~ RelationshipToPrincipalRepresentative@Relationship Photo:photo`,
  ),
  block('dataProcessGroup', '1', 'ProcessingGroupNumber ProcessingGroupSize:byte'),
  block('dataProcessGroupCrossReference', '*', 'ProcessingGroupNumberFrom ProcessingGroupNumberTo'),
  block(
    'dataAddress',
    '1',
    `IndividualID AddressType@AddressType AddressCountry@Country LocationLevel1Description~ LocationLevel2Description~
     LocationLevel3Description~ LocationLevel4Description~ LocationLevel6~`,
  ),
  block('dataAlias', '*', 'IndividualID IndividualAliasLastName~ IndividualAliasFirstName~'),
  block('dataEducation', '*', 'IndividualID EducationLevelCode@EducationLevel'),
  block(
    'dataEmployment',
    '*',
    'IndividualID EmploymentTypeCode@EmploymentType OccupationCode@Occupation OccupationText~',
  ),
  block(
    'dataIndividualRelatives',
    '*',
    `IndividualID FamilyName GivenName~ RelationshipCode@Relationship ResidenceCountryCode@Country SexCode@Sex NationalityCode@Country
     MarriageStatusCode@MaritalStatus`,
  ),
  block(
    'dataLanguage',
    '*',
    `IndividualID LanguageCode@Language LanguageReadCode@LanguageLevel LanguageWriteCode@LanguageLevel
     LanguageSpeakCode@LanguageLevel LanguageUnderstandCode@LanguageLevel`,
  ),
  block(
    'dataResettlement',
    '1',
    `IndividualID ResettlementCriteriaCode@ResettlementCriteria ResettlementCriteriaCode2~@ResettlementCriteria
     ResettlementPriorityCode@ResettlementPriority`,
  ),
  block('dataDocument', '*', 'IndividualID DocumentNumber'),
]

/** One generation of the form: the blocks of a case in their order, after the public schemas `rrf-v3.xsd` and `rrf-v4.xsd`. */
export const LAYOUTS: Readonly<
  Record<Generation, { readonly blocks: readonly Block[]; readonly manyCases: boolean; readonly personKey: string }>
> = {
  '3.1': { blocks: CASE_3_1, manyCases: false, personKey: 'IndividualID' },
  '4.1': { blocks: CASE_4_1, manyCases: true, personKey: 'IndividualGUID' },
}
