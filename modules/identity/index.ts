import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { capture, enrolment, exception, renewal, verification } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export { packCapture, sealOf, unpackCapture } from './capturedImage.ts'
export { SITES, YOUNGEST_CAPTURED } from './fields.ts'

/** Identity: who a person is by finger and eye; enrolled once in the world. */
export const identity = defineModule({
  name: 'identity',
  records: { enrolment, capture, exception, renewal, verification },
  lifecycle: { record: 'enrolment', table: lifecycle },
  access,
  measures: {
    outcomes: { record: 'enrolment', by: ['state'] },
    exceptions: { record: 'exception', by: ['site', 'reason'] },
  },
  menu: { icon: 'fingerprint', order: 20 },
})
export { identity as definition }
