import type { Processing, ProcessingLine } from '@nansen/model'

const ours = { purpose: 'protection', basis: 'mandate', about: null, extract: 'withheld' } as const
const aboutNobody = { ...ours, retention: 'oversight' } satisfies ProcessingLine

/** What a family was given is shown to whoever collected it. A list holds no names: it points to people. */
export const processing: Processing = {
  records: {
    programme: aboutNobody,
    entitlement: aboutNobody,
    cycle: aboutNobody,
    point: aboutNobody,
    stock: aboutNobody,
    collection: { ...ours, retention: 'case-file', about: 'collector', extract: 'shown' },
    given: { ...ours, retention: 'case-file', about: 'root', extract: 'shown' },
    desk: { ...ours, retention: 'working-list' },
    card: { ...ours, retention: 'working-list' },
    plan: aboutNobody,
    alternate: { ...ours, retention: 'working-list', about: 'person' },
  },
  fields: { 'collection.annulled_by': { extract: 'withheld' } },
  tables: {
    'assistance.list_entry': { ...ours, retention: 'working-list', about: 'collector' },
    'assistance.payment': { ...ours, retention: 'working-list', about: 'payee' },
    'assistance.account': { ...ours, retention: 'working-list' },
    'assistance.answer': aboutNobody,
    // blinded points of numbers: nobody can tell from them whom they are of
    'assistance.overlap': aboutNobody,
    'assistance.question': { ...ours, retention: 'working-list' },
  },
}
