import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import {
  afterCaseAct,
  api,
  FieldOutput,
  GoButton,
  type ListedRow,
  Refused,
  Surface,
  useMay,
  useWords,
} from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EXCEPTIONS } from '../children.ts'
import { resettlement } from '../index.ts'

/** When a case stands where somebody must be proved. The database says the same: `resettlement.stands_at`. */
const OCCASION_OF: Readonly<Record<string, 'interview' | 'submission' | 'departure'>> = {
  checking: 'interview',
  interviewing: 'interview',
  drafting: 'submission',
  recommended: 'submission',
  reviewed: 'submission',
  accepted: 'departure',
  departing: 'departure',
}

interface Place {
  readonly id: string
}

/** Who is still to be proved before the case goes on, the way to the comparison, and a supervisor's exception. */
export function Proof({ id }: Place) {
  const { say } = useWords()
  const mayExcept = useMay()('resettlement', 'approve')
  const file = useQuery({
    queryKey: ['record', 'resettlement', 'file', id],
    queryFn: ({ signal }) => api.get(resettlement, 'file', id as never, signal),
  })
  const found = useQuery({
    queryKey: ['records', 'resettlement', 'traveller', { parent_id: id }],
    queryFn: ({ signal }) =>
      api.list(resettlement, 'traveller', { where: { parent_id: id }, limit: 100, whole: true } as never, signal),
  })
  const occasion = OCCASION_OF[String(file.data?.state)]
  if (occasion === undefined || !found.data) return null
  const waiting = (found.data.rows as readonly ListedRow[]).filter(
    row => row.withdrawn_at == null && row[`proved_at_${occasion}`] == null && row.goes !== 'stays',
  )
  return (
    <Surface title={say('resettlement.proof.title')} mt="md">
      {waiting.length === 0 ? (
        <Text>{say('resettlement.proof.done')}</Text>
      ) : (
        <Stack gap="sm">
          <Text size="sm">{say('resettlement.proof.intro')}</Text>
          {waiting.map(row => (
            <Group key={row.id} gap="sm" justify="space-between">
              <PersonName id={row.individual} />
              <GoButton to={`/identity/verify/${String(row.individual)}?occasion=${occasion}`} variant="default">
                {say('resettlement.proof.compare')}
              </GoButton>
            </Group>
          ))}
          {mayExcept && <Except id={id} occasion={occasion} waiting={waiting} />}
        </Stack>
      )}
    </Surface>
  )
}

const PersonName = ({ id }: { readonly id: unknown }) => (
  <FieldOutput
    module="resettlement"
    record="traveller"
    name="individual"
    field={resettlement.records.traveller!.fields.individual!}
    value={id}
  />
)

interface Excepting extends Place {
  readonly occasion: string
  readonly waiting: readonly ListedRow[]
}

function Except({ id, occasion, waiting }: Excepting) {
  const words = useWords()
  const client = useQueryClient()
  const [people, setPeople] = useState<string[]>([])
  const [because, setBecause] = useState<string | null>(null)
  const [remarks, setRemarks] = useState('')
  const excepting = useMutation({
    mutationFn: () => api.command('resettlement.exceptCheck', { fileId: id, people, occasion, because, remarks }),
    onSuccess: () => afterCaseAct(client, 'resettlement'),
  })
  return (
    <Stack gap="xs" data-except>
      {excepting.isError && <Refused error={excepting.error} />}
      <Checkbox.Group label={words.say('resettlement.proof.people')} value={people} onChange={setPeople}>
        {waiting.map(row => (
          <Checkbox key={row.id} mt="xs" value={String(row.individual)} label={<PersonName id={row.individual} />} />
        ))}
      </Checkbox.Group>
      <Select
        label={words.say('resettlement.proof.because')}
        data={EXCEPTIONS.map(value => ({
          value,
          label: words.option('resettlement', 'identity_check', 'because', value),
        }))}
        value={because}
        onChange={setBecause}
      />
      <TextInput
        label={words.say('resettlement.proof.remarks')}
        value={remarks}
        onChange={event => setRemarks(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={excepting.isPending}
        disabled={people.length === 0 || because === null || remarks.length < 3}
        onClick={() => excepting.mutate()}
      >
        {words.say('resettlement.proof.except')}
      </Button>
    </Stack>
  )
}
