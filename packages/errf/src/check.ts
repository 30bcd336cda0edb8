import { checkCodes } from './checks/codes.ts'
import { checkDates } from './checks/dates.ts'
import { checkPeople } from './checks/people.ts'
import { checkPhotos } from './checks/photos.ts'
import { checkReferences } from './checks/references.ts'
import { checkSubmission } from './checks/submission.ts'
import { checkTexts } from './checks/texts.ts'
import { type CaseView, type Report, reportInto, viewsOf } from './checks/view.ts'
import type { ErrfDocument } from './document.ts'
import type { Finding } from './finding.ts'
import { INDICATORS } from './layout.ts'
import { readErrf } from './read.ts'
import type { XmlLimits } from './xml/limits.ts'

/**
 * What a receiving state's import would say of a form before it is sent: codes, references, one principal applicant, photos, and what is
 * unusual in a family. Structure is judged where a file is read.
 *
 * @param today `2026-11-22`: what the future begins after.
 * @param lines from `readErrf`, where the form came from a file.
 */
export function checkErrf(
  document: ErrfDocument,
  today: string,
  lines: ReadonlyMap<string, number> = new Map(),
): readonly Finding[] {
  const findings: Finding[] = []
  const report = reportInto(findings, lines)
  const views = viewsOf(document)
  checkBatch(document, views, report)
  for (const view of views) {
    checkReferences(view, report)
    checkCodes(view, report)
    checkTexts(view, report)
    checkDates(view, today, report)
    checkPeople(view, today, report)
    checkSubmission(view, report)
    checkPhotos(view, report)
  }
  return findings
}

/** Everything that is wrong with a file: structure, then the rest, by line. */
export function validateErrf(bytes: Uint8Array, today: string, limits?: XmlLimits): readonly Finding[] {
  const { document, findings, lines } = readErrf(bytes, limits)
  const all = document === null ? findings : [...findings, ...checkErrf(document, today, lines)]
  return all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
}

function checkBatch({ indicator, cases }: ErrfDocument, views: readonly CaseView[], report: Report): void {
  const fitting = cases.length > 1 ? INDICATORS.group : INDICATORS.single
  const isKnown = indicator === INDICATORS.single || indicator === INDICATORS.group
  if (isKnown && cases.length > 0 && indicator !== fitting)
    report('error', 'indicator-count', 'RRFBATCHTYPE[1]', { value: indicator, cases: cases.length })
  checkNumbers(views, report)
  checkAcross(views, report)
}

function checkNumbers(views: readonly CaseView[], report: Report): void {
  const numbers = new Set<string>()
  for (const { row, path } of views.flatMap(view => view.rows('dataProcessGroup'))) {
    const number = row.ProcessingGroupNumber?.trim() ?? ''
    if (number !== '' && numbers.has(number)) report('error', 'same-case-number', `${path}/ProcessingGroupNumber`)
    numbers.add(number)
  }
}

/** A person in two cases of one file: within a case it is an error, and said there. */
function checkAcross(views: readonly CaseView[], report: Report): void {
  const people = new Map<string, CaseView>()
  for (const view of views)
    for (const { key, path } of view.members) {
      const before = people.get(key)
      if (before !== undefined && before !== view)
        report('warning', 'same-key', `${path}/${view.personKey}`, { name: view.personKey, value: key })
      people.set(key, view)
    }
}
