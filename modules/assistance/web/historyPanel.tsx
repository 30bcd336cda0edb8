import { Badge, Text } from '@mantine/core'
import { Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { type Item, Items } from './items.tsx'

interface Time {
  readonly entry: string
  readonly programme: string
  readonly period: string
  readonly state: string
  readonly givenAt: string | null
  readonly place: string | null
  readonly items: readonly Item[] | null
}

const WAITS = ['planned', 'frozen', 'distributing']

/** On the person's page: what their family was entitled to, and whether it came. */
export function HistoryPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly times: readonly Time[] }>('assistance.ofPerson', {
    individualId: id,
  })
  const told = ({ state }: Time) => (state === 'collected' ? 'collected' : WAITS.includes(state) ? 'waiting' : 'missed')
  return (
    <Surface title={words.say('assistance.history.title')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.times.length === 0 && <Text c="dimmed">{words.say('assistance.history.none')}</Text>}
      <ul className="nansen-queue">
        {data?.times.map(time => (
          <li key={time.entry}>
            <Text fw={600} component="div">
              <bdi>{time.programme}</bdi> · {words.date(time.period)}{' '}
              <Badge variant="light" tt="none" color={told(time) === 'collected' ? 'leaf' : 'gray'}>
                {words.say(`assistance.history.${told(time)}`)}
              </Badge>
            </Text>
            <Text size="sm" c="dimmed">
              {time.givenAt !== null && words.date(time.givenAt.slice(0, 10))}
              {time.place !== null && (
                <>
                  {' · '}
                  <bdi>{time.place}</bdi>
                </>
              )}
              {time.items !== null && (
                <>
                  {' · '}
                  <Items items={time.items} />
                </>
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
