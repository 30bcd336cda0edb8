import type { Processing, ProcessingLine } from '@nansen/model'

const ours = { purpose: 'identity', basis: 'mandate', about: null, extract: 'withheld' } as const
const aboutNobody = { ...ours, retention: 'oversight' } satisfies ProcessingLine

/** What was found of a person at a station is shown to them. A list holds no names: it points to people. */
export const processing: Processing = {
  records: {
    campaign: aboutNobody,
    station: aboutNobody,
    day: aboutNobody,
    arrival: { ...ours, retention: 'working-list' },
    mark: { ...ours, retention: 'case-file', about: 'individual', extract: 'shown' },
  },
  tables: {
    'verification.expected': { ...ours, retention: 'working-list', about: 'individual' },
  },
}
