import { OfficeName, QueueCard, useAsk, useWords } from '@nansen/ui'
import type { Stock } from './stockShelves.ts'

/** On the home page of who keeps blanks: where they run low, and what is on its way here or waits for a second person. */
export function StockOnHome() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<Stock>('papers.stock')
  const low = (data?.shelves ?? []).filter(shelf => shelf.low)
  const waiting = (data?.lying ?? []).filter(({ state, mine }) => state === 'sent' || (state === 'spoiled' && !mine))
  return (
    <QueueCard
      title={words.say('papers.stock.title')}
      count={low.length + waiting.length}
      empty={words.say('papers.stock.enough')}
      more={{ to: '/papers/stock_act', label: words.say('papers.stock.open') }}
      loading={isLoading}
      error={error}
      items={[
        ...low.map(shelf => ({
          id: `${shelf.office_id} ${shelf.blank}`,
          to: `/papers/stock_act?office=${shelf.office_id}`,
          title: words.say('papers.stock.left', { count: shelf.on_hand }),
          detail: (
            <>
              {words.option('papers', 'stock_act', 'blank', shelf.blank)} · <OfficeName id={shelf.office_id} />
            </>
          ),
          urgent: true,
        })),
        ...waiting.map(range => ({
          id: `${range.series} ${range.first}`,
          to: `/papers/stock_act?office=${range.to_office ?? range.office_id}`,
          title: words.say(`papers.stock.waits.${range.state}`, { count: range.count }),
          detail: <OfficeName id={range.to_office ?? range.office_id} />,
        })),
      ]}
    />
  )
}
