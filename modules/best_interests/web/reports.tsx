import { Button, Group, Select } from '@mantine/core'
import { afterCaseAct, api, LANGUAGE_NAMES, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bestInterests } from '../index.ts'

/** The reports that can be written now, in the language of who reads them. What was printed stands among the papers of the file. */
export function Reports({ id }: { readonly id: string }) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const rowsOf = (record: string) => ({
    queryKey: ['records', 'best_interests', record, { parent_id: id }],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.list(bestInterests, record, { where: { parent_id: id }, limit: 100, whole: true }, signal),
  })
  const assessments = useQuery(rowsOf('assessment'))
  const options = useQuery(rowsOf('option'))
  const printing = useMutation({
    mutationFn: (name: string) => api.command(`best_interests.${name}`, { fileId: id, language }),
    onSuccess: async () => {
      await afterCaseAct(client, 'best_interests')
      toast(words.say('best_interests.reports.printed'))
    },
  })
  const names = [
    ...(assessments.data?.rows.some(({ complete }) => complete === true) ? ['assessmentReport'] : []),
    ...((options.data?.rows.length ?? 0) > 0 ? ['determinationReport'] : []),
  ]
  if (names.length === 0) return null
  return (
    <Surface title={words.say('best_interests.reports.title')} mt="md">
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('best_interests.reports.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        {names.map(name => (
          <Button key={name} variant="default" loading={printing.isPending} onClick={() => printing.mutate(name)}>
            {words.say('best_interests.reports.print', { what: words.say(`best_interests.document.${name}`) })}
          </Button>
        ))}
      </Group>
    </Surface>
  )
}
