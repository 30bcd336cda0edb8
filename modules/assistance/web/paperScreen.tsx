import { Alert, Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { api, GoButton, Page, Refused, useAsk, useParam, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { TAKERS } from '../index.ts'
import './lane.css'

type Said = 'written' | 'twice' | 'before' | 'not-listed' | 'agreed' | 'not-open'
interface Written {
  readonly number: string
  readonly said: Said
}

const COLOURS: Readonly<Record<Said, string>> = {
  written: 'leaf',
  twice: 'brick',
  before: 'gray',
  'not-listed': 'saffron',
  agreed: 'saffron',
  'not-open': 'saffron',
}

/** Writes up the signed list of a point that worked without the server: a number, Enter, the next. The day and who came stay as they were said last. */
export function PaperScreen() {
  const words = useWords()
  const pointId = useParam('id')
  const box = useRef<HTMLInputElement>(null)
  const point = useAsk<{ readonly place: string; readonly onDay: string } | null>('assistance.progress', { pointId })
  const [number, setNumber] = useState('')
  const [chosen, setDay] = useState<string | null>(null)
  const [takenBy, setTaker] = useState<string>('collector')
  const [written, setWritten] = useState<readonly Written[]>([])
  const day = chosen ?? point.data?.onDay ?? ''
  const say = (key: string) => words.say(`assistance.writeup.${key}`)
  const writing = useMutation({
    mutationFn: (line: string) =>
      api.command<{ said: Said }>('assistance.writeUp', { pointId, number: line, day, takenBy }),
    onSuccess: ({ said }, line) => {
      setWritten(before => [{ number: line, said }, ...before])
      setNumber('')
      box.current?.focus()
    },
  })
  const last = written[0]
  return (
    <Page title={say('title')} subtitle={point.data?.place} width="narrow">
      <Stack gap="md">
        <Text>{say('explained')}</Text>
        <form
          onSubmit={event => {
            event.preventDefault()
            if (number.trim() !== '' && day !== '' && !writing.isPending) writing.mutate(number.trim().toUpperCase())
          }}
        >
          <Stack gap="sm">
            <TextInput
              type="date"
              label={say('day')}
              value={day}
              onChange={event => setDay(event.currentTarget.value)}
            />
            <Select
              label={words.field('assistance', 'collection', 'taken_by')}
              allowDeselect={false}
              data={TAKERS.map(value => ({
                value,
                label: words.option('assistance', 'collection', 'taken_by', value),
              }))}
              value={takenBy}
              onChange={value => value !== null && setTaker(value)}
            />
            <TextInput
              ref={box}
              size="lg"
              dir="ltr"
              label={words.field('assistance', 'collection', 'family_number')}
              autoComplete="off"
              spellCheck={false}
              value={number}
              onChange={event => setNumber(event.currentTarget.value)}
            />
            <Button type="submit" size="lg" loading={writing.isPending}>
              {say('write')}
            </Button>
          </Stack>
        </form>
        {writing.error && <Refused error={writing.error} />}
        {last && !writing.error && (
          <Alert role="status" color={COLOURS[last.said]} data-said={last.said}>
            <Text fw={700}>
              <bdi dir="ltr">{last.number}</bdi>
            </Text>
            <Text>{say(last.said)}</Text>
          </Alert>
        )}
        {written.length > 1 && (
          <ul className="nansen-queue">
            {written.slice(1).map(({ number: line, said }, at) => (
              <li key={`${line} ${written.length - at}`}>
                <bdi dir="ltr">{line}</bdi> · {say(said)}
              </li>
            ))}
          </ul>
        )}
        <GoButton to={`/assistance/point/${pointId}`} variant="default">
          {say('back')}
        </GoButton>
      </Stack>
    </Page>
  )
}
