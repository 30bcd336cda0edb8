import { Badge, Button, Text } from '@mantine/core'
import { Go, Page, Refused, Slow, Surface, useAsk, useSealing, useWords } from '@nansen/ui'
import { useState } from 'react'
import { FoundGroup } from './foundGroup.tsx'
import { HEALTH_COLOUR } from './healthColour.ts'
import { OwnKeysSection } from './ownKeysSection.tsx'

/** One's own keys, and the groups one is in. */
export function SealingScreen() {
  const words = useWords()
  const sealing = useSealing()
  const founding = useAsk<{ readonly modules: readonly string[] }>('sealing.modules')
  const [isFounding, setFounding] = useState(false)
  if (sealing.isPending) return <Slow />
  if (sealing.isError) return <Refused error={sealing.error} onAgain={() => void sealing.refetch()} />
  const { groups, keys } = sealing.data
  const modules = founding.data?.modules ?? []
  return (
    <Page title={words.say('sealing.title')} subtitle={words.say('sealing.subtitle')} width="narrow">
      <OwnKeysSection sealing={sealing.data} />
      <Surface
        title={words.say('sealing.groups')}
        mt="md"
        {...(keys !== null &&
          modules.length > 0 && {
            actions: (
              <Button variant="default" onClick={() => setFounding(true)}>
                {words.say('sealing.found')}
              </Button>
            ),
          })}
      >
        {groups.length === 0 && <Text c="dimmed">{words.say('sealing.no-groups')}</Text>}
        <ul className="nansen-queue">
          {groups.map(group => (
            <li key={group.id} className="nansen-line">
              <div>
                <Go to={`/sealing/group/${group.id}`}>
                  <bdi>{group.name}</bdi>
                </Go>
                <Text size="sm" c="dimmed">
                  <bdi>{group.officeName}</bdi> · {words.say(`${group.module}.module`)} ·{' '}
                  {words.say(`sealing.mine.${group.mine ?? 'named'}`)}
                </Text>
              </div>
              <Badge color={group.fault ? 'brick' : HEALTH_COLOUR[group.health]} variant="light">
                {words.say(group.fault ? 'sealing.health.broken' : `sealing.health.${group.health}`)}
              </Badge>
            </li>
          ))}
        </ul>
      </Surface>
      {isFounding && <FoundGroup modules={modules} onClose={() => setFounding(false)} />}
    </Page>
  )
}
