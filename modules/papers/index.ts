import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { appointment, batch, batchFile, batchLine, reprint, rule, stockAct } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export {
  APPOINTMENT_PURPOSES,
  BLANKS,
  type Blank,
  CHOSEN,
  CONTROLLED,
  type Controlled,
  type LeftOut,
  PRINTED,
  type Printed,
  STOCK_REASONS,
  type StockAct,
} from './fields.ts'

/** Papers: attestations, cards and slips for people, the blanks they are printed on, and who may have another one. */
export const papers = defineModule({
  name: 'papers',
  records: {
    batch,
    batch_line: batchLine,
    batch_file: batchFile,
    stock_act: stockAct,
    reprint,
    rule,
    appointment,
  },
  lifecycle: { record: 'reprint', table: lifecycle },
  access,
  menu: { icon: 'id', order: 15 },
})
export { papers as definition }
