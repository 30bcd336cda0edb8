import { type CaseView, dayIn, isBlank, type Member, type Report, yearsBetween } from './view.ts'

/** Which sex a relationship says, by the form's table; the others say none. */
const MALE = 'HUS CLH PTM EXM SON SCM FCM PRM SPM FPM SBM SPB HAB GPM GCM UNC NEP COM BIL PLM CLM ILM ORM NRM UKM'
const FEMALE = 'WIF CLW PTF EXF DAU SCF FCF PRF SPF FPF SBF SPS HAS GPF GCF ANT NCE COF SIL PLF CLF ILF ORF NRF UKF'
const SEX_OF = new Map([
  ...MALE.split(' ').map(code => [code, 'M'] as const),
  ...FEMALE.split(' ').map(code => [code, 'F'] as const),
])

const SPOUSES = new Set(['HUS', 'WIF', 'CLH', 'CLW'])
const PARTNERS = new Set([...SPOUSES, 'PTM', 'PTF'])
const MARRIED = new Set(['MA', 'CL'])
const CHILDREN = new Set(['SON', 'DAU'])
const PARENTS = new Set(['PRM', 'PRF'])
/** Years; fewer between parent and child are looked at. */
const PARENT_YEARS = 12
const ADULT_YEARS = 18

/** Whether a family is one that can be: every finding is a warning, because real families break rules. */
export function checkPeople(one: CaseView, today: string, report: Report): void {
  for (const member of one.members) checkRelationship(member, one, today, report)
  for (const { row, path } of one.rows('dataIndividualRelatives')) fits(row.RelationshipCode, row.SexCode, path, report)
  const { principal } = one
  if (principal === null) return
  const age = ageOf(principal, today)
  if (age !== null && age < ADULT_YEARS) report('warning', 'young-principal', principal.path)
  const spouses = one.members.filter(each => SPOUSES.has(each.relationship))
  if (spouses.length > 1) report('warning', 'two-spouses', one.path, { count: spouses.length })
  if (spouses.length > 0 && !MARRIED.has(principal.row.MarriageStatusCode ?? ''))
    report('warning', 'spouse-unmarried', `${principal.path}/MarriageStatusCode`)
}

function checkRelationship(member: Member, { principal }: CaseView, today: string, report: Report): void {
  const { relationship, row, path } = member
  fits(relationship, row.SexCode, path, report)
  if (principal === null || principal === member) return
  for (const [name, code] of [
    ['NationalityCode', 'other-nationality'],
    ['AsylumCountryCode', 'other-asylum'],
  ] as const)
    if (!isBlank(row[name]) && row[name] !== principal.row[name]) report('warning', code, `${path}/${name}`)
  const age = ageOf(member, today)
  if (PARTNERS.has(relationship) && age !== null && age < ADULT_YEARS) report('warning', 'young-spouse', path)
  const [own, theirs] = [dayIn(row, 'DateofBirth'), dayIn(principal.row, 'DateofBirth')]
  if (own === null || theirs === null) return
  const apart = CHILDREN.has(relationship)
    ? yearsBetween(theirs, own)
    : PARENTS.has(relationship)
      ? yearsBetween(own, theirs)
      : PARENT_YEARS
  if (apart < PARENT_YEARS) report('warning', 'young-parent', path)
}

function fits(relationship: string | undefined, sex: string | undefined, path: string, report: Report): void {
  const said = SEX_OF.get(relationship ?? '')
  if (said !== undefined && (sex === 'M' || sex === 'F') && sex !== said)
    report('warning', 'sex-relationship', path, { value: relationship! })
}

const ageOf = ({ row }: Member, today: string): number | null => {
  const born = dayIn(row, 'DateofBirth')
  return born === null ? null : yearsBetween(born, today)
}
