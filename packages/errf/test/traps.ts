import type { ErrfDocument, Row } from '../src/document.ts'
import { changed, inventedBatch } from './batch.ts'

const good = inventedBatch(1)

type Block = Parameters<typeof changed>[1]

/** The row at a place of a block with other texts; `undefined` leaves an element out. */
export const at = (block: Block, place: number, texts: Readonly<Record<string, string | undefined>>): ErrfDocument =>
  changed(good, block, rows => rows.map((row, i) => (i === place ? withTexts(row, texts) : row)))

const withTexts = (row: Row, texts: Readonly<Record<string, string | undefined>>): Row =>
  Object.fromEntries(
    Object.entries({ ...row, ...texts }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

const again = (block: Block, texts: Readonly<Record<string, string>>): ErrfDocument =>
  changed(good, block, rows => [...rows, { ...rows[0], ...texts }])
const photo = (bytes: Uint8Array): ErrfDocument =>
  at('dataPhotograph', 0, { Photo: Buffer.from(bytes).toString('base64') })
const own = Buffer.from(good.cases[0]!.dataPhotograph![0]!.Photo!, 'base64')
/** As many bytes as need two signs of padding. */
const padded = Buffer.concat([own, new Uint8Array((4 - (own.length % 3)) % 3)]).toString('base64')
const narrow = Buffer.from(own)
narrow.writeUInt32BE(10, 16)
const OTHER = '0000000f-0000-4000-8000-000000000000'

/** What is done to a case in which nothing is wrong, and all that is then said: kind, gravity, path below the case. */
export const TRAPS: readonly (readonly [what: string, form: ErrfDocument, said: readonly string[]])[] = [
  ['one case as a group', { ...good, indicator: 'Group Submission' }, ['indicator-count error RRFBATCHTYPE[1]']],
  [
    'many cases as one',
    { ...inventedBatch(2), indicator: 'Single Submission' },
    ['indicator-count error RRFBATCHTYPE[1]'],
  ],
  [
    'AUS in an imported file',
    at('dataIndividual', 0, { BirthCountryCode: 'AUS' }),
    ['false-friend notice dataIndividual[1]/BirthCountryCode'],
  ],
  [
    'Egypt as ISO has it',
    at('dataIndividual', 0, { BirthCountryCode: 'EGY' }),
    ['iso-country error dataIndividual[1]/BirthCountryCode'],
  ],
  [
    'a country in small letters',
    at('dataAddress', 0, { AddressCountry: 'chd' }),
    ['other-case error dataAddress[1]/AddressCountry'],
  ],
  [
    'a country that is none',
    at('dataAddress', 0, { AddressCountry: 'QQQ' }),
    ['unknown-code error dataAddress[1]/AddressCountry'],
  ],
  [
    'Arabic as ISO has it',
    at('dataLanguage', 0, { LanguageCode: 'ARA' }),
    ['false-friend warning dataLanguage[1]/LanguageCode'],
  ],
  [
    'Tigrinya as ISO has it',
    at('dataLanguage', 0, { LanguageCode: 'TIR' }),
    ['false-friend warning dataLanguage[1]/LanguageCode'],
  ],
  [
    'an occupation whose zero was lost',
    at('dataEmployment', 0, { OccupationCode: '210' }),
    ['other-case error dataEmployment[1]/OccupationCode'],
  ],
  [
    'a code left empty',
    at('dataIndividual', 1, { EthnicityCode: '' }),
    ['empty error dataIndividual[2]/EthnicityCode'],
  ],
  [
    'a diploma left empty',
    at('dataEducation', 0, { DegreeTypeCode: '' }),
    ['empty notice dataEducation[1]/DegreeTypeCode'],
  ],
  [
    'nothing chosen',
    at('dataIndividual', 1, { EthnicityCode: '-' }),
    ['nothing-chosen warning dataIndividual[2]/EthnicityCode'],
  ],
  ['no family name', at('dataIndividual', 1, { FamilyName: ' ' }), ['empty error dataIndividual[2]/FamilyName']],
  [
    'a name with a digit',
    at('dataIndividual', 1, { GivenName: 'Ali2' }),
    ['name-digit error dataIndividual[2]/GivenName'],
  ],
  [
    'a name with an Arabic digit',
    at('dataIndividual', 1, { GivenName: 'Ali٢' }),
    ['name-digit error dataIndividual[2]/GivenName'],
  ],
  [
    'a name with a control character',
    at('dataAlias', 0, { IndividualAliasFirstName: 'A\tb' }),
    ['name-character error dataAlias[1]/IndividualAliasFirstName'],
  ],
  [
    'an Arabic name in a Latin field',
    at('dataIndividual', 1, { GivenName: 'علي' }),
    ['name-script warning dataIndividual[2]/GivenName'],
  ],
  [
    'nobody the principal applicant',
    at('dataIndividualProcessGroup', 0, { RelationshipToPrincipalRepresentative: 'U' }),
    ['no-principal error'],
  ],
  [
    'two principal applicants',
    at('dataIndividualProcessGroup', 2, { RelationshipToPrincipalRepresentative: 'PA' }),
    ['two-principals error'],
  ],
  [
    'the size after a birth',
    at('dataProcessGroup', 0, { ProcessingGroupSize: '3' }),
    ['size error dataProcessGroup[1]/ProcessingGroupSize'],
  ],
  [
    'a short number',
    at('dataProcessGroup', 0, { ProcessingGroupNumber: '9-1' }),
    [
      'short-number error dataProcessGroup[1]/ProcessingGroupNumber',
      'link-elsewhere warning dataProcessGroupCrossReference[1]',
    ],
  ],
  [
    'no address in the country of asylum',
    at('dataAddress', 0, { AddressType: 'PCoA' }),
    ['no-asylum-address error dataIndividual[1]'],
  ],
  ['an address type in other letters', at('dataAddress', 0, { AddressType: 'COA' }), []],
  [
    'two addresses in the country of asylum',
    again('dataAddress', { AddressGUID: OTHER }),
    ['two-asylum-addresses error dataIndividual[1]'],
  ],
  [
    'a telephone without a number',
    at('dataAddress', 1, { LocationLevel6: undefined }),
    ['no-telephone error dataAddress[2]'],
  ],
  ['no day of arrival', at('dataIndividual', 0, { ArrivalDate: undefined }), ['no-arrival error dataIndividual[1]']],
  ['no day of arrival of another member', at('dataIndividual', 1, { ArrivalDate: undefined }), []],
  [
    'a member without membership',
    changed(good, 'dataIndividualProcessGroup', rows => rows.slice(0, 3)),
    ['no-membership error dataIndividual[4]'],
  ],
  [
    'a member with two memberships',
    again('dataIndividualProcessGroup', { IndividualProcessingGroupGUID: OTHER }),
    ['two-memberships error dataIndividual[1]'],
  ],
  [
    'a membership of another case',
    at('dataIndividualProcessGroup', 2, { ProcessingGroupGUID: OTHER }),
    ['other-case-key error dataIndividualProcessGroup[3]/ProcessingGroupGUID'],
  ],
  [
    'an alias of nobody',
    at('dataAlias', 0, { IndividualGUID: OTHER }),
    ['no-person error dataAlias[1]/IndividualGUID'],
  ],
  [
    'one number for two people',
    at('dataIndividual', 1, { IndividualID: '900-0000010' }),
    ['same-key error dataIndividual[2]/IndividualID'],
  ],
  [
    'one identifier for two photos',
    at('dataPhotograph', 1, { PhotoGUID: good.cases[0]!.dataPhotograph![0]!.PhotoGUID! }),
    ['same-key error dataPhotograph[2]/PhotoGUID'],
  ],
  [
    'a cross-reference twice',
    again('dataProcessGroupCrossReference', {}),
    ['same-link error dataProcessGroupCrossReference[2]'],
  ],
  [
    'a cross-reference to itself',
    at('dataProcessGroupCrossReference', 0, { ProcessingGroupNumberTo: '900-1-RST-01' }),
    ['link-to-itself error dataProcessGroupCrossReference[1]'],
  ],
  [
    'no photo of one member',
    changed(good, 'dataPhotograph', rows => rows.slice(1)),
    ['no-photo warning dataIndividual[1]'],
  ],
  ['an empty photo', at('dataPhotograph', 0, { Photo: ' ' }), ['photo-empty error dataPhotograph[1]/Photo']],
  [
    'a photo that is no base64',
    at('dataPhotograph', 0, { Photo: 'not-base-64!' }),
    ['photo-encoding error dataPhotograph[1]/Photo'],
  ],
  [
    'a photo that is a document',
    photo(Buffer.from('%PDF-1.7 and so on')),
    ['photo-kind error dataPhotograph[1]/Photo'],
  ],
  ['half a photo', photo(own.subarray(0, own.length / 2)), ['photo-damaged error dataPhotograph[1]/Photo']],
  ['a photo ten pixels wide', photo(narrow), ['photo-too-small error dataPhotograph[1]/Photo']],
  ['a photo without padding', at('dataPhotograph', 0, { Photo: padded.replace(/=+$/, '') }), []],
  [
    'a photo in lines',
    at('dataPhotograph', 0, { Photo: own.toString('base64').replace(/.{76}/g, '$&\n') }),
    ['photo-lines error dataPhotograph[1]/Photo'],
  ],
  [
    'no secondary category',
    at('dataResettlement', 0, { ResettlementCriteria2Code: undefined }),
    ['no-secondary warning dataResettlement[1]'],
  ],
  [
    'one category twice',
    at('dataResettlement', 0, { ResettlementCriteria2Code: 'LPN' }),
    ['same-category warning dataResettlement[1]'],
  ],
  [
    'a category of before',
    at('dataResettlement', 0, { ResettlementCriteria2Code: 'RLI' }),
    ['older-category warning dataResettlement[1]'],
  ],
  [
    'no category',
    at('dataResettlement', 0, { ResettlementCriteriaCode: 'N/A' }),
    ['no-category warning dataResettlement[1]'],
  ],
  [
    'an unknown priority',
    at('dataResettlement', 0, { ResettlementPriorityCode: 'U' }),
    ['no-priority warning dataResettlement[1]'],
  ],
  ['a need twice', again('dataVulnerability', { VulnerabilityGUID: OTHER }), ['same-need error dataVulnerability[2]']],
  [
    'a birth tomorrow',
    at('dataIndividual', 3, { DateofBirth: '2026-11-23T00:00:00' }),
    [
      'future warning dataIndividual[4]/DateofBirth',
      'chronology warning dataIndividual[4]/ArrivalDate',
      'chronology warning dataIndividual[4]/RegistrationDate',
    ],
  ],
  [
    'registered before the arrival',
    at('dataIndividual', 1, { RegistrationDate: '2021-02-27T23:00:00Z' }),
    ['chronology warning dataIndividual[2]/RegistrationDate'],
  ],
  ['no day of birth', at('dataIndividual', 1, { DateofBirth: undefined }), ['no-birth warning dataIndividual[2]']],
  [
    'a birth in 1899',
    at('dataIndividual', 1, { DateofBirth: '1899-01-01T00:00:00' }),
    ['old-age warning dataIndividual[2]/DateofBirth'],
  ],
  ['a wife who is a man', at('dataIndividual', 1, { SexCode: 'F' }), ['sex-relationship warning dataIndividual[2]']],
  [
    'a spouse of somebody single',
    at('dataIndividual', 0, { MarriageStatusCode: 'SN' }),
    ['spouse-unmarried warning dataIndividual[1]/MarriageStatusCode'],
  ],
  [
    'another nationality',
    at('dataIndividual', 1, { NationalityCode: 'CHD' }),
    ['other-nationality warning dataIndividual[2]/NationalityCode'],
  ],
  [
    'a seventeen-year-old husband',
    at('dataIndividual', 1, { DateofBirth: '2008-11-23T00:00:00' }),
    ['young-spouse warning dataIndividual[2]'],
  ],
  ['a husband who is eighteen today', at('dataIndividual', 1, { DateofBirth: '2008-11-22T00:00:00' }), []],
  [
    'a mother of eleven',
    at('dataIndividual', 2, { DateofBirth: '1996-06-29T00:00:00' }),
    ['young-parent warning dataIndividual[3]'],
  ],
  [
    'a death of somebody alive',
    at('dataIndividualRelatives', 0, { Deceased: 'false' }),
    ['death-date warning dataIndividualRelatives[1]'],
  ],
  [
    'two husbands',
    at('dataIndividualProcessGroup', 3, { RelationshipToPrincipalRepresentative: 'HUS' }),
    ['young-spouse warning dataIndividual[4]', 'two-spouses warning'],
  ],
  [
    'a category of the husband',
    at('dataResettlement', 0, { IndividualGUID: good.cases[0]!.dataIndividual![1]!.IndividualGUID! }),
    ['category-holder warning dataResettlement[1]'],
  ],
]
