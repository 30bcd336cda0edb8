import { Group, Stack, Text } from '@mantine/core'
import { entryLabel, Go, PersonCard, Surface, useCodes, useWords } from '@nansen/ui'
import { cardProps } from '../cards.ts'
import type { PersonOnPage } from './page.ts'

/** Who belongs to the person now, and what they are to the focal point. */
export function Family({ group, of }: { readonly group: NonNullable<PersonOnPage['group']>; readonly of: string }) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const named = (code: string) => {
    const entry = entries.find(each => each.code === code)
    return entry === undefined ? code : entryLabel(entry, words)
  }
  const title = (
    <Group gap="xs" component="span">
      {words.say('registration.person.family')}
      <Go to={`/registration/registration_group/${group.id}`}>
        <span className="nansen-number" dir="ltr">
          {group.number}
        </span>
      </Go>
    </Group>
  )
  return (
    <Surface title={title}>
      <Stack gap="sm">
        {group.members.map(({ card, relationship }) => (
          <Group key={card.id} justify="space-between" wrap="nowrap" align="start" data-me={card.id === of}>
            <PersonCard {...cardProps(card, words)} />
            <Text size="sm" c="dimmed">
              {named(relationship)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Surface>
  )
}
