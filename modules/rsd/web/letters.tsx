import { Button, Group, Select } from '@mantine/core'
import {
  afterCaseAct,
  api,
  LANGUAGE_NAMES,
  type ListedRow,
  Refused,
  Surface,
  toast,
  useModule,
  useWords,
} from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Letters that can be written now, in the language of whom they are for. What was printed stands among the papers of the file. */
export function Letters({ id }: { readonly id: string }) {
  const module = useModule('rsd')!
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const found = useQuery({
    queryKey: ['record', 'rsd', 'file', id],
    queryFn: ({ signal }) => api.get(module, 'file', id, signal),
  })
  const interviews = useQuery({
    queryKey: ['records', 'rsd', 'interview', { parent_id: id }],
    queryFn: ({ signal }) =>
      api.list(module, 'interview', { where: { parent_id: id }, limit: 100, whole: true }, signal),
  })
  const printing = useMutation({
    mutationFn: (name: string) => api.command(`rsd.${name}`, { fileId: id, language }),
    onSuccess: async () => {
      await afterCaseAct(client, 'rsd')
      toast(words.say('rsd.letters.printed'))
    },
  })
  const file = found.data as (ListedRow & Readonly<Record<string, unknown>>) | undefined
  const planned = ((interviews.data?.rows ?? []) as readonly ListedRow[]).some(({ status }) => status === 'planned')
  const names = [
    ...(planned ? ['appointment'] : []),
    ...(file?.decided_on != null ? ['notification'] : []),
    ...(file?.appeal_decided_on != null ? ['appealDecision'] : []),
  ]
  if (names.length === 0) return null
  return (
    <Surface title={words.say('rsd.letters.title')} mt="md">
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('rsd.letters.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        {names.map(name => (
          <Button key={name} variant="default" loading={printing.isPending} onClick={() => printing.mutate(name)}>
            {words.say('rsd.letters.print', { what: words.say(`rsd.document.${name}`) })}
          </Button>
        ))}
      </Group>
    </Surface>
  )
}
