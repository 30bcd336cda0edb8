import { Button, Group, Select, Text } from '@mantine/core'
import { afterCaseAct, api, LANGUAGE_NAMES, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { voluntaryReturn } from '../index.ts'

/** States in which the form is printed: before, nobody was counselled; after, they are gone. */
const PRINTED_IN = ['counselled', 'signed', 'verified', 'cleared', 'scheduled']

interface Printing {
  readonly command: 'repatriationForm' | 'manifest'
  readonly id: string
  readonly label: string
}

/** Prints one of the module's papers in the language of who reads it. What was printed stands among the papers of its record. */
export function PrintIn({ command, id, label }: Printing) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const printing = useMutation({
    mutationFn: () => api.command(`return.${command}`, { id, language }),
    onSuccess: async () => {
      await afterCaseAct(client, 'return')
      toast(words.say('return.papers.printed'))
    },
  })
  return (
    <>
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('return.papers.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, name]) => ({ value, label: name }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate()}>
          {label}
        </Button>
      </Group>
    </>
  )
}

export function PrintForm({ id }: { readonly id: string }) {
  const words = useWords()
  const file = useQuery({
    queryKey: ['record', 'return', 'file', id],
    queryFn: ({ signal }) => api.get(voluntaryReturn, 'file', id as never, signal),
  })
  if (!PRINTED_IN.includes(String(file.data?.state))) return null
  return (
    <Surface title={words.say('return.papers.title')} mt="md">
      <Text size="sm" mb="sm">
        {words.say('return.papers.intro')}
      </Text>
      <PrintIn command="repatriationForm" id={id} label={words.say('return.papers.print')} />
    </Surface>
  )
}
