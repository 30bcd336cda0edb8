import { Anchor, Button, Group, Select, Text } from '@mantine/core'
import { isLanguage } from '@nansen/kernel'
import { api, attachmentAddress, LANGUAGE_NAMES, Refused, Surface, toast, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RequestCase } from './requestCase.ts'

/** Papers of a request: what was printed, and what can be printed now, in the person's language. */
export function RequestPapers({ of: { request, papers } }: { readonly of: RequestCase }) {
  const words = useWords()
  const may = useMay()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const printing = useMutation({
    mutationFn: (name: string) => api.command(`data_protection.${name}`, { requestId: request.id, language }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('data_protection.case.printed'))
    },
  })
  const names = [
    ...(request.kind === 'access' &&
    ['in-work', 'decided'].includes(request.state) &&
    may('data_protection', 'export', 'protected')
      ? ['extract']
      : []),
    ...(request.decision !== null && may('data_protection', 'print') ? ['decision'] : []),
  ]
  return (
    <Surface title={words.say('data_protection.case.papers')}>
      {papers.length === 0 && <Text c="dimmed">{words.say('data_protection.case.no-papers')}</Text>}
      <ul className="nansen-queue">
        {papers.map(paper => (
          <li key={paper.id}>
            <Anchor href={attachmentAddress(paper.file)} target="_blank" rel="noreferrer" fw={600}>
              {words.say(`data_protection.document.${paper.name}`)}
            </Anchor>
            <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
              <bdi>{isLanguage(paper.language) ? LANGUAGE_NAMES[paper.language] : paper.language}</bdi> ·{' '}
              <bdi>{words.instant(paper.printed_at)}</bdi> · {words.say('paper.checksum')}:{' '}
              <bdi dir="ltr">{paper.sha256}</bdi>
            </Text>
          </li>
        ))}
      </ul>
      {printing.isError && <Refused error={printing.error} />}
      {names.length > 0 && (
        <Group gap="sm" mt="md" align="end">
          <Select
            label={words.say('data_protection.case.paper-language')}
            allowDeselect={false}
            data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
            value={language}
            onChange={value => value !== null && setLanguage(value)}
          />
          {names.map(name => (
            <Button key={name} loading={printing.isPending} onClick={() => printing.mutate(name)}>
              {words.say(`data_protection.case.print-${name}`)}
            </Button>
          ))}
        </Group>
      )}
    </Surface>
  )
}
