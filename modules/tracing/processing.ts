import type { Processing } from '@nansen/model'

/** The search for relatives. Whoever is sought is told by whoever searches, not by an extract. */
export const processing: Processing = {
  records: {
    request: { purpose: 'family-unity', basis: 'consent', retention: 'case-file', about: 'seeker', extract: 'shown' },
    other_name: { purpose: 'family-unity', basis: 'consent', retention: 'case-file', about: null, extract: 'withheld' },
    also_sought: {
      purpose: 'family-unity',
      basis: 'consent',
      retention: 'case-file',
      about: null,
      extract: 'withheld',
    },
    match_candidate: {
      purpose: 'family-unity',
      basis: 'consent',
      retention: 'case-file',
      about: null,
      extract: 'withheld',
    },
    notice: { purpose: 'family-unity', basis: 'mandate', retention: 'working-list', about: null, extract: 'withheld' },
    answer: { purpose: 'family-unity', basis: 'consent', retention: 'case-file', about: null, extract: 'withheld' },
    reunification: {
      purpose: 'family-unity',
      basis: 'consent',
      retention: 'case-file',
      about: null,
      extract: 'withheld',
    },
    visit: { purpose: 'family-unity', basis: 'consent', retention: 'case-file', about: null, extract: 'withheld' },
  },
  fields: {
    'request.proposed_match': { extract: 'withheld' },
    'request.verification': { extract: 'withheld' },
    'request.proposed_by': { extract: 'withheld' },
    'request.confirmed_by': { extract: 'withheld' },
  },
}
