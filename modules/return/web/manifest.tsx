import { Button, Group, Stack, Text } from '@mantine/core'
import { Go, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ConfirmDeparture } from './confirmDeparture.tsx'
import { PrintIn } from './printForm.tsx'
import { inShort, type Traveller } from './traveller.ts'

/** As `return.manifestOf` answers. */
interface Listed {
  readonly status: string
  readonly seats: number
  readonly people: readonly Traveller[]
}

/** Who goes with a convoy, family by family; while it is due, who left is written down here. */
export function Manifest({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const found = useAsk<Listed>('return.manifestOf', { convoyId: id })
  const [confirming, setConfirming] = useState(false)
  if (found.data === undefined) return null
  const { status, seats, people } = found.data
  const taken = words.say('return.manifest.taken', { taken: words.number(people.length), seats: words.number(seats) })
  return (
    <Surface title={words.say('return.manifest.title')} mt="md" data-manifest={people.length}>
      <Text mb="sm">{taken}</Text>
      {people.length === 0 && <Text c="dimmed">{words.say('return.manifest.nobody')}</Text>}
      {confirming ? (
        <ConfirmDeparture convoyId={id} people={people} onDone={() => setConfirming(false)} />
      ) : (
        <Stack gap="md">
          {[...Map.groupBy(people, ({ fileId }) => fileId)].map(([fileId, family]) => (
            <Family key={fileId} family={family} asking={status === 'planned'} />
          ))}
          {people.length > 0 && may('return', 'print') && (
            <PrintIn command="manifest" id={id} label={words.say('return.manifest.print')} />
          )}
          {people.length > 0 && status === 'planned' && may('return', 'change') && (
            <Group>
              <Button onClick={() => setConfirming(true)}>{words.say('return.manifest.confirm')}</Button>
            </Group>
          )}
        </Stack>
      )}
    </Surface>
  )
}

/** One case: its number, whether they were asked again, and each person with the care that they need. */
function Family({ family, asking }: { readonly family: readonly Traveller[]; readonly asking: boolean }) {
  const words = useWords()
  const [first] = family
  if (first === undefined) return null
  return (
    <div>
      <Group gap="sm">
        <Go to={`/return/file/${first.fileId}`}>
          <bdi dir="ltr">{first.fileNumber}</bdi>
        </Go>
        {asking && (
          <Text size="sm" c="dimmed">
            {first.reconfirmedOn === null
              ? words.say('return.manifest.not-asked')
              : words.say('return.manifest.asked-before', { day: words.date(first.reconfirmedOn) })}
          </Text>
        )}
      </Group>
      {family.map(each => (
        <Group key={each.individual} gap="xs" ms="md">
          <bdi>{each.name}</bdi>
          <Text size="sm" c="dimmed">
            {inShort(each, words)}
          </Text>
        </Group>
      ))}
    </div>
  )
}
