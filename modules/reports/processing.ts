import type { Processing } from '@nansen/model'

/** It counts what other modules keep, and keeps nothing. */
export const processing: Processing = {
  records: {},
}
