import { Text } from '@mantine/core'
import { Surface, useWords } from '@nansen/ui'
import type { Happening } from './page.ts'

/** Who did what and when; values stand in the audit. */
export function Happenings({ happenings }: { readonly happenings: readonly Happening[] }) {
  const words = useWords()
  if (happenings.length === 0) return null
  return (
    <Surface title={words.say('registration.person.happened')}>
      <ol className="nansen-timeline">
        {happenings.map(each => (
          <li key={`${each.at} ${each.command_id}`}>
            <Text size="sm" fw={600} component="span">
              {words.instant(each.at)}
            </Text>
            <Text size="sm" c="dimmed" component="span">
              {' · '}
              {each.by === null ? words.say('registration.person.installer') : <bdi>{each.by}</bdi>}
            </Text>
            <Text size="sm">
              {[...new Set(each.touched.map(({ record }) => words.record('registration', record)))].join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
    </Surface>
  )
}
