import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { assistance } from '../index.ts'
import { type Compared, Comparison } from './comparison.tsx'
import { OwnList } from './overlapList.tsx'
import { ask } from './overlapWork.ts'
import './lane.css'

interface Listed {
  readonly overlaps: readonly Compared[]
  readonly partners: readonly { readonly id: string; readonly name: string }[]
  readonly most: number
}

/** Families that a partner serves too, found without showing anybody a list. */
export function OverlapScreen() {
  const { say } = useWords()
  const asked = useAsk<Listed>('assistance.overlaps', {})
  return (
    <Page title={say('assistance.overlap.title')}>
      <Text mb="md" maw={720}>
        {say('assistance.overlap.explained')}
      </Text>
      {asked.isLoading && <Slow />}
      {asked.error && <Refused error={asked.error} />}
      {asked.data && (
        <Stack gap="md">
          {asked.data.overlaps
            .filter(({ ended }) => ended === null)
            .map(each => (
              <Comparison key={each.id} compared={each} most={asked.data.most} />
            ))}
          <Asking partners={asked.data.partners} most={asked.data.most} />
          {asked.data.overlaps
            .filter(({ ended }) => ended !== null)
            .map(each => (
              <Comparison key={each.id} compared={each} most={asked.data.most} />
            ))}
        </Stack>
      )}
    </Page>
  )
}

const KINDS = assistance.records.programme.fields.kind.codes

function Asking({ partners, most }: Pick<Listed, 'partners' | 'most'>) {
  const words = useWords()
  const client = useQueryClient()
  const [partnerId, setPartner] = useState<string | null>(null)
  const [kind, setKind] = useState<string>(KINDS[0]!)
  const [fromDay, setFrom] = useState('')
  const [toDay, setTo] = useState('')
  const about = fromDay !== '' && toDay >= fromDay ? { kind, fromDay, toDay } : null
  const whole = about !== null && partnerId !== null
  return (
    <Surface title={words.say('assistance.overlap.ask')}>
      <Group align="end" gap="sm" mb="sm">
        <Select
          searchable
          label={words.field('assistance', 'programme', 'partner')}
          data={partners.map(({ id, name }) => ({ value: id, label: name }))}
          value={partnerId}
          onChange={setPartner}
        />
        <Select
          allowDeselect={false}
          label={words.field('assistance', 'programme', 'kind')}
          data={KINDS.map(value => ({ value, label: words.option('assistance', 'programme', 'kind', value) }))}
          value={kind}
          onChange={value => value !== null && setKind(value)}
        />
        <TextInput
          type="date"
          label={words.field('assistance', 'alternate', 'valid_from')}
          value={fromDay}
          onChange={event => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={words.field('assistance', 'alternate', 'valid_until')}
          value={toDay}
          min={fromDay}
          onChange={event => setTo(event.currentTarget.value)}
        />
      </Group>
      <OwnList
        about={whole ? about : null}
        most={most}
        go={words.say('assistance.overlap.send')}
        work={async (numbers, told) => {
          await ask({ partnerId: partnerId!, ...about! }, numbers, told)
          await client.invalidateQueries()
        }}
      />
    </Surface>
  )
}
