import { Alert, Badge, Group, Text } from '@mantine/core'
import { PersonCard, Surface, useWords } from '@nansen/ui'

interface Card {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly thumbnail: string | null
}
/** Who gets one, and who does not and why. */
export interface WhoGets {
  readonly gets: number
  readonly people: readonly { readonly card: Card; readonly why: string | null }[]
  readonly notFound: readonly string[]
  readonly onHand: number | null
  readonly months: number
}
/** Lines of the preview: who gets none comes first. */
const SHOWN = 60

/** Before anything is printed: who gets one, who does not and why, and whether there are blanks enough. */
export function RunPreview({ who }: { readonly who: WhoGets }) {
  const words = useWords()
  const without = who.people.filter(({ why }) => why !== null)
  const shown = [...without, ...who.people.filter(({ why }) => why === null)].slice(0, SHOWN)
  const counted = [...Map.groupBy(without, ({ why }) => why ?? '')].map(([why, people]) => ({
    why,
    count: people.length,
  }))
  return (
    <Surface title={words.say('papers.new.gets', { count: who.gets })}>
      {who.onHand !== null && who.onHand < who.gets && (
        <Alert color="saffron" mb="sm">
          {words.say('papers.new.few-blanks', { count: who.onHand })}
        </Alert>
      )}
      {who.notFound.length > 0 && (
        <Alert color="saffron" mb="sm">
          {words.say('papers.new.not-found', { count: who.notFound.length })}{' '}
          <bdi dir="ltr">{who.notFound.slice(0, 20).join(', ')}</bdi>
        </Alert>
      )}
      {counted.length > 0 && (
        <Group gap="xs" mb="sm">
          <Text>{words.say('papers.new.without', { count: without.length })}</Text>
          {counted.map(({ why, count }) => (
            <Badge key={why} variant="light" color="gray" tt="none">
              {words.option('papers', 'batch_line', 'why', why)}: {words.number(count)}
            </Badge>
          ))}
        </Group>
      )}
      <ul className="nansen-queue">
        {shown.map(({ card, why }) => (
          <li key={card.id}>
            <Group justify="space-between" wrap="nowrap" align="start">
              <PersonCard
                name={card.display_name_native ?? card.display_name}
                number={card.number}
                sex={null}
                born={null}
                photo={card.thumbnail}
              />
              <Text size="sm" {...(why !== null && { c: 'dimmed' })} ta="end">
                {why === null ? words.say('papers.new.one') : words.option('papers', 'batch_line', 'why', why)}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      {who.people.length > SHOWN && (
        <Text c="dimmed">… + {words.say('papers.runs.people', { count: who.people.length - SHOWN })}</Text>
      )}
    </Surface>
  )
}
