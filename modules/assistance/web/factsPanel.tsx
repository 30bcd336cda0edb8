import { Badge, Text } from '@mantine/core'
import { Go, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { type Item, Items } from './items.tsx'

interface Fact {
  readonly id: string
  /** Absent when a bank paid. */
  readonly place: string | null
  readonly givenAt: string
  readonly takenBy: string
  readonly fromPaper: boolean
  readonly double: boolean
  readonly annulled: boolean
  readonly items: readonly Item[]
}

/** On the page of a case at the desk: what points wrote down for this family, each leading to its page, where who approves annuls it. */
export function FactsPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly facts: readonly Fact[] }>('assistance.factsOf', { deskId: id })
  const say = (key: string) => words.say(`assistance.facts.${key}`)
  const marks = (fact: Fact) =>
    [fact.fromPaper && 'paper', fact.double && 'double', fact.annulled && 'annulled'].filter(mark => mark !== false)
  return (
    <Surface title={say('title')} mt="md">
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.facts.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      <ul className="nansen-queue">
        {data?.facts.map(fact => (
          <li key={fact.id}>
            <Text fw={600} component="div">
              <Go to={`/assistance/collection/${fact.id}`}>
                <bdi>{fact.place ?? words.say('assistance.cash.by-bank')}</bdi> · {words.instant(fact.givenAt)}
              </Go>{' '}
              {marks(fact).map(mark => (
                <Badge key={mark} variant="light" tt="none" color={mark === 'double' ? 'brick' : 'gray'}>
                  {say(mark)}
                </Badge>
              ))}
            </Text>
            <Text size="sm" c="dimmed">
              {words.option('assistance', 'collection', 'taken_by', fact.takenBy)} · <Items items={fact.items} />
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
