import { Button, Group, Stack, Text } from '@mantine/core'
import { Go, PersonCard, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type Card, cardProps } from '../cards.ts'
import { ConfirmCorrect } from './confirmCorrect.tsx'

/** `registration.qualityList`. */
interface People {
  readonly rows: readonly { readonly card: Card; readonly severity: string; readonly since: string }[]
  readonly more: boolean
}

/** People on a page of the list; as the server's. */
const A_PAGE = 50

interface FindingPeopleProps {
  readonly rule: string
  readonly officeId: string | null
}

/** Whoever has one finding, those who wait longest first: to put right, or to confirm. */
export function FindingPeople({ rule, officeId }: FindingPeopleProps) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const [after, setAfter] = useState(0)
  const [confirming, setConfirming] = useState<string | null>(null)
  const ask = { rule, after, ...(officeId === null ? {} : { officeId }) }
  const { data, error, isLoading } = useAsk<People>('registration.qualityList', ask)
  return (
    <Surface actions={<Go to="/registration/quality">{say('registration.quality.back')}</Go>}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.rows.length === 0 && <Text c="dimmed">{say('registration.quality.nothing')}</Text>}
      <Stack gap="sm" component="ul" className="nansen-plain">
        {data?.rows.map(({ card, since }) => (
          <li key={card.id}>
            <Group justify="space-between" align="start" gap="xs">
              <PersonCard {...cardProps(card, words)} />
              <Group gap="xs">
                <Text size="sm" c="dimmed" component="time" dateTime={since}>
                  {words.ago(since)}
                </Text>
                {may('registration', 'change') && (
                  <Button variant="default" size="compact-md" onClick={() => setConfirming(card.id)}>
                    {say('registration.quality.confirm')}
                  </Button>
                )}
              </Group>
            </Group>
          </li>
        ))}
      </Stack>
      {(after > 0 || data?.more) && (
        <Group mt="md">
          {after > 0 && (
            <Button variant="default" onClick={() => setAfter(0)}>
              1–{A_PAGE}
            </Button>
          )}
          {data?.more && (
            <Button variant="default" onClick={() => setAfter(after + A_PAGE)}>
              {say('registration.quality.more')}
            </Button>
          )}
        </Group>
      )}
      {confirming !== null && (
        <ConfirmCorrect individualId={confirming} rule={rule} onClose={() => setConfirming(null)} />
      )}
    </Surface>
  )
}
