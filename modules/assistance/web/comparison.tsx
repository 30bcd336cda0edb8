import { Alert, Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core'
import { Refused, Surface, saveFile, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { OwnList } from './overlapList.tsx'
import { answer, end, read } from './overlapWork.ts'

/** As `assistance.overlaps` lists one. */
export interface Compared {
  readonly id: string
  readonly kind: string
  readonly fromDay: string
  readonly toDay: string
  readonly askedByUs: boolean
  readonly partner: string
  /** Whether who looks is who asked, or answered. */
  readonly mine: boolean
  readonly askedAt: string
  readonly answeredAt: string | null
  readonly returnedAt: string | null
  readonly ended: string | null
  readonly because: string | null
  readonly ours: number | null
  readonly theirs: number | null
}

/** Whose turn it is, as a code that the screen words: `assistance.overlap.turn.CODE`. */
function turnOf({ askedByUs, answeredAt, returnedAt, ended }: Compared): string {
  if (ended !== null) return ended
  if (answeredAt === null) return askedByUs ? 'waits-for-them' : 'asks-us'
  if (returnedAt === null) return askedByUs ? 'answered' : 'they-read-first'
  return 'both-read'
}

/** One comparison: who, what and when, how many on each side, and what is to be done. */
export function Comparison({ compared, most }: { readonly compared: Compared; readonly most: number }) {
  const words = useWords()
  const client = useQueryClient()
  const { id, kind, fromDay, toDay, partner, ours, theirs, mine } = compared
  const turn = turnOf(compared)
  const readable = turn === 'answered' || turn === 'both-read'
  const days = `${words.date(fromDay)} – ${words.date(toDay)}`
  return (
    <Surface title={`${partner} · ${words.option('assistance', 'programme', 'kind', kind)}`} data-turn={turn}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {days}
        </Text>
        <Text>
          {words.say(`assistance.overlap.turn.${turn}`, {
            partner,
            ours: words.number(ours ?? 0),
            theirs: words.number(theirs ?? 0),
          })}
        </Text>
        {compared.because !== null && <Text>{compared.because}</Text>}
        {turn === 'asks-us' && (
          <OwnList
            about={{ kind, fromDay, toDay }}
            most={most}
            go={words.say('assistance.overlap.answer')}
            work={async (numbers, told) => {
              await answer(id, numbers, told)
              await client.invalidateQueries()
            }}
          />
        )}
        {readable && !mine && <Text>{words.say('assistance.overlap.not-mine')}</Text>}
        {readable && mine && <Reading compared={compared} turn={turn} />}
        {compared.ended === null && turn !== 'both-read' && <Ending id={id} declines={!compared.askedByUs} />}
      </Stack>
    </Surface>
  )
}

function Reading({ compared, turn }: { readonly compared: Compared; readonly turn: string }) {
  const { say, number } = useWords()
  const client = useQueryClient()
  const [share, setShare] = useState(0)
  const reading = useMutation({
    mutationFn: () => read(compared.id, turn === 'answered', setShare),
    onSuccess: () => client.invalidateQueries({ queryKey: ['query', 'assistance.overlaps'] }),
  })
  const closing = useMutation({ mutationFn: () => end(compared.id), onSuccess: () => client.invalidateQueries() })
  const found = reading.data
  return (
    <>
      {found === undefined && (
        <Group>
          <Button loading={reading.isPending} onClick={() => reading.mutate()}>
            {say('assistance.overlap.read')}
          </Button>
        </Group>
      )}
      {reading.isPending && <Progress value={share * 100} aria-label={say('assistance.overlap.blinding')} />}
      {reading.error && <Refused error={reading.error} />}
      {found === null && <Alert color="saffron">{say('assistance.overlap.elsewhere')}</Alert>}
      {found && (
        <>
          <Text fw={600} role="status" data-common={found.length}>
            {say('assistance.overlap.common', { count: found.length, ours: number(compared.ours ?? 0) })}
          </Text>
          {found.length > 0 && (
            <ul className="nansen-overlap">
              {found.map(each => (
                <li key={each}>
                  <bdi dir="ltr">{each}</bdi>
                </li>
              ))}
            </ul>
          )}
          <Text size="sm">{say('assistance.overlap.what-now')}</Text>
          <Group>
            {found.length > 0 && (
              <Button
                variant="default"
                onClick={() => saveFile('overlap.csv', 'text/csv', `${found.join('\r\n')}\r\n`)}
              >
                {say('assistance.overlap.download')}
              </Button>
            )}
            {turn === 'both-read' && !compared.askedByUs && (
              <Button variant="default" loading={closing.isPending} onClick={() => closing.mutate()}>
                {say('assistance.overlap.done')}
              </Button>
            )}
          </Group>
          {closing.error && <Refused error={closing.error} />}
        </>
      )}
    </>
  )
}

function Ending({ id, declines }: { readonly id: string; readonly declines: boolean }) {
  const { say } = useWords()
  const client = useQueryClient()
  const [because, setBecause] = useState('')
  const ending = useMutation({
    mutationFn: () => (declines ? end(id, because) : end(id)),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Group align="end" gap="sm">
      {declines && (
        <TextInput
          maxLength={1_000}
          label={say('assistance.overlap.because')}
          value={because}
          onChange={event => setBecause(event.currentTarget.value)}
        />
      )}
      <Button
        variant="default"
        loading={ending.isPending}
        disabled={declines && because.trim().length < 3}
        onClick={() => ending.mutate()}
      >
        {say(declines ? 'assistance.overlap.decline' : 'assistance.overlap.withdraw')}
      </Button>
      {ending.error && <Refused error={ending.error} />}
    </Group>
  )
}
