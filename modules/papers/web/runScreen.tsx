import { Anchor, Badge, Button, Group, Progress, Stack, Text } from '@mantine/core'
import {
  api,
  attachmentAddress,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useMay,
  useParam,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

interface Card {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly thumbnail: string | null
}
interface Run {
  readonly id: string
  readonly template: string
  readonly progress: string
  readonly people: number
  readonly printed: number
  readonly left_out: number
  readonly created_by: string | null
  readonly lines: readonly {
    readonly card: Card | null
    readonly outcome: string
    readonly why: string | null
    readonly number: string | null
    readonly serial: string | null
    readonly sheet: number | null
  }[]
  readonly files: readonly {
    readonly sequence: number
    readonly people: number
    readonly file: string
    readonly mine: boolean
  }[]
}

const HAS_ENDED = ['done', 'stopped']

/** One print run: how far it is, its files, and everybody in it. Whoever began it prints while this page is open. */
export function RunScreen() {
  const words = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<Run>('papers.batch', { id })
  return (
    <Page
      title={words.record('papers', 'batch')}
      subtitle={data && words.option('papers', 'batch', 'template', data.template)}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && <Laid run={data} />}
    </Page>
  )
}

function Laid({ run }: { readonly run: Run }) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const goes = usePrinting(run, run.created_by === staffId)
  const ended = HAS_ENDED.includes(run.progress)
  return (
    <Stack gap="md">
      <Surface>
        <Group justify="space-between">
          <Text fw={600} aria-live="polite" data-progress={run.progress}>
            {words.option('papers', 'batch', 'progress', run.progress)} ·{' '}
            {words.say('papers.runs.of', { printed: run.printed, people: run.people })}
          </Text>
          {!ended && may('registration', 'print') && (
            <Group gap="xs">
              {goes.paused && <Button onClick={goes.on}>{words.say('papers.runs.go-on')}</Button>}
              <Button variant="default" onClick={goes.stop}>
                {words.say('papers.runs.stop')}
              </Button>
            </Group>
          )}
        </Group>
        <Progress
          value={run.people === 0 ? 0 : (run.printed / run.people) * 100}
          mt="sm"
          size="lg"
          aria-label={words.field('papers', 'batch', 'progress')}
        />
        {!ended && (
          <Text size="sm" c="dimmed" mt="xs">
            {words.say(goes.paused ? 'papers.runs.paused' : 'papers.runs.while-open')}
          </Text>
        )}
        {goes.error && <Refused error={goes.error} onAgain={goes.on} />}
      </Surface>
      {run.files.length > 0 && <Files run={run} />}
      <People run={run} />
    </Stack>
  )
}

/** Asks for file after file until the run is done, as long as nothing was refused. */
function usePrinting(run: Run, mine: boolean) {
  const client = useQueryClient()
  const [paused, setPaused] = useState(!mine)
  const printing = useMutation({
    mutationFn: () => api.command('papers.printNext', { batchId: run.id }),
    onSuccess: () => client.invalidateQueries(),
    onError: () => setPaused(true),
  })
  const stopping = useMutation({
    mutationFn: () => api.command('papers.stop', { batchId: run.id }),
    onSuccess: () => client.invalidateQueries(),
  })
  const ended = HAS_ENDED.includes(run.progress)
  const { mutate, isPending } = printing
  // Once for each state that the server tells: the next is asked for when the page shows what the last one did.
  const told = `${run.progress} ${run.printed} ${run.left_out}`
  useEffect(() => {
    if (!ended && !paused && !isPending) mutate()
  }, [told, ended, paused])
  return {
    paused,
    error: printing.error ?? stopping.error,
    on: () => setPaused(false),
    stop: () => {
      setPaused(true)
      stopping.mutate()
    },
  }
}

function Files({ run }: { readonly run: Run }) {
  const words = useWords()
  return (
    <Surface title={words.records('papers', 'batch_file')}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.say('papers.runs.files-explained')}
      </Text>
      <ul className="nansen-queue">
        {run.files.map(({ sequence, people, file, mine }) => (
          <li key={sequence}>
            {mine ? (
              <Anchor href={attachmentAddress(file)} target="_blank" rel="noreferrer" fw={600}>
                {words.say('papers.runs.file', { number: sequence })}
              </Anchor>
            ) : (
              <Text component="span">{words.say('papers.runs.file', { number: sequence })}</Text>
            )}{' '}
            · {words.say('papers.runs.people', { count: people })}
            {!mine && (
              <Text size="sm" c="dimmed">
                {words.say('papers.runs.not-mine')}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function People({ run }: { readonly run: Run }) {
  const words = useWords()
  return (
    <Surface title={words.records('papers', 'batch_line')}>
      <ul className="nansen-queue">
        {run.lines.map((line, at) => (
          <li key={at} data-outcome={line.outcome}>
            <Group justify="space-between" wrap="nowrap" align="start" gap="sm">
              {line.card === null ? (
                <Text c="dimmed">{words.say('ui.not-shown')}</Text>
              ) : (
                <PersonCard
                  name={line.card.display_name_native ?? line.card.display_name}
                  number={line.card.number}
                  sex={null}
                  born={null}
                  photo={line.card.thumbnail}
                  to={`/registration/individual/${line.card.id}`}
                />
              )}
              <Stack gap={2} align="end">
                <Badge
                  variant="light"
                  tt="none"
                  color={line.outcome === 'printed' ? 'leaf' : line.outcome === 'waiting' ? 'petrol' : 'gray'}
                >
                  {line.why === null
                    ? words.option('papers', 'batch_line', 'outcome', line.outcome)
                    : words.option('papers', 'batch_line', 'why', line.why)}
                </Badge>
                <Text size="sm" c="dimmed" dir="ltr">
                  {[line.number, line.serial].filter(each => each !== null).join(' · ')}
                </Text>
              </Stack>
            </Group>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
