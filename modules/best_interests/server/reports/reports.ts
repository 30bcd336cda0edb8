import { Refusal } from '@nansen/kernel'
import { answersOf, reportCommand, type Writing } from './report.ts'

const ASSESSED = [
  'kind',
  'purpose',
  'done_on',
  'heard',
  'history',
  'present_care',
  'safety',
  'health',
  'education',
  'wellbeing',
  'papers_and_status',
  'tracing',
  'views_child',
  'views_mother',
  'views_father',
  'views_close',
  'views_carer',
  'analysis',
  'recommendation',
] as const

const actionsOf = async (writing: Writing, because: string) => {
  const rows = (await writing.children('action')).filter(row => row.because === because)
  const lines = rows.map(row => answersOf(writing, 'action', row, ['service', 'goal', 'who', 'due_on', 'status']))
  return lines.length === 0 ? [] : [{ title: writing.say('report.follow-up'), records: lines }]
}

/** What was found about the child, whom somebody heard, and what is done: domain.md 5.1, a BIA. The newest complete assessment. */
export const assessmentReport = reportCommand('assessmentReport', async writing => {
  const newest = (await writing.children('assessment')).filter(({ complete }) => complete === true).at(-1)
  if (newest === undefined) throw new Refusal('wrong-state', 'no assessment is complete yet')
  const { say } = writing
  return {
    paragraphs: [],
    rows: answersOf(writing, 'file', writing.file, ['identified_on', 'consent_by', 'consent_on', 'care_type']),
    sections: [
      { title: say('record.assessment'), records: [answersOf(writing, 'assessment', newest, ASSESSED)] },
      ...(await actionsOf(writing, 'plan')),
    ],
    signatures: [say('report.caseworker'), say('report.supervisor')],
  }
})

const REPORTED = ['background', 'family', 'child_views', 'safety', 'development', 'recommendation'] as const

/** The report to the panel with every option that was weighed, and the decision when there is one: domain.md 5.1, a BID. */
export const determinationReport = reportCommand('determinationReport', async writing => {
  const { file, say } = writing
  const options = await writing.children('option')
  if (file.recommended == null || options.length === 0) throw new Refusal('wrong-state', 'no report is written yet')
  const many = async (record: string, names: readonly string[]) =>
    (await writing.children(record)).map(row => answersOf(writing, record, row, names))
  const parts = REPORTED.map(part => `report_${part}`)
  const decided = answersOf(writing, 'file', file, ['outcome', 'solution', 'decided_on', 'decision_reasons'])
  return {
    paragraphs: file.outcome == null ? [say('report.not-decided')] : [],
    rows: answersOf(writing, 'file', file, ['bid_purpose', 'panel_on', 'recommended']),
    sections: [
      {
        title: say('record.source.plural'),
        records: await many('source', ['kind', 'with_whom', 'on_day', 'said']),
      },
      { title: say('preset.determination'), records: [answersOf(writing, 'file', file, parts)] },
      {
        title: say('record.option.plural'),
        records: await many('option', ['solution', 'what_for', 'what_against', 'childs_view']),
      },
      ...(file.outcome == null ? [] : [{ title: say('record.ruling'), records: [decided] }]),
      ...(await actionsOf(writing, 'decision')),
    ],
    signatures: [say('report.caseworker'), say('report.supervisor'), say('report.chair')],
  }
})
