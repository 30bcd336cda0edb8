import { Group, Text } from '@mantine/core'
import { Go, Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'

interface List {
  readonly list: string
  readonly many: number
  readonly needed: boolean
}

/** What forms offer to choose from, list by list, and how a list is changed. */
export function ListsScreen() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly rows: readonly List[] }>('admin.code-lists')
  const nameOf = (list: string) => (words.has(`oversight.list.${list}`) ? words.say(`oversight.list.${list}`) : list)
  return (
    <Page title={words.say('oversight.check.lists')} subtitle={words.say('oversight.lists.explained')} width="narrow">
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      <Surface>
        <ul className="nansen-queue">
          {data?.rows.map(({ list, many }) => (
            <li key={list}>
              <Group justify="space-between">
                <Go to={`/oversight/lists/${list}`}>{nameOf(list)}</Go>
                <span className="nansen-count">{words.number(many)}</span>
              </Group>
            </li>
          ))}
        </ul>
      </Surface>
    </Page>
  )
}

interface Devices {
  readonly country: string
  readonly name: Readonly<Record<string, string>>
  readonly devices: number
  readonly lastSeen: string | null
}

/** Scanners by operation, as their signatures tell. */
export function DevicesScreen() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly rows: readonly Devices[] }>('admin.devices')
  return (
    <Page
      title={words.say('oversight.check.devices')}
      subtitle={words.say('oversight.devices.explained')}
      width="narrow"
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      <Surface>
        <ul className="nansen-queue">
          {data?.rows.map(({ country, name, devices, lastSeen }) => (
            <li key={country}>
              <Group justify="space-between">
                <div>
                  <bdi>{name[words.language] ?? name.en ?? country}</bdi>
                  <Text size="sm" c="dimmed">
                    {lastSeen === null
                      ? words.say('oversight.devices.never')
                      : words.say('oversight.devices.last', { when: words.ago(lastSeen) })}
                  </Text>
                </div>
                <span className="nansen-count">{words.number(devices)}</span>
              </Group>
            </li>
          ))}
        </ul>
      </Surface>
    </Page>
  )
}
