import { Alert, Button, FileButton, Group, Progress, Stack, Text, Textarea } from '@mantine/core'
import { api, Refused, useMay, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { numbersIn, type Question } from './overlapWork.ts'

interface Props {
  /** Which of the own distributions count; null before the question is whole. */
  readonly about: Omit<Question, 'partnerId'> | null
  readonly most: number
  readonly go: string
  readonly work: (numbers: readonly string[], told: (share: number) => void) => Promise<void>
}

/** The own list: typed, from a file, or from the own distributions of the period. It is blinded here; no number leaves this browser. */
export function OwnList({ about, most, go, work }: Props) {
  const { say, number } = useWords()
  const may = useMay()
  const [text, setText] = useState('')
  const [share, setShare] = useState(0)
  const numbers = numbersIn(text)
  const working = useMutation({
    mutationFn: () => work(numbers, setShare),
    onSuccess: () => setText(''),
    onSettled: () => setShare(0),
  })
  const fetching = useMutation({
    mutationFn: () => api.query<{ numbers: readonly string[]; more: boolean }>('assistance.served', { ...about }),
    // never a part of them as if it were all
    onSuccess: found => setText(found.more ? '' : found.numbers.join('\n')),
  })
  return (
    <Stack gap="sm">
      <Textarea
        dir="ltr"
        autosize
        minRows={3}
        maxRows={8}
        label={say('assistance.overlap.list')}
        description={say('assistance.overlap.list-explained')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        error={numbers.length > most ? say('assistance.overlap.too-many', { most: number(most) }) : null}
      />
      <Group gap="sm">
        {may('assistance', 'read') && (
          <Button
            variant="default"
            disabled={about === null}
            loading={fetching.isPending}
            onClick={() => fetching.mutate()}
          >
            {say('assistance.overlap.ours')}
          </Button>
        )}
        <FileButton
          accept="text/csv,text/plain,.csv,.txt"
          onChange={async file => file !== null && setText(await file.text())}
        >
          {props => (
            <Button {...props} variant="default">
              {say('assistance.overlap.file')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" role="status">
          {say('assistance.overlap.families', { count: numbers.length })}
        </Text>
      </Group>
      {fetching.data?.numbers.length === 0 && <Text size="sm">{say('assistance.overlap.none-given')}</Text>}
      {fetching.data?.more && (
        <Alert color="saffron">{say('assistance.overlap.too-many', { most: number(most) })}</Alert>
      )}
      {fetching.error && <Refused error={fetching.error} />}
      {working.isPending && <Progress value={share * 100} aria-label={say('assistance.overlap.blinding')} />}
      {working.error && <Refused error={working.error} />}
      <Group>
        <Button
          loading={working.isPending}
          disabled={about === null || numbers.length === 0 || numbers.length > most}
          onClick={() => working.mutate()}
        >
          {go}
        </Button>
      </Group>
    </Stack>
  )
}
