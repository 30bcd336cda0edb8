import type { PartialDate } from '@nansen/kernel'
import type { ErrfCase, ErrfDocument, Row } from './document.ts'
import { INDICATORS } from './layout.ts'
import type { Submission, SubmittedLanguage, SubmittedMember, SubmittedName, SubmittedRelative } from './submission.ts'
import { errfCountryOf, isErrfCode, type TableName } from './tables/tables.ts'

/** Something of a case that the form has no word for: it is told as unknown there, or left out. `path` as in findings, below the case. */
export interface Gap {
  readonly path: string
  /** `no-code`: the form's list lacks it. `day-unknown`: the form wants a day, and the first of the year or month stands for it. */
  readonly why: 'no-code' | 'day-unknown'
}

export interface MadeForm {
  readonly document: ErrfDocument
  /** Whoever sends the form sees them first. */
  readonly gaps: readonly Gap[]
}

/**
 * A form of generation 4.1 from cases in our words: UNHCR's codes for countries, the code for unknown where an answer is not known or was
 * refused (decision: a person may refuse), the top code of each need once. It judges nothing: see `checkErrf`.
 */
export function makeErrf(cases: readonly Submission[]): MadeForm {
  const gaps: Gap[] = []
  const document: ErrfDocument = {
    generation: '4.1',
    namespace: '',
    indicator: cases.length > 1 ? INDICATORS.group : INDICATORS.single,
    cases: cases.map((one, i) => new CaseMaker(`CASE[${i + 1}]`, gaps).make(one)),
  }
  return { document, gaps }
}

const UNKNOWN = 'U'
const PRIORITIES = { emergency: 'EM', urgent: 'UG', normal: 'NR' } as const
const SEXES = { female: 'F', male: 'M', other: UNKNOWN, unknown: UNKNOWN } as const

/** Makes the rows of one case and gathers what the form cannot say. */
class CaseMaker {
  readonly #path: string
  readonly #gaps: Gap[]

  constructor(path: string, gaps: Gap[]) {
    this.#path = path
    this.#gaps = gaps
  }

