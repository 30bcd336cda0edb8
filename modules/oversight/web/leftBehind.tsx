import { Text } from '@mantine/core'
import { Go, Refused, Slow, Surface, useAsk, useDesk, useWords } from '@nansen/ui'

interface Kind {
  readonly module: string
  readonly record: string
  readonly many: number
}

/** What somebody who leaves is the owner of: numbers for whoever arranges it, and lists for whoever may read and hand over. */
export function LeftBehind({ staffId }: { readonly staffId: string }) {
  const words = useWords()
  const { modules } = useDesk()
  const left = useAsk<{ readonly rows: readonly Kind[] }>('admin.left-behind', { staffId })
  const nameOf = ({ module, record }: Kind) => {
    const key = `${module}.record.${record}.plural`
    return words.has(key) ? words.say(key) : words.say('oversight.goings.given-cases')
  }
  const canOpen = ({ module, record }: Kind) =>
    modules.some(each => each.name === module && Object.hasOwn(each.records, record))
  return (
    <Surface title={words.say('oversight.goings.left-behind')} mt="md">
      {left.isPending && <Slow />}
      {left.isError && <Refused error={left.error} />}
      {left.data?.rows.length === 0 && <Text c="dimmed">{words.say('oversight.goings.nothing-left')}</Text>}
      <ul className="nansen-queue">
        {left.data?.rows.map(each => (
          <li key={`${each.module} ${each.record}`}>
            {canOpen(each) ? <Go to={`/${each.module}/${each.record}`}>{nameOf(each)}</Go> : nameOf(each)}{' '}
            <span className="nansen-count">{words.number(each.many)}</span>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {words.say('oversight.goings.hand-over')}
      </Text>
    </Surface>
  )
}
