import { type ErrfCase, type ErrfDocument, type Row, rowsOf } from '../document.ts'
import { type Finding, finding, type Severity, type Values } from '../finding.ts'
import { type BlockName, type Generation, LAYOUTS } from '../layout.ts'
import { dayOf } from '../values.ts'
import type { FindingCode } from '../words.ts'

/** A row and where it stands. */
export interface At {
  readonly row: Row
  /** `CASE[1]/dataIndividual[2]` */
  readonly path: string
}

export interface Member extends At {
  /** What other rows call them by: `IndividualGUID`, in generation 3.1 `IndividualID`. */
  readonly key: string
  /** To the principal applicant; empty: not said. */
  readonly relationship: string
}

/** One case as the checks see it, the same for both generations. */
export interface CaseView {
  readonly path: string
  readonly generation: Generation
  readonly personKey: string
  readonly members: readonly Member[]
  /** The first who is said to be. */
  readonly principal: Member | null
  readonly rows: (block: BlockName) => readonly At[]
}

/** Where findings go. */
export type Report = (severity: Severity, code: FindingCode, path: string, values?: Values) => void

export const reportInto =
  (findings: Finding[], lines: ReadonlyMap<string, number>): Report =>
  (severity, code, path, values) => {
    findings.push(finding(severity, code, path, lineOf(lines, path), values))
  }

/** The line of the element, or of the nearest around it that stands in the file. */
function lineOf(lines: ReadonlyMap<string, number>, path: string): number | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const line = lines.get(at)
    if (line !== undefined) return line
  }
  return null
}

export const viewsOf = ({ cases, generation }: ErrfDocument): readonly CaseView[] =>
  cases.map((one, i) => viewOf(one, `CASE[${i + 1}]`, generation))

function viewOf(one: ErrfCase, path: string, generation: Generation): CaseView {
  const { personKey } = LAYOUTS[generation]
  const rows = (block: BlockName): readonly At[] =>
    rowsOf(one, block).map((row, i) => ({ row, path: `${path}/${block}[${i + 1}]` }))
  const relationships = new Map(
    rowsOf(one, 'dataIndividualProcessGroup').map(row => [row[personKey], row.RelationshipToPrincipalRepresentative]),
  )
  const members = rows('dataIndividual').map(at => {
    const key = at.row[personKey] ?? ''
    return { ...at, key, relationship: at.row.RelationshipToPrincipalRepresentative ?? relationships.get(key) ?? '' }
  })
  return {
    path,
    generation,
    personKey,
    members,
    principal: members.find(each => each.relationship === PRINCIPAL) ?? null,
    rows,
  }
}

export const PRINCIPAL = 'PA'

/** A day of a row, or null where it is left out or no day. */
export const dayIn = (row: Row, name: string): string | null => {
  const text = row[name]
  return text === undefined ? null : dayOf(text)
}

/** Full years between two days. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

export const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''