  make(one: Submission): ErrfCase {
    const principal = one.members.find(each => each.relationship === 'PA')
    return withoutEmptyBlocks({
      dataIndividual: one.members.map((each, i) => this.#member(each, `dataIndividual[${i + 1}]`)),
      dataIndividualProcessGroup: one.members.map(({ id, membershipId, relationship }) => ({
        IndividualProcessingGroupGUID: membershipId,
        IndividualGUID: id,
        ProcessingGroupGUID: one.id,
        RelationshipToPrincipalRepresentative: relationship,
      })),
      dataProcessGroup: [
        {
          ProcessingGroupGUID: one.id,
          ProcessingGroupNumber: one.number,
          ProcessingGroupSize: String(one.members.length),
        },
      ],
      dataProcessGroupCrossReference: one.links.map(({ id, toId, toNumber }) => ({
        ProcessingGroupCrossReferenceGUID: id,
        ProcessingGroupGUIDFrom: one.id,
        ProcessingGroupNumberFrom: one.number,
        ProcessingGroupGUIDTo: toId,
        ProcessingGroupNumberTo: toNumber,
      })),
      ...this.#livesOf(one),
      dataIndividualRelatives: one.relatives.map((each, i) =>
        this.#relative(each, `dataIndividualRelatives[${i + 1}]`),
      ),
      dataLanguage: one.languages.flatMap((each, i) => this.#language(each, `dataLanguage[${i + 1}]`)),
      dataPhotograph: one.photos.map(({ id, of, picture }) => ({
        PhotoGUID: id,
        IndividualGUID: of,
        PhotoTypeCode: '1',
        Photo: picture,
      })),
      dataResettlement: [
        {
          IndividualGUID: principal?.id ?? '',
          ResettlementCriteriaCode: one.primary,
          ResettlementCriteria2Code: one.secondary,
          ResettlementPriorityCode: PRIORITIES[one.priority],
        },
      ],
      dataVulnerability: this.#needs(one),
    })
  }

  /** Where people lived, what they are also called, learnt and worked. */
  #livesOf({ addresses, aliases, educations, employments }: Submission): ErrfCase {
    return {
      dataAddress: addresses.map((each, i) => ({
        AddressGUID: each.id,
        IndividualGUID: each.of,
        AddressType: each.type,
        AddressCountry: this.#country(each.country, `dataAddress[${i + 1}]/AddressCountry`),
        ...said(
          Object.fromEntries(each.levels.slice(0, 5).map((text, j) => [`LocationLevel${j + 1}Description`, text])),
        ),
        ...said({ LocationLevel6: each.detail }),
      })),
      dataAlias: aliases.map(({ id, of, last, first }) => ({
        AliasGUID: id,
        IndividualGUID: of,
        IndividualAliasLastName: last,
        ...said({ IndividualAliasFirstName: first }),
      })),
      dataEducation: educations.map(({ id, of, level, degree }, i) => ({
        EducationGUID: id,
        IndividualGUID: of,
        EducationLevelCode: this.#code('EducationLevel', level, `dataEducation[${i + 1}]/EducationLevelCode`),
        DegreeTypeCode: this.#code('EducationDegreeType', degree, `dataEducation[${i + 1}]/DegreeTypeCode`),
      })),
      dataEmployment: employments.map(({ id, of, type, occupation, words }, i) => ({
        EmploymentGUID: id,
        IndividualGUID: of,
        EmploymentTypeCode: type,
        OccupationCode: this.#code('Occupation', occupation, `dataEmployment[${i + 1}]/OccupationCode`),
        OccupationText: words,
      })),
    }
  }

  #member(one: SubmittedMember, path: string): Row {
    return {
      IndividualGUID: one.id,
      IndividualID: one.number,
      ...namesOf(one.name),
      RegistrationDate: momentOf(one.registeredOn as PartialDate),
      ...this.#birth(one, 'DateofBirthEstimate'),
      BirthCountryCode: this.#country(one.birthCountry, `${path}/BirthCountryCode`),
      ...said({ BirthCityTownVillage: one.birthPlace }),
      OriginCountryCode: this.#country(one.originCountry, `${path}/OriginCountryCode`),
      AsylumCountryCode: this.#country(one.asylumCountry, `${path}/AsylumCountryCode`),
      ...said({ ArrivalDate: this.#day(one.arrivedOn, `${path}/ArrivalDate`) }),
      SexCode: SEXES[one.sex],
      NationalityCode: this.#country(one.nationality, `${path}/NationalityCode`),
      MarriageStatusCode: this.#code('MaritalStatus', one.maritalStatus, `${path}/MarriageStatusCode`),
      ReligionCode: this.#code('Religion', one.religion, `${path}/ReligionCode`),
      EthnicityCode: this.#code('Ethnicity', one.ethnicity, `${path}/EthnicityCode`),
      EducationLevelCode: this.#code('EducationLevel', one.education, `${path}/EducationLevelCode`),
      ...said({ MotherName: one.motherName, FatherName: one.fatherName }),
    }
  }

  #relative(one: SubmittedRelative, path: string): Row {
    return {
      IndividualRelativesGUID: one.id,
      IndividualGUID: one.of,
      ...namesOf(one.name),
      RelationshipCode: one.relationship,
      ...this.#birth(one, 'DateofBirthEstimateFlag'),
      BirthCountryCode: this.#country(one.birthCountry, `${path}/BirthCountryCode`),
      ...said({ BirthCityTownVillage: one.birthPlace }),
      ResidenceCountryCode: this.#country(one.residenceCountry, `${path}/ResidenceCountryCode`),
      SexCode: SEXES[one.sex],
      NationalityCode: this.#country(one.nationality, `${path}/NationalityCode`),
      Deceased: String(one.deceased),
      ...said({ DeceasedDate: this.#day(one.deceasedOn, `${path}/DeceasedDate`) }),
      MarriageStatusCode: this.#code('MaritalStatus', one.maritalStatus, `${path}/MarriageStatusCode`),
    }
  }

  /** Half a date becomes its first day, and the form's flag says so. */
  #birth({ born, bornEstimated }: SubmittedMember | SubmittedRelative, flag: string): Row {
    const estimated = bornEstimated || (born !== null && born.length < 10)
    return { ...said({ DateofBirth: born === null ? null : momentOf(born) }), [flag]: String(estimated) }
  }

  #language(one: SubmittedLanguage, path: string): readonly Row[] {
    if (one.code === null || !isErrfCode('Language', one.code)) {
      this.#gap(path, 'no-code') // the list of languages has no code for unknown
      return []
    }
    return [
      {
        LanguageGUID: one.id,
        IndividualGUID: one.of,
        LanguageCode: one.code,
        LanguageReadCode: one.read ?? UNKNOWN,
        LanguageWriteCode: one.write ?? UNKNOWN,
        LanguageSpeakCode: one.speak ?? UNKNOWN,
        LanguageUnderstandCode: one.understand ?? UNKNOWN,
      },
    ]
  }

  /** The form knows top codes only, and not all of them: each once a member. */
  #needs({ needs }: Submission): readonly Row[] {
    const seen = new Set<string>()
    return needs.flatMap(({ id, of, code }, i) => {
      const top = code.split('-')[0]!
      if (seen.has(`${of} ${top}`)) return []
      seen.add(`${of} ${top}`)
      if (isErrfCode('Vulnerability', top))
        return [{ VulnerabilityGUID: id, IndividualGUID: of, VulnerabilityCode: top }]
      this.#gap(`dataVulnerability[${i + 1}]`, 'no-code')
      return []
    })
  }

  #country(iso: string | null, path: string): string {
    if (iso === null) return UNKNOWN
    const code = errfCountryOf(iso)
    if (code === null) this.#gap(path, 'no-code')
    return code ?? UNKNOWN
  }

  #code(table: TableName, code: string | null, path: string): string {
    if (code === null || isErrfCode(table, code)) return code ?? UNKNOWN
    this.#gap(path, 'no-code')
    return UNKNOWN
  }

  #day(date: PartialDate | null, path: string): string | null {
    if (date === null) return null
    if (date.length < 10) this.#gap(path, 'day-unknown')
    return momentOf(date)
  }

  #gap(path: string, why: Gap['why']): void {
    this.#gaps.push({ path: `${this.#path}/${path}`, why })
  }
}

/** The day without a zone: a zone would move it for whoever reads it elsewhere. */
const momentOf = (date: PartialDate): string => `${(date + '-01-01'.slice(date.length - 4)).slice(0, 10)}T00:00:00`

/** The form wants a family name of everybody. Who has none gets the last part that there is, and it is not said twice. */
function namesOf({ family, middle, given, secondFamily, maiden }: SubmittedName): Row {
  const last = family ?? middle ?? given ?? ''
  return {
    FamilyName: last,
    ...said({
      SecondFamilyName: secondFamily,
      GivenName: family === null && middle === null ? null : given,
      MiddleName: family === null ? null : middle,
      MaidenName: maiden,
    }),
  }
}

/** What is not said is left out. */
const said = (texts: Readonly<Record<string, string | null>>): Row =>
  Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''))

const withoutEmptyBlocks = (one: ErrfCase): ErrfCase =>
  Object.fromEntries(Object.entries(one).filter(([, rows]) => rows.length > 0))
