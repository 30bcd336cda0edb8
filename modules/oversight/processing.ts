import type { Processing } from '@nansen/model'

/** Oversight keeps no record of its own: it looks at the platform’s. */
export const processing: Processing = {
  records: {},
}
