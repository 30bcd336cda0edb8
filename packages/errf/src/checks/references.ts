import type { BlockName } from '../layout.ts'
import { LAYOUTS } from '../layout.ts'
import { type At, type CaseView, isBlank, PRINCIPAL, type Report } from './view.ts'

/** What names a row, and must be its own. */
const OWN_KEYS: readonly (readonly [BlockName, string])[] = [
  ['dataIndividual', 'IndividualGUID'],
  ['dataIndividual', 'IndividualID'],
  ['dataIndividualProcessGroup', 'IndividualProcessingGroupGUID'],
  ['dataAddress', 'AddressGUID'],
  ['dataAlias', 'AliasGUID'],
  ['dataEducation', 'EducationGUID'],
  ['dataEmployment', 'EmploymentGUID'],
  ['dataIndividualRelatives', 'IndividualRelativesGUID'],
  ['dataLanguage', 'LanguageGUID'],
  ['dataPhotograph', 'PhotoGUID'],
  ['dataVulnerability', 'VulnerabilityGUID'],
]

/** Rows name whom they are about and which case they are of; each has a name of its own. */
export function checkReferences(one: CaseView, report: Report): void {
  for (const [block, name] of OWN_KEYS) checkOwn(one.rows(block), name, report)
  const known = new Set(one.members.map(each => each.key))
  for (const { name: block, fields } of LAYOUTS[one.generation].blocks) {
    if (block === 'dataIndividual' || !fields.some(each => each.name === one.personKey)) continue
    for (const { row, path } of one.rows(block)) {
      const key = row[one.personKey]
      if (!isBlank(key) && !known.has(key!))
        report('error', 'no-person', `${path}/${one.personKey}`, { name: one.personKey, value: key! })
    }
  }
  if (one.generation === '4.1') checkMemberships(one, report)
  checkPrincipal(one, report)
  checkGroup(one, report)
  checkLinks(one, report)
}

function checkOwn(rows: readonly At[], name: string, report: Report): void {
  const seen = new Set<string>()
  for (const { row, path } of rows) {
    const key = row[name]?.trim().toLowerCase()
    if (key === undefined || key === '') continue
    if (seen.has(key)) report('error', 'same-key', `${path}/${name}`, { name, value: key })
    seen.add(key)
  }
}

function checkMemberships(one: CaseView, report: Report): void {
  const rows = one.rows('dataIndividualProcessGroup')
  const [group] = one.rows('dataProcessGroup')
  const owner = group?.row.ProcessingGroupGUID
  for (const member of one.members) {
    const own = rows.filter(({ row }) => row[one.personKey] === member.key)
    if (own.length === 0) report('error', 'no-membership', member.path)
    if (own.length > 1) report('error', 'two-memberships', member.path)
  }
  for (const { row, path } of rows)
    if (owner !== undefined && !isBlank(row.ProcessingGroupGUID) && row.ProcessingGroupGUID !== owner)
      report('error', 'other-case-key', `${path}/ProcessingGroupGUID`)
}

function checkPrincipal({ members, principal, path, rows }: CaseView, report: Report): void {
  const count = members.filter(each => each.relationship === PRINCIPAL).length
  if (principal === null) {
    report('error', 'no-principal', path)
    return
  }
  if (count > 1) report('error', 'two-principals', path, { count })
  if (isBlank(principal.row.ArrivalDate)) report('error', 'no-arrival', principal.path)
  if (isBlank(principal.row.RegistrationDate)) report('error', 'no-registration', principal.path)
  const keyOf = (each: At): string | undefined => each.row.IndividualGUID ?? each.row.IndividualID
  const present = rows('dataAddress').filter(
    each => keyOf(each) === principal.key && each.row.AddressType?.trim().toUpperCase() === 'COA',
  )
  if (present.length === 0) report('error', 'no-asylum-address', principal.path)
  if (present.length > 1) report('error', 'two-asylum-addresses', principal.path, { count: present.length })
}

/** A number of three characters or fewer is refused. */
const SHORT_NUMBER = 3

function checkGroup(one: CaseView, report: Report): void {
  const [group] = one.rows('dataProcessGroup')
  if (!group) return
  const said = Number(group.row.ProcessingGroupSize)
  const count = one.members.length
  if (said !== count) report('error', 'size', `${group.path}/ProcessingGroupSize`, { value: said, count })
  const number = group.row.ProcessingGroupNumber?.trim() ?? ''
  if (number !== '' && number.length <= SHORT_NUMBER)
    report('error', 'short-number', `${group.path}/ProcessingGroupNumber`)
}

function checkLinks(one: CaseView, report: Report): void {
  const [group] = one.rows('dataProcessGroup')
  const own = group?.row.ProcessingGroupNumber?.trim()
  const seen = new Set<string>()
  for (const { row, path } of one.rows('dataProcessGroupCrossReference')) {
    const from = row.ProcessingGroupNumberFrom?.trim() ?? ''
    const to = row.ProcessingGroupNumberTo?.trim() ?? ''
    if (from === '' || to === '') continue
    if (from === to) report('error', 'link-to-itself', path)
    if (from !== own && to !== own) report('warning', 'link-elsewhere', path)
    if (seen.has(`${from} ${to}`)) report('error', 'same-link', path)
    seen.add(`${from} ${to}`)
  }
}
