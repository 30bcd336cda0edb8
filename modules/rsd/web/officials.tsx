import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { afterCaseAct, api, Refused, Surface, toast, useAsk, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** As `rsd.officials` answers. */
interface Official {
  readonly staffId: string
  readonly name: string
  readonly has: boolean
}

/** To whom of the government the file is given: for who may hand it on. */
export function Officials({ id }: { readonly id: string }) {
  const words = useWords()
  const client = useQueryClient()
  const [staffId, setStaffId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const found = useAsk<{ officials: readonly Official[] }>('rsd.officials', { fileId: id })
  const giving = useMutation({
    mutationFn: () => api.command('rsd.giveFile', { fileId: id, staffId, reason }),
    onSuccess: async () => {
      await afterCaseAct(client, 'rsd')
      setStaffId(null)
      toast(words.say('rsd.share.given'))
    },
  })
  if (found.data === undefined) return null
  const free = found.data.officials.filter(({ has }) => !has)
  return (
    <Surface title={words.say('rsd.share.title')} mt="md">
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('rsd.share.why')}
      </Text>
      {giving.isError && <Refused error={giving.error} />}
      {found.data.officials
        .filter(({ has }) => has)
        .map(({ staffId: each, name }) => (
          <Text key={each}>
            <bdi>{name}</bdi> · {words.say('rsd.share.has')}
          </Text>
        ))}
      {free.length === 0 && found.data.officials.length === 0 && (
        <Text c="dimmed">{words.say('rsd.share.nobody')}</Text>
      )}
      {free.length > 0 && (
        <Group gap="sm" align="end" mt="sm">
          <Select
            label={words.say('rsd.share.to')}
            data={free.map(each => ({ value: each.staffId, label: each.name }))}
            value={staffId}
            onChange={setStaffId}
          />
          <TextInput label={words.say('rsd.share.because')} value={reason} onChange={e => setReason(e.target.value)} />
          <Button
            variant="default"
            disabled={staffId === null || reason.trim() === ''}
            loading={giving.isPending}
            onClick={() => giving.mutate()}
          >
            {words.say('rsd.share.give')}
          </Button>
        </Group>
      )}
    </Surface>
  )
}
