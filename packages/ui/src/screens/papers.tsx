import { Anchor, Button, Group, Select, Text } from '@mantine/core'
import { isLanguage } from '@nansen/kernel'
import { type DocumentDefinition, type Module, RECORD_TEMPLATE } from '@nansen/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Paper } from '../client/api.ts'
import { attachmentAddress } from '../client/upload.ts'
import { LANGUAGE_NAMES } from '../language/language.ts'
import { useWords } from '../language/words.ts'
import { ColleagueName } from '../parts/names.tsx'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { Surface } from '../parts/surface.tsx'
import { toast } from '../parts/toast.ts'
import { useMay } from '../session/session.tsx'

const nameOf = (language: string): string => (isLanguage(language) ? LANGUAGE_NAMES[language] : language)

interface PapersProps {
  readonly module: Module
  readonly record: string
  readonly id: string
}

/** Papers that a definition names for a record: printed here, and kept with what they said then. */
export function Papers({ module, record, id }: PapersProps) {
  const words = useWords()
  const may = useMay()
  const mine = Object.entries(module.documents).filter(
    ([, document]) => document.record === record && document.template === RECORD_TEMPLATE,
  )
  const found = useQuery({
    queryKey: ['papers', module.name, record, id],
    queryFn: ({ signal }) => api.papers(module, record, id, signal),
    enabled: mine.length > 0,
  })
  if (mine.length === 0) return null
  return (
    <Surface title={words.say('paper.title')} mt="md">
      {found.isPending && <Slow />}
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.length === 0 && <Text c="dimmed">{words.say('paper.none')}</Text>}
      <ul className="nansen-queue">
        {(found.data ?? []).map(paper => (
          <PaperLine key={paper.id} module={module} paper={paper} />
        ))}
      </ul>
      {may(module.name, 'print') &&
        mine.map(([name, document]) => (
          <Print key={name} module={module} record={record} id={id} name={name} document={document} />
        ))}
    </Surface>
  )
}

function PaperLine({ module, paper }: { readonly module: Module; readonly paper: Paper }) {
  const words = useWords()
  const own = `${module.name}.document.${paper.name}`
  return (
    <li>
      <Anchor href={attachmentAddress(paper.file)} target="_blank" rel="noreferrer" fw={600}>
        {words.say(words.has(own) ? own : `case.document.${paper.name}`)}
      </Anchor>
      <Text size="sm" c="dimmed" component="div">
        <bdi>{nameOf(paper.language)}</bdi> · <bdi>{words.instant(paper.printed_at)}</bdi>
        {paper.printed_by !== null && (
          <>
            {' · '}
            <ColleagueName id={paper.printed_by} />
          </>
        )}
        {' · '}
        {words.say('paper.version', { version: paper.row_version })}
      </Text>
      <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
        {words.say('paper.checksum')}: <bdi dir="ltr">{paper.sha256}</bdi>
      </Text>
    </li>
  )
}

interface PrintProps extends PapersProps {
  readonly name: string
  readonly document: DocumentDefinition
}

function Print({ module, record, id, name, document }: PrintProps) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState(
    document.languages.includes(words.language) ? words.language : document.languages[0]!,
  )
  const printing = useMutation({
    mutationFn: () => api.print(module, record, id, name, language),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['papers', module.name, record, id] })
      toast(words.say('ui.saved'))
    },
  })
  return (
    <>
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" mt="md" align="end">
        <Select
          label={words.say('paper.language')}
          allowDeselect={false}
          data={document.languages.map(code => ({
            value: code,
            label: nameOf(code),
          }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate()}>
          {words.say('paper.print', { what: words.say(`${module.name}.document.${name}`) })}
        </Button>
      </Group>
    </>
  )
}
