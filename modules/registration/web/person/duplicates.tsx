import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { PersonCard, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { type Card, cardProps } from '../cards.ts'
import { Likeness, type Reason } from '../register/likeness.tsx'
import { ActDialog } from './actDialog.tsx'

/** Somebody who may be this person, as `registration.possibleDuplicates` answers. */
interface Alike {
  readonly card: Card
  readonly band: string
  readonly reasons: readonly Reason[]
  readonly group_number: string | null
  readonly family: readonly string[]
}

/** Unlikely ones shown before the rest is asked for. */
const FIRST = 3

/** Who else may be this person. Looked for when asked only: it shows others, and every look is in the audit. */
export function Duplicates({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [asked, setAsked] = useState(false)
  return (
    <Surface title={say('registration.duplicates.title')}>
      {asked ? (
        <Found id={id} />
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          {say('registration.duplicates.look')}
        </Button>
      )}
    </Surface>
  )
}

function Found({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const { data, error, isLoading, refetch } = useAsk<{ readonly people: readonly Alike[] }>(
    'registration.possibleDuplicates',
    { id },
  )
  const [apart, setApart] = useState<Card | null>(null)
  const [all, setAll] = useState(false)
  if (isLoading) return <Slow />
  if (error) return <Refused error={error} />
  if (!data || data.people.length === 0) return <Text c="dimmed">{words.say('registration.duplicates.none')}</Text>
  const first = data.people.filter(({ band }, at) => at < FIRST || band !== 'weak')
  const rest = data.people.length - first.length
  return (
    <Stack gap="md">
      {(all ? data.people : first).map(({ card, band, reasons, group_number, family }) => (
        <Stack key={card.id} gap={6} data-alike={card.number}>
          <PersonCard {...cardProps(card, words)} />
          <Likeness band={band} reasons={reasons} />
          {family.length > 0 && (
            <Text size="sm" c="dimmed">
              {words.say('registration.alike.family', { number: group_number ?? '' })} <bdi>{family.join(' · ')}</bdi>
            </Text>
          )}
          {may('registration', 'create') && (
            <Group>
              <Button variant="subtle" size="compact-sm" onClick={() => setApart(card)}>
                {words.say('registration.duplicates.another')}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {rest > 0 && !all && (
        <Group>
          <Button variant="default" onClick={() => setAll(true)}>
            {words.say('registration.duplicates.rest', { count: rest })}
          </Button>
        </Group>
      )}
      {apart && (
        <ToldApart
          individualId={id}
          other={apart}
          onClose={() => {
            setApart(null)
            void refetch()
          }}
        />
      )}
    </Stack>
  )
}

interface ToldApartProps {
  readonly individualId: string
  readonly other: Card
  readonly onClose: () => void
}

/** Why it is another person, once and for good. */
function ToldApart({ individualId, other, onClose }: ToldApartProps) {
  const words = useWords()
  const [because, setBecause] = useState<string | null>(null)
  return (
    <ActDialog
      title={words.say('registration.duplicates.another')}
      command="registration.tellApart"
      confirm={words.say('registration.duplicates.another')}
      input={because === null ? null : { individualId, other: other.id, because }}
      onDone={onClose}
      onClose={onClose}
    >
      <Text size="sm">
        <bdi>{other.display_name_native ?? other.display_name}</bdi> · <bdi dir="ltr">{other.number}</bdi>
      </Text>
      <Select
        data-autofocus
        label={words.say('registration.alike.another')}
        withAsterisk
        data={registration.records.other_than.fields.because.codes.map(value => ({
          value,
          label: words.option('registration', 'other_than', 'because', value),
        }))}
        value={because}
        onChange={setBecause}
      />
    </ActDialog>
  )
}
