import type { BlockName } from '../layout.ts'
import { type At, type CaseView, isBlank, type Report } from './view.ts'

const MEMBER_NAMES = [
  'ConcatenatedName',
  'FamilyName',
  'SecondFamilyName',
  'GivenName',
  'MiddleName',
  'MaidenName',
  'MotherName',
  'FatherName',
]
const NAMES: readonly (readonly [BlockName, readonly string[]])[] = [
  ['dataIndividual', MEMBER_NAMES],
  ['dataIndividualRelatives', MEMBER_NAMES],
  ['dataAlias', ['IndividualAliasLastName', 'IndividualAliasFirstName']],
]

/** Names have letters; telephones have numbers; documents have letters and digits. */
export function checkTexts(one: CaseView, report: Report): void {
  for (const [block, names] of NAMES) for (const at of one.rows(block)) checkNames(at, names, report)
  for (const { row, path } of one.rows('dataAddress')) {
    const isTelephone = row.AddressType?.trim().toUpperCase() === 'TEL'
    if (isTelephone && isBlank(row.LocationLevel6)) report('error', 'no-telephone', path)
  }
  for (const { row, path } of one.rows('dataDocument'))
    if (!isBlank(row.DocumentNumber) && !/^[\p{L}\p{Nd} ]+$/u.test(row.DocumentNumber!))
      report('error', 'document-number', `${path}/DocumentNumber`)
}

function checkNames({ row, path }: At, names: readonly string[], report: Report): void {
  for (const name of names) {
    const text = row[name]
    if (text !== undefined) checkName(text, name, `${path}/${name}`, report)
  }
}

/** Anything that a screen or a printer cannot show: controls, halves of characters, and the block of specials at the end of the plane. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\uFFF0-\uFFFF]/u

function checkName(text: string, name: string, path: string, report: Report): void {
  if (/\p{Nd}/u.test(text)) report('error', 'name-digit', path, { name })
  if (UNPRINTABLE.test(text)) report('error', 'name-character', path, { name })
  else if (/\p{L}/u.test(text.replace(/\p{Script=Latin}/gu, ''))) report('warning', 'name-script', path, { name })
}
