import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { records } from './fields.ts'

/** Who works here, with which rights, and what was done: administration and the audit. */
export const oversight = defineModule({
  name: 'oversight',
  records,
  access,
  menu: { icon: 'eye-check', order: 90 },
})
export { newPaperCode } from './paperCode.ts'
export { oversight as definition }
