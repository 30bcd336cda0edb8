import type { Processing } from '@nansen/model'

/** Requests about one's own data, and the figures of an operation. */
export const processing: Processing = {
  records: {
    request: { purpose: 'rights', basis: 'mandate', retention: 'rights', about: 'individual', extract: 'shown' },
    limitation: { purpose: 'rights', basis: 'mandate', retention: 'rights', about: 'individual', extract: 'shown' },
    figure: { purpose: 'rights', basis: 'mandate', retention: 'rights', about: null, extract: 'withheld' },
  },
  tables: {
    'data_protection.default_figure': {
      purpose: 'rights',
      basis: 'mandate',
      retention: 'rights',
      about: null,
      extract: 'withheld',
    },
    'data_protection.subject_record': {
      purpose: 'rights',
      basis: 'mandate',
      retention: 'rights',
      about: null,
      extract: 'withheld',
    },
    'data_protection.erasure_rule': {
      purpose: 'rights',
      basis: 'mandate',
      retention: 'rights',
      about: null,
      extract: 'withheld',
    },
    'data_protection.carried_out': {
      purpose: 'rights',
      basis: 'mandate',
      retention: 'rights',
      about: null,
      extract: 'withheld',
    },
    'data_protection.erasure': {
      purpose: 'rights',
      basis: 'mandate',
      retention: 'rights',
      about: null,
      extract: 'withheld',
    },
  },
}
