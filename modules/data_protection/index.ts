import { LANGUAGES } from '@nansen/kernel'
import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { figure, limitation, request } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export { ERASABLE, type Erasable, FIGURES, LIMITED_USES, type RequestKind } from './fields.ts'

/** Data protection: what is held about whom and why, what people ask about it, and how it ends. */
export const dataProtection = defineModule({
  name: 'data_protection',
  records: { request, limitation, figure },
  lifecycle: { record: 'request', table: lifecycle },
  access,
  documents: {
    decision: { template: 'letter', record: 'request', languages: LANGUAGES },
    extract: { template: 'letter', record: 'request', languages: LANGUAGES },
  },
  menu: { icon: 'shield', order: 80 },
})
export { dataProtection as definition }
