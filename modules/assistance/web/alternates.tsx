import { Button, Group } from '@mantine/core'
import { code, date, note, text } from '@nansen/model'
import { ActDialog, api, ListScreen, Page, Refused, Surface, useMay, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ALTERNATE_REASONS, assistance } from '../index.ts'

const FIELDS = {
  family_number: text({ max: 40 }),
  person_number: text({ max: 40 }),
  because: code(ALTERNATE_REASONS),
  valid_from: date(),
  valid_until: date(),
  remarks: note({ optional: true, max: 1_000 }),
} as const

/** Who collects for families that cannot: named here by one, agreed to by another. */
export function AlternatesScreen() {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const name = words.say('assistance.alternate.name')
  return (
    <Page
      title={words.records('assistance', 'alternate')}
      actions={may('assistance', 'create') && <Button onClick={() => setOpen(true)}>{name}</Button>}
    >
      <ListScreen module={assistance} record="alternate" />
      {open && (
        <ActDialog
          module="assistance"
          record="alternate"
          fields={FIELDS}
          title={name}
          explained={words.say('assistance.alternate.explained')}
          confirm={name}
          command="assistance.nameAlternate"
          input={({ family_number, person_number, because, remarks, valid_from, valid_until }) => ({
            familyNumber: family_number,
            personNumber: person_number,
            because,
            ...(remarks ? { remarks } : {}),
            from: valid_from,
            until: valid_until,
          })}
          onClose={() => setOpen(false)}
        />
      )}
    </Page>
  )
}

/** On the page of an alternate: another agrees or refuses; what was agreed is ended. */
export function AlternatePanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['record', 'assistance', 'alternate', id],
    queryFn: ({ signal }) => api.get(assistance, 'alternate', id, signal),
  })
  const deciding = useMutation({
    mutationFn: (decision: string) => api.command('assistance.decideAlternate', { alternateId: id, decision }),
    onSuccess: () => client.invalidateQueries(),
  })
  const decision = found.data?.decision
  const offered =
    decision === 'agreed' ? ['ended'] : !decision && may('assistance', 'approve') ? ['agreed', 'refused'] : []
  if (found.data === undefined || offered.length === 0) return null
  return (
    <Surface title={say('assistance.alternate.decide')} mt="md">
      {deciding.error && <Refused error={deciding.error} />}
      <Group>
        {offered.map(each => (
          <Button
            key={each}
            variant={each === 'agreed' ? 'filled' : 'default'}
            loading={deciding.isPending}
            onClick={() => deciding.mutate(each)}
          >
            {say(`assistance.alternate.${each}`)}
          </Button>
        ))}
      </Group>
    </Surface>
  )
}
