import { Alert, Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core'
import { api, Consequences, Refused, Surface, toast, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Shorter is not a reason. Characters; the server asks the same. */
const SHORTEST = 10

interface Merge {
  readonly id: string
  readonly step: 'asked' | 'merged'
  readonly because: string
  readonly mine: boolean
}
interface Since {
  readonly rel: string
  readonly rowId: string
  readonly madeAt: string
}
interface Answer {
  readonly merge: Merge | null
  readonly since: readonly Since[]
  readonly may: boolean
}

/** All of one record brought to the other, by two people, and back. */
export function MergePanel({ linkId }: { readonly linkId: string }) {
  const { say } = useWords()
  const may = useMay()
  const allowed = may('adjudication', 'merge')
  const { data, error } = useAsk<Answer>('adjudication.mergeOf', { linkId }, { enabled: allowed })
  if (!allowed || !data?.may) return error ? <Refused error={error} /> : null
  const { merge, since } = data
  return (
    <Surface title={say('adjudication.merge.title')}>
      <Stack gap="sm" data-merge={merge?.step ?? 'none'}>
        {merge !== null && (
          <Alert color="blue" role="status" title={say(`adjudication.merge.${merge.step}`)}>
            <Text size="sm">{merge.because}</Text>
          </Alert>
        )}
        {merge === null && <Act name="ask" command="adjudication.askMerge" input={{ linkId }} previewed />}
        {merge?.step === 'asked' && !merge.mine && <Answering mergeId={merge.id} />}
        {merge?.step === 'merged' && <Undo merge={merge} since={since} />}
      </Stack>
    </Surface>
  )
}

function Answering({ mergeId }: { readonly mergeId: string }) {
  return (
    <>
      <Act name="answer" command="adjudication.answerMerge" input={{ mergeId, agreed: true }} previewed />
      <Act name="refuse" command="adjudication.answerMerge" input={{ mergeId, agreed: false }} />
    </>
  )
}

function Undo({ merge, since }: { readonly merge: Merge; readonly since: readonly Since[] }) {
  const words = useWords()
  const [toOther, setToOther] = useState<string[]>([])
  return (
    <>
      {since.length > 0 && (
        <Checkbox.Group label={words.say('adjudication.merge.since')} value={toOther} onChange={setToOther}>
          <Stack gap={4} mt={6}>
            {since.map(({ rel, rowId, madeAt }) => (
              <Checkbox key={rowId} value={rowId} label={`${nameOf(rel, words)} · ${words.instant(madeAt)}`} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Act name="undo" command="adjudication.undoMerge" input={{ mergeId: merge.id, toOther }} />
    </>
  )
}

interface ActProps {
  readonly name: string
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
  /** Whether what it would do is said first. */
  readonly previewed?: true
}

/** One step, with a reason, after what it would do was read. */
function Act({ name, command, input, previewed }: ActProps) {
  const words = useWords()
  const { say } = words
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [because, setBecause] = useState('')
  const preview = useQuery({
    queryKey: ['preview', command, input],
    queryFn: () => api.preview(command, { ...input, because: 'only looking ahead' }),
    enabled: open && previewed === true,
  })
  const act = useMutation({
    mutationFn: () => api.command(command, { ...input, because }),
    onSuccess: async () => {
      setOpen(false)
      toast(say('ui.saved'))
      await queries.invalidateQueries()
    },
  })
  if (!open)
    return (
      <Group>
        <Button variant="light" onClick={() => setOpen(true)}>
          {say(`adjudication.merge.${name}`)}
        </Button>
      </Group>
    )
  const told = preview.data?.consequences.map(each => ({
    ...each,
    values: { ...each.values, what: nameOf(String(each.values.what), words) },
  }))
  return (
    <Stack gap="xs">
      {preview.isError && <Refused error={preview.error} />}
      {told && told.length > 0 && <Consequences consequences={told} />}
      <Textarea
        label={say('adjudication.desk.why')}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
        autosize
        minRows={2}
        withAsterisk
      />
      {act.error && <Refused error={act.error} />}
      <Group justify="end">
        <Button variant="default" onClick={() => setOpen(false)}>
          {say('ui.cancel')}
        </Button>
        <Button
          disabled={because.trim().length < SHORTEST || (previewed === true && !preview.isSuccess)}
          loading={act.isPending}
          onClick={() => act.mutate()}
        >
          {say(`adjudication.merge.${name}`)}
        </Button>
      </Group>
    </Stack>
  )
}

/** A table as its records are called. */
function nameOf(rel: string, words: ReturnType<typeof useWords>): string {
  const [module, record] = rel.split('.') as [string, string]
  return words.has(`${module}.record.${record}.plural`) ? words.records(module, record) : rel
}
