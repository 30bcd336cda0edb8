import { Button, Group, Text } from '@mantine/core'
import { api, type ListedRow, Refused, Slow, Surface, UnlockKeys, useMay, useOwnKeys, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { gbv } from '../index.ts'
import { SealedWords } from './envelope.tsx'
import { WritePart } from './writePart.tsx'

export const PARTS = ['safety-plan', 'contact', 'identity', 'narrative'] as const
export type PartName = (typeof PARTS)[number]

/** What is sealed of an incident, kind by kind, the newest of each; older words stay and are folded away. */
export function SealedParts({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const own = useOwnKeys()
  const [writing, setWriting] = useState<PartName | null>(null)
  const found = useQuery({
    queryKey: ['records', 'gbv', 'part', { parent_id: id }],
    queryFn: ({ signal }) => api.list(gbv, 'part', { where: { parent_id: id }, limit: 200, whole: true }, signal),
  })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} />
  const rows = found.data.rows as readonly ListedRow[]
  return (
    <Surface title={words.say('gbv.sealed.title')} mt="md" className="nansen-surface nansen-protected">
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('gbv.sealed.explained')}
      </Text>
      {own === null && <UnlockKeys />}
      {PARTS.map(part => (
        <OnePart
          key={part}
          part={part}
          caseId={id}
          rows={rows.filter(row => row.part === part)}
          onWrite={own !== null && may('gbv', 'create', 'protected') ? () => setWriting(part) : null}
        />
      ))}
      {writing !== null && <WritePart caseId={id} part={writing} onClose={() => setWriting(null)} />}
    </Surface>
  )
}

interface OnePartProps {
  readonly part: PartName
  readonly caseId: string
  /** Of this part, the newest first. */
  readonly rows: readonly ListedRow[]
  readonly onWrite: (() => void) | null
}

function OnePart({ part, caseId, rows, onWrite }: OnePartProps) {
  const words = useWords()
  const [older, setOlder] = useState(false)
  const [newest, ...rest] = rows
  const name = words.option('gbv', 'part', 'part', part)
  return (
    <section className="nansen-child" aria-label={name}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{name}</Text>
        {onWrite && (
          <Button
            variant="subtle"
            size="compact-md"
            onClick={onWrite}
            aria-label={`${words.say(verb(newest))}: ${name}`}
          >
            {words.say(verb(newest))}
          </Button>
        )}
      </Group>
      {newest ? <Written row={newest} caseId={caseId} /> : <Text c="dimmed">{words.say('gbv.sealed.none')}</Text>}
      {rest.length > 0 && (
        <Button variant="subtle" size="compact-sm" aria-expanded={older} onClick={() => setOlder(!older)}>
          {words.say(older ? 'gbv.sealed.hide-older' : 'gbv.sealed.show-older', { number: words.number(rest.length) })}
        </Button>
      )}
      {older && rest.map(row => <Written key={row.id} row={row} caseId={caseId} />)}
    </section>
  )
}

const verb = (newest: ListedRow | undefined) => (newest ? 'gbv.sealed.change' : 'gbv.sealed.write')

function Written({ row, caseId }: { readonly row: ListedRow; readonly caseId: string }) {
  const words = useWords()
  return (
    <>
      {row.created_at !== undefined && (
        <Text size="sm" c="dimmed">
          <time dateTime={row.created_at}>{words.instant(row.created_at)}</time>
        </Text>
      )}
      <SealedWords row={row} caseId={caseId} />
    </>
  )
}
