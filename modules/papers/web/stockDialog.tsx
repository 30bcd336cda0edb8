import { code, type Fields, integer, note, reference, text } from '@nansen/model'
import { ActDialog, useWords } from '@nansen/ui'
import { BLANKS, STOCK_REASONS } from '../index.ts'
import { type Lying, rangeOf } from './stockShelves.ts'

export type Said = 'received' | 'sent' | 'arrived' | 'spoiled' | 'destroyed' | 'lost' | 'found'

const RANGE = { first: integer(), count: integer() } as const
const REMARKS = { remarks: note({ optional: true, max: 1_000 }) } as const

/** What is asked of each act, beside which blanks. */
const FIELDS: Readonly<Record<Said, Fields>> = {
  received: { blank: code(BLANKS), series: text({ max: 20 }), ...RANGE, ...REMARKS },
  sent: { ...RANGE, to_office: reference('auth.office'), ...REMARKS },
  arrived: { ...RANGE, ...REMARKS },
  spoiled: { ...RANGE, reason: code(STOCK_REASONS), ...REMARKS },
  destroyed: { ...RANGE, ...REMARKS },
  lost: { ...RANGE, reason: code(STOCK_REASONS), ...REMARKS },
  found: { ...RANGE, ...REMARKS },
}

interface StockDialogProps {
  readonly act: Said
  /** The range it was begun on. */
  readonly of?: Lying
  readonly officeId: string
  readonly onClose: () => void
}

/** Writes down what happened to some blanks. */
export function StockDialog({ act, of, officeId, onClose }: StockDialogProps) {
  const words = useWords()
  return (
    <ActDialog
      module="papers"
      record="stock_act"
      fields={FIELDS[act]}
      start={of === undefined ? { blank: 'card', first: 1 } : { first: of.first, count: of.count }}
      title={words.say(`papers.stock.act.${act}`)}
      explained={
        of === undefined ? (
          words.say('papers.stock.received-explained')
        ) : (
          <>
            {words.say(`papers.stock.explained-${act}`)} <bdi dir="ltr">{rangeOf(of)}</bdi>
          </>
        )
      }
      confirm={words.say('ui.save')}
      command="papers.stockAct"
      input={({ blank, series, first, count, to_office, reason, remarks }) => ({
        act,
        officeId,
        blank: of?.blank ?? blank,
        series: of?.series ?? String(series).trim().toUpperCase(),
        first,
        count,
        ...(to_office ? { toOffice: to_office } : {}),
        ...(reason ? { reason } : {}),
        ...(remarks ? { remarks } : {}),
      })}
      onClose={onClose}
    />
  )
}
