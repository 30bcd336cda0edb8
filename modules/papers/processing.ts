import type { Processing, ProcessingLine } from '@nansen/model'

const ours = { purpose: 'identity', basis: 'mandate', about: null, extract: 'withheld' } as const
const aboutNobody = { ...ours, retention: 'oversight' } satisfies ProcessingLine

/** A person's papers are registration's; here is what is printed on, in which run, and when somebody is asked to come. */
export const processing: Processing = {
  records: {
    batch: aboutNobody,
    batch_line: { ...ours, retention: 'working-list', about: 'individual' },
    batch_file: { ...ours, retention: 'working-list' },
    stock_act: aboutNobody,
    reprint: { ...ours, retention: 'case-file', about: 'individual', extract: 'shown' },
    rule: aboutNobody,
    appointment: { ...ours, retention: 'working-list', about: 'individual', extract: 'shown' },
  },
  fields: {
    'reprint.asked_by': { extract: 'withheld' },
    'reprint.decided_by': { extract: 'withheld' },
  },
  tables: {
    'papers.series': aboutNobody,
    'papers.shelf': aboutNobody,
    'papers.blank': aboutNobody,
    'papers.default_rule': aboutNobody,
  },
}
