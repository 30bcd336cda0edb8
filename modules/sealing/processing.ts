import type { Processing } from '@nansen/model'

/** It keeps keys of colleagues and lists of readers, and no record of anybody who is served. */
export const processing: Processing = {
  records: {},
}
