import { type Field, LAYOUTS } from '../layout.ts'
import { isTrue } from '../values.ts'
import { type At, type CaseView, dayIn, isBlank, type Report, yearsBetween } from './view.ts'

/** Years; whoever would be older is looked at. */
const OLDEST = 110

/** Pairs of days of one member: the first is not after the second. */
const ORDER = [
  ['DateofBirth', 'ArrivalDate'],
  ['DateofBirth', 'RegistrationDate'],
  ['ArrivalDate', 'RegistrationDate'],
] as const

/** Days come in an order, and not in the future. Warnings: what is unusual may be true. */
export function checkDates(one: CaseView, today: string, report: Report): void {
  for (const { name, fields } of LAYOUTS[one.generation].blocks)
    for (const at of one.rows(name)) for (const field of fields) checkFuture(at, field, today, report)
  for (const member of one.members) {
    checkBirth(member, today, report)
    for (const [earlier, later] of ORDER) checkOrder(member, earlier, later, report)
  }
  for (const relative of one.rows('dataIndividualRelatives')) {
    checkOrder(relative, 'DateofBirth', 'DeceasedDate', report)
    const { row, path } = relative
    if (!isBlank(row.DeceasedDate) && !isTrue(row.Deceased)) report('warning', 'death-date', path)
  }
}

function checkFuture({ row, path }: At, { name, kind }: Field, today: string, report: Report): void {
  const day = kind === 'moment' ? dayIn(row, name) : null
  if (day !== null && day > today) report('warning', 'future', `${path}/${name}`, { name })
}

function checkBirth({ row, path }: At, today: string, report: Report): void {
  const born = dayIn(row, 'DateofBirth')
  if (isBlank(row.DateofBirth)) report('warning', 'no-birth', path)
  else if (born !== null && yearsBetween(born, today) > OLDEST) report('warning', 'old-age', `${path}/DateofBirth`)
}

function checkOrder({ row, path }: At, earlier: string, later: string, report: Report): void {
  const [first, second] = [dayIn(row, earlier), dayIn(row, later)]
  if (first !== null && second !== null && first > second)
    report('warning', 'chronology', `${path}/${later}`, { earlier, later })
}
