import { Button, Group, Progress, Text } from '@mantine/core'
import { GoButton, Surface, useMay, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import type { PersonOnPage, Stored } from './page.ts'

/** What a question is called: the label of its field (and that it is asked of the group), or of the record that tells of it. */
export const questionLabel = (question: string, words: Words): string => {
  const name = question.replace(/^group\./, '')
  if (name !== question)
    return `${words.field('registration', 'registration_group', name)} · ${words.record('registration', 'registration_group')}`
  return name in registration.records.individual.fields
    ? words.field('registration', 'individual', name)
    : words.records('registration', name)
}

/** How far the person was asked, level by level, and the way to ask what is missing. */
export function Completeness({ page }: { readonly page: PersonOnPage }) {
  const words = useWords()
  const may = useMay()
  if (page.levels.length === 0) return null
  return (
    <Surface title={words.say('registration.levels.asked')}>
      {page.levels.map(each => (
        <Level key={each.level} of={page.card.id} mayAsk={may('registration', 'change')} {...each} />
      ))}
    </Surface>
  )
}

type LevelProps = PersonOnPage['levels'][number] & { readonly of: string; readonly mayAsk: boolean }

function Level({ level, expected, missing, of, mayAsk }: LevelProps) {
  const words = useWords()
  const { say } = words
  const [isOpen, setOpen] = useState(false)
  const answered = expected - missing.length
  const name = say(`registration.preset.${level}`)
  return (
    <div className="nansen-level" data-level={level} data-missing={missing.length}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {say('registration.levels.answered', { answered, expected })}
        </Text>
      </Group>
      <Progress
        value={expected === 0 ? 100 : (answered / expected) * 100}
        aria-label={name}
        color={missing.length === 0 ? 'green' : 'blue'}
        my={6}
      />
      {missing.length > 0 && (
        <Group gap="xs">
          {mayAsk && (
            <GoButton to={`/registration/enrich/${of}?level=${level}`} variant="light" size="compact-md">
              {say('registration.levels.enrich')}
            </GoButton>
          )}
          <Button variant="subtle" size="compact-md" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say('registration.levels.missing', { count: missing.length })}
          </Button>
        </Group>
      )}
      {isOpen && (
        <Text size="sm" mt={6}>
          {missing.map(question => questionLabel(question, words)).join(' · ')}
        </Text>
      )}
    </div>
  )
}

/** Questions that were asked and have no answer, and why. */
export function NotAnswered({ rows }: { readonly rows: readonly Stored[] }) {
  const words = useWords()
  if (rows.length === 0) return null
  return (
    <Surface title={words.records('registration', 'not_answered')}>
      <dl className="nansen-facts">
        {rows.map(({ id, question, because, asked_on: askedOn }) => (
          <div key={id}>
            <dt>{questionLabel(String(question), words)}</dt>
            <dd>
              {words.option('registration', 'not_answered', 'because', String(because))} · {words.date(String(askedOn))}
            </dd>
          </div>
        ))}
      </dl>
    </Surface>
  )
}
