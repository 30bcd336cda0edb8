import { Button, Group, Select } from '@mantine/core'
import { afterCaseAct, api, LANGUAGE_NAMES, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { partnerServices } from '../index.ts'

/** The paper that an enrolment is ready for: the slip while they take part, the certificate when they completed it. */
const PAPER_OF: Readonly<Record<string, string>> = { 'taking-part': 'enrolmentSlip', completed: 'certificate' }

export function Papers({ id }: { readonly id: string }) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const enrolment = useQuery({
    queryKey: ['record', 'partner_services', 'enrolment', id],
    queryFn: ({ signal }) => api.get(partnerServices, 'enrolment', id as never, signal),
  })
  const printing = useMutation({
    mutationFn: (name: string) => api.command(`partner_services.${name}`, { enrolmentId: id, language }),
    onSuccess: async () => {
      await afterCaseAct(client, 'partner_services')
      toast(words.say('partner_services.papers.printed'))
    },
  })
  const name = PAPER_OF[String(enrolment.data?.state)]
  if (name === undefined) return null
  return (
    <Surface title={words.say('partner_services.papers.title')} mt="md">
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('partner_services.papers.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate(name)}>
          {words.say('partner_services.papers.print', { what: words.say(`partner_services.document.${name}`) })}
        </Button>
      </Group>
    </Surface>
  )
}
