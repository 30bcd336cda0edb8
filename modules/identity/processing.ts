import type { Processing } from '@nansen/model'

/** Fingers, eyes and what they were used for. */
export const processing: Processing = {
  records: {
    enrolment: {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: 'individual',
      extract: 'shown',
    },
    capture: { purpose: 'uniqueness', basis: 'mandate', retention: 'biometrics', about: 'root', extract: 'shown' },
    exception: { purpose: 'uniqueness', basis: 'mandate', retention: 'biometrics', about: 'root', extract: 'shown' },
    renewal: { purpose: 'uniqueness', basis: 'mandate', retention: 'biometrics', about: 'root', extract: 'shown' },
    verification: {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: 'individual',
      extract: 'shown',
    },
  },
  tables: {
    'gallery.template': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.dropped': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.job': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.reextraction': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.search_again': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.likeness': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
    'gallery.contradiction': {
      purpose: 'uniqueness',
      basis: 'mandate',
      retention: 'biometrics',
      about: null,
      extract: 'withheld',
    },
  },
}
