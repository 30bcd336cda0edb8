import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { afterCaseAct, api, type ListedRow, Refused, Slow, toast, useMay, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CasePlace } from './caseScreen.tsx'
import { Recording } from './recording.tsx'

const KINDS = ['question', 'answer', 'remark', 'break', 'read-back'] as const
interface Line {
  readonly kind: (typeof KINDS)[number]
  readonly words: string
  /** When it was added, ISO 8601. */
  readonly at: string
}

interface TranscriptProps extends CasePlace {
  readonly appointment: ListedRow
  readonly editions: readonly ListedRow[]
  readonly onClose: () => void
}

/** What is said, row by row. Each saving is an edition that stays as it is; after a signed one there is no other. */
export function TranscriptDialog({ module, row, appointment, editions, onClose }: TranscriptProps) {
  const words = useWords()
  const order = editions.toSorted((a, b) => Number(b.edition) - Number(a.edition))
  const [shown, setShown] = useState(order[0]?.id ?? null)
  const found = useQuery({
    queryKey: ['record', module.name, 'transcript', shown],
    queryFn: ({ signal }) => api.get(module, 'transcript', shown ?? '', signal),
    enabled: shown !== null,
  })
  const signed = order.some(each => each.signed === true)
  const read = found.data as ListedRow | undefined
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={words.say('case.words.title')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {signed && <Alert color="petrol">{words.say('case.words.signed')}</Alert>}
        {order.length > 0 && (
          <Select
            label={words.say('case.words.editions')}
            allowDeselect={false}
            value={shown}
            onChange={setShown}
            data={order.map(each => ({
              value: each.id,
              label: words.say('case.words.edition', {
                number: words.number(Number(each.edition)),
                when: words.instant(String(each.created_at ?? each.changed_at ?? '')),
              }),
            }))}
          />
        )}
        {shown !== null && found.isPending && <Slow />}
        {found.isError && <Refused error={found.error} />}
        {(shown === null || read !== undefined) && (
          <Editor
            key={shown}
            module={module}
            row={row}
            appointmentId={appointment.id}
            read={read ?? null}
            fixed={signed || (shown !== null && shown !== order[0]?.id)}
            onSaved={onClose}
          />
        )}
      </Stack>
    </Modal>
  )
}

interface EditorProps extends CasePlace {
  readonly appointmentId: string
  readonly read: ListedRow | null
  /** An edition that is only read. */
  readonly fixed: boolean
  readonly onSaved: () => void
}

const linesOf = (read: ListedRow | null): readonly Line[] =>
  typeof read?.lines === 'string' ? (JSON.parse(read.lines) as readonly Line[]) : []

function Editor({ module, row, appointmentId, read, fixed, onSaved }: EditorProps) {
  const words = useWords()
  const mayWrite = useMay()(module.name, 'create', 'protected')
  const [lines, setLines] = useState(() => linesOf(read))
  const [attendees, setAttendees] = useState(String(read?.attendees ?? ''))
  const [readBack, setReadBack] = useState(read?.read_back === true)
  const [because, setBecause] = useState(String(read?.not_read_back_because ?? ''))
  const [recording, setRecording] = useState(typeof read?.recording === 'string' ? read.recording : null)
  const isRecorded = 'recording' in module.records.transcript!.fields
  const hasWords = lines.length > 0 || recording !== null
  const field = (name: string) => words.field(module.name, 'transcript', name)
  const saving = useSavingEdition({ module, row }, onSaved)
  const save = (signed: boolean) =>
    saving.mutate({
      appointment: appointmentId,
      read_back: readBack,
      signed,
      ...(lines.length === 0 ? {} : { lines: JSON.stringify(lines) }),
      ...(recording === null ? {} : { recording }),
      ...(attendees.trim() === '' ? {} : { attendees }),
      ...(because.trim() === '' ? {} : { not_read_back_because: because }),
    })
  const add = (kind: Line['kind']) => {
    setLines(before => [...before, { kind, words: '', at: new Date().toISOString() }])
    if (kind === 'read-back') setReadBack(true)
  }
  const still = fixed || !mayWrite
  return (
    <Stack>
      {saving.isError && <Refused error={saving.error} />}
      <Textarea
        label={field('attendees')}
        autosize
        value={attendees}
        readOnly={still}
        onChange={event => setAttendees(event.currentTarget.value)}
      />
      <Lines lines={lines} still={still} onChange={setLines} />
      {isRecorded && <Recording label={field('recording')} id={recording} still={still} onChange={setRecording} />}
      {!still && (
        <>
          <Adding onAdd={add} />
          <Checkbox
            label={field('read_back')}
            checked={readBack}
            onChange={event => setReadBack(event.currentTarget.checked)}
          />
          {!readBack && (
            <Textarea
              label={field('not_read_back_because')}
              autosize
              value={because}
              onChange={event => setBecause(event.currentTarget.value)}
            />
          )}
          <Group justify="end">
            <Button variant="default" disabled={!hasWords} loading={saving.isPending} onClick={() => save(false)}>
              {words.say('case.words.save')}
            </Button>
            <Button
              disabled={!hasWords || (!readBack && because.trim() === '')}
              loading={saving.isPending}
              onClick={() => save(true)}
            >
              {words.say('case.words.sign')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

function Adding({ onAdd }: { readonly onAdd: (kind: Line['kind']) => void }) {
  const words = useWords()
  return (
    <Group gap="xs">
      {KINDS.map(kind => (
        <Button key={kind} size="compact-md" variant="default" onClick={() => onAdd(kind)}>
          {words.say('case.words.add', { kind: words.say(`case.words.${kind}`) })}
        </Button>
      ))}
    </Group>
  )
}

/** Each saving is an edition of its own. */
function useSavingEdition({ module, row }: CasePlace, onSaved: () => void) {
  const words = useWords()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (edition: Readonly<Record<string, unknown>>) =>
      api.create(module, 'transcript', { ...edition, parent_id: row.id } as never),
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
      toast(words.say('ui.saved'))
      onSaved()
    },
  })
}

interface LinesProps {
  readonly lines: readonly Line[]
  readonly still: boolean
  readonly onChange: (change: (before: readonly Line[]) => readonly Line[]) => void
}

function Lines({ lines, still, onChange }: LinesProps) {
  const words = useWords()
  const set = (at: number, said: string) =>
    onChange(before => before.map((line, i) => (i === at ? { ...line, words: said } : line)))
  const withoutWords = (kind: string) => kind === 'break' || kind === 'read-back'
  return (
    <ol className="nansen-transcript">
      {lines.map((line, at) => (
        <li key={at} data-kind={line.kind}>
          {still || withoutWords(line.kind) ? (
            <>
              <Text size="sm" c="dimmed">
                {words.say(`case.words.${line.kind}`)} · {words.instant(line.at)}
              </Text>
              <p className="nansen-said">{line.words}</p>
            </>
          ) : (
            <Textarea
              label={words.say(`case.words.${line.kind}`)}
              autosize
              value={line.words}
              onChange={event => set(at, event.currentTarget.value)}
            />
          )}
          {!still && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => onChange(before => before.filter((_, i) => i !== at))}
            >
              {words.say('case.words.remove')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
