import { type At, type CaseView, isBlank, type Report } from './view.ts'

/** Not a category: nothing chosen, or said not to apply. */
const NO_CATEGORY = new Set(['-', 'N/A'])
/** Of the handbook before 2011. */
const OLDER = new Set(['OLD', 'RLI'])
const NO_PRIORITY = new Set(['-', 'U'])

/** Why a case is submitted, and how soon. */
export function checkSubmission(one: CaseView, report: Report): void {
  for (const at of one.rows('dataResettlement')) {
    checkCategories(at, report)
    const { row, path } = at
    const priority = row.ResettlementPriorityCode ?? ''
    if (NO_PRIORITY.has(priority)) report('warning', 'no-priority', path, { value: priority })
    const holder = one.members.find(each => each.key === row[one.personKey])
    if (holder && one.principal && holder !== one.principal) report('warning', 'category-holder', path)
  }
  checkNeeds(one, report)
}

function checkCategories({ row, path }: At, report: Report): void {
  const first = row.ResettlementCriteriaCode ?? ''
  const second = row.ResettlementCriteria2Code ?? row.ResettlementCriteriaCode2 ?? ''
  if (NO_CATEGORY.has(first)) report('warning', 'no-category', path, { value: first })
  if (isBlank(second) || NO_CATEGORY.has(second)) report('warning', 'no-secondary', path)
  else if (second === first) report('warning', 'same-category', path)
  for (const value of new Set([first, second]))
    if (OLDER.has(value)) report('warning', 'older-category', path, { value })
}

function checkNeeds(one: CaseView, report: Report): void {
  const seen = new Set<string>()
  for (const { row, path } of one.rows('dataVulnerability')) {
    const need = `${row[one.personKey]} ${row.VulnerabilityCode}`
    if (seen.has(need)) report('error', 'same-need', path)
    seen.add(need)
  }
}
