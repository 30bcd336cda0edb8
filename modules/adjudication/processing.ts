import type { Processing } from '@nansen/model'

/** Whether two records are one person. Withheld from extracts: each row is about two people, and may be an investigation. */
export const processing: Processing = {
  records: {
    referral: { purpose: 'uniqueness', basis: 'mandate', retention: 'case-file', about: null, extract: 'withheld' },
    record_merge: { purpose: 'uniqueness', basis: 'mandate', retention: 'case-file', about: null, extract: 'withheld' },
    review: { purpose: 'uniqueness', basis: 'mandate', retention: 'case-file', about: null, extract: 'withheld' },
    opinion: { purpose: 'uniqueness', basis: 'mandate', retention: 'case-file', about: null, extract: 'withheld' },
    link: { purpose: 'uniqueness', basis: 'mandate', retention: 'case-file', about: null, extract: 'withheld' },
  },
}
