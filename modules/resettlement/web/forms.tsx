import { Button, Group, List, Select, Text } from '@mantine/core'
import { afterCaseAct, api, LANGUAGE_NAMES, Refused, Surface, saveFile, toast, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { resettlement } from '../index.ts'

interface Electronic {
  readonly name: string
  readonly xml: string
  readonly findings: readonly { readonly severity: string; readonly says: string; readonly remedy: string }[]
}

/** From here on there is a case to be told of. */
const WRITABLE = ['drafting', 'recommended', 'reviewed', 'submitted', 'with-state', 'accepted', 'departing', 'departed']

/** The form on paper, and the electronic one with what a receiving state would refuse of it, before anything is sent. */
export function Forms({ id }: { readonly id: string }) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const file = useQuery({
    queryKey: ['record', 'resettlement', 'file', id],
    queryFn: ({ signal }) => api.get(resettlement, 'file', id as never, signal),
  })
  const printing = useMutation({
    mutationFn: (name: string) => api.command(`resettlement.${name}`, { fileId: id, language }),
    onSuccess: async () => {
      await afterCaseAct(client, 'resettlement')
      toast(words.say('resettlement.papers.printed'))
    },
  })
  const electronic = useMutation({
    mutationFn: () => api.query<Electronic>('resettlement.electronicForm', { fileId: id }),
    onSuccess: ({ name, xml }) => saveFile(name, 'application/xml', xml),
  })
  const state = String(file.data?.state)
  if (!WRITABLE.includes(state)) return null
  return (
    <Surface title={words.say('resettlement.papers.title')} mt="md">
      {printing.isError && <Refused error={printing.error} />}
      {electronic.isError && <Refused error={electronic.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('resettlement.papers.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate('form')}>
          {words.say('resettlement.papers.draft')}
        </Button>
        {state === 'reviewed' && (
          <Button loading={printing.isPending} onClick={() => printing.mutate('lockForm')}>
            {words.say('resettlement.papers.lock')}
          </Button>
        )}
        <Button variant="default" loading={electronic.isPending} onClick={() => electronic.mutate()}>
          {words.say('resettlement.papers.electronic')}
        </Button>
      </Group>
      {electronic.data && <Findings found={electronic.data.findings} />}
    </Surface>
  )
}

function Findings({ found }: { readonly found: Electronic['findings'] }) {
  const { say } = useWords()
  const errors = found.filter(({ severity }) => severity === 'error')
  const rest = found.filter(({ severity, says }) => severity !== 'error' && says !== '')
  return (
    <div data-findings={errors.length} role="status">
      <Text mt="sm" fw={600}>
        {errors.length === 0
          ? say('resettlement.papers.fine')
          : say('resettlement.papers.refused', { number: String(errors.length) })}
      </Text>
      <Sentences of={errors} />
      {rest.length > 0 && <Text mt="sm">{say('resettlement.papers.look', { number: String(rest.length) })}</Text>}
      <Sentences of={rest} />
    </div>
  )
}

/** The words of the checks are English: a receiving state's own. */
const Sentences = ({ of }: { readonly of: Electronic['findings'] }) => (
  <List size="sm" lang="en" dir="ltr">
    {[...new Set(of.map(({ says, remedy }) => `${says} ${remedy}`))].map(text => (
      <List.Item key={text}>{text}</List.Item>
    ))}
  </List>
)
