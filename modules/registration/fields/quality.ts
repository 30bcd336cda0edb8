import { defineRecord, note, text } from '@nansen/model'

/** That a finding of data quality was looked at and is right as it is. It counts as long as the facts it was said of stay the same. */
export const findingConfirmed = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    /** A name of `RULES`. */
    rule: text({ max: 60, derived: true }),
    /** What the rule looked at, as a hash. */
    facts: text({ max: 64, derived: true }),
    because: note({ derived: true }),
  },
  title: ['rule'],
  listed: ['rule', 'because'],
})
