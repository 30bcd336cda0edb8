import { defineModule } from '@nansen/model'
import { access } from './access.ts'

/** Who may open what is sealed: colleagues' own keys, and the groups of readers of a module. */
export const sealing = defineModule({
  name: 'sealing',
  records: {},
  access,
  menu: null,
})
export { sealing as definition }
