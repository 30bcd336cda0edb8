import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core'
import {
  ColleagueName,
  OfficeName,
  Page,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useMay,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { useMyOffices } from './myOffices.ts'
import { type Said, StockDialog } from './stockDialog.tsx'
import { type Lying, rangeOf, type Shelf, type Stock } from './stockShelves.ts'

/** Blank cards and certificate paper of an office: how many, where each serial number is, and what was done. */
export function StockScreen() {
  const words = useWords()
  const addressed = useAddressed('office')
  const offices = useMyOffices()
  const [chosen, setChosen] = useState<string | null>(addressed)
  const officeId = chosen ?? offices[0]?.id ?? null
  const { data, error, isLoading } = useAsk<Stock>('papers.stock', { officeId }, { enabled: officeId !== null })
  return (
    <Page title={words.say('papers.stock.title')} subtitle={words.say('papers.stock.explained')}>
      <Stack gap="md">
        {offices.length > 1 && (
          <Select
            label={words.say('papers.office')}
            maw="24rem"
            allowDeselect={false}
            data={offices.map(({ id, name }) => ({ value: id, label: name }))}
            value={officeId}
            onChange={setChosen}
          />
        )}
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {data && officeId !== null && <Laid stock={data} officeId={officeId} />}
      </Stack>
    </Page>
  )
}

function Laid({ stock, officeId }: { readonly stock: Stock; readonly officeId: string }) {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState<{ readonly act: Said; readonly of?: Lying } | null>(null)
  const keeps = may('papers', 'approve')
  return (
    <>
      <Surface
        title={words.say('papers.stock.counts')}
        actions={
          <Group gap="xs">
            {keeps && (
              <Button onClick={() => setOpen({ act: 'received' })}>{words.say('papers.stock.act.received')}</Button>
            )}
          </Group>
        }
      >
        {stock.shelves.length === 0 && <Text c="dimmed">{words.say('papers.stock.none')}</Text>}
        {stock.shelves.length > 0 && <Counts shelves={stock.shelves} />}
      </Surface>
      <Ranges stock={stock} officeId={officeId} keeps={keeps} onAct={(act, of) => setOpen({ act, of })} />
      <Ledger stock={stock} />
      {open !== null && <StockDialog {...open} officeId={officeId} onClose={() => setOpen(null)} />}
    </>
  )
}

const COLUMNS = [
  'received',
  'arrived',
  'away',
  'on_hand',
  'assigned',
  'sent',
  'used',
  'spoiled',
  'destroyed',
  'lost',
] as const

/** Said even when there are none. */
const ALWAYS: readonly (typeof COLUMNS)[number][] = ['received', 'on_hand', 'used', 'spoiled', 'lost']

function Counts({ shelves }: { readonly shelves: readonly Shelf[] }) {
  const words = useWords()
  return (
    <Stack gap="md">
      {shelves.map(shelf => (
        <div key={shelf.blank} data-blank={shelf.blank}>
          <Group gap="xs" mb={4}>
            <Text fw={600}>{words.option('papers', 'stock_act', 'blank', shelf.blank)}</Text>
            {shelf.low && (
              <Badge color="saffron" variant="light" tt="none">
                {words.say('papers.stock.low')}
              </Badge>
            )}
          </Group>
          <dl className="nansen-figures">
            {COLUMNS.filter(column => ALWAYS.includes(column) || shelf[column] > 0).map(column => (
              <div key={column}>
                <dt>{words.say(`papers.stock.column.${column}`)}</dt>
                <dd data-column={column}>{words.number(shelf[column])}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Stack>
  )
}

/** What can be said of a range that lies here, by its state. */
const ACTS: Readonly<Record<string, readonly Said[]>> = {
  'on-hand': ['sent', 'spoiled', 'lost'],
  spoiled: ['destroyed'],
  lost: ['found'],
  sent: ['lost'],
}

interface RangesProps {
  readonly stock: Stock
  readonly officeId: string
  readonly keeps: boolean
  readonly onAct: (act: Said, of: Lying) => void
}

function Ranges({ stock, officeId, keeps, onAct }: RangesProps) {
  const words = useWords()
  const shown = stock.lying.filter(({ state }) => state !== 'destroyed')
  if (shown.length === 0) return null
  const actsOf = (range: Lying): readonly Said[] => {
    if (range.to_office === officeId) return keeps ? ['arrived'] : []
    const acts = ACTS[range.state] ?? []
    return acts.filter(act => (act === 'spoiled' || keeps) && !(act === 'destroyed' && range.mine))
  }
  return (
    <Surface title={words.say('papers.stock.ranges')}>
      <ul className="nansen-queue">
        {shown.map(range => (
          <li key={`${range.series} ${range.first}`} data-range={rangeOf(range)} data-state={range.state}>
            <Group justify="space-between" gap="xs">
              <div>
                <Text fw={600} component="span">
                  <bdi dir="ltr">{rangeOf(range)}</bdi>
                </Text>{' '}
                <Badge variant="light" tt="none" color={range.state === 'on-hand' ? 'leaf' : 'gray'}>
                  {words.say(`papers.stock.column.${range.state.replace('-', '_')}`)}
                </Badge>
                <Text size="sm" c="dimmed">
                  {words.option('papers', 'stock_act', 'blank', range.blank)} ·{' '}
                  {words.say('papers.stock.pieces', { count: range.count })}
                  {range.to_office !== null && (
                    <>
                      {' · '}
                      <OfficeName id={range.office_id} /> → <OfficeName id={range.to_office} />
                    </>
                  )}
                </Text>
                {range.state === 'spoiled' && range.mine && (
                  <Text size="sm" c="dimmed">
                    {words.say('papers.stock.second-person')}
                  </Text>
                )}
              </div>
              <Group gap="xs">
                {actsOf(range).map(act => (
                  <Button
                    key={act}
                    size="compact-sm"
                    variant="default"
                    onClick={() => onAct(act, range)}
                    aria-label={`${words.say(`papers.stock.act.${act}`)}: ${rangeOf(range)}`}
                  >
                    {words.say(`papers.stock.act.${act}`)}
                  </Button>
                ))}
              </Group>
            </Group>
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function Ledger({ stock }: { readonly stock: Stock }) {
  const words = useWords()
  if (stock.acts.length === 0) return null
  return (
    <Surface title={words.records('papers', 'stock_act')}>
      <ul className="nansen-queue">
        {stock.acts.map(act => (
          <li key={act.id}>
            {words.option('papers', 'stock_act', 'act', act.act)}: <bdi dir="ltr">{rangeOf(act)}</bdi> ·{' '}
            {words.say('papers.stock.pieces', { count: act.count })}
            {act.reason !== null && ` · ${words.option('papers', 'stock_act', 'reason', act.reason)}`}
            {act.to_office !== null && (
              <>
                {' → '}
                <OfficeName id={act.to_office} />
              </>
            )}
            <Text size="sm" c="dimmed">
              <bdi>{words.instant(act.at)}</bdi>
              {act.by !== null && (
                <>
                  {' · '}
                  <ColleagueName id={act.by} />
                </>
              )}
              {act.remarks !== null && (
                <>
                  {' · '}
                  <bdi>{act.remarks}</bdi>
                </>
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
