import { Alert, Button, FileButton, Group, Text, TextInput } from '@mantine/core'
import { api, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

interface Taken {
  readonly said: 'taken' | 'before'
  readonly paid: number
  readonly failed: number
  readonly questions: number
}
interface Question {
  readonly id: string
  readonly number: string
  readonly problem: string
  readonly familyNumber: string | null
  readonly settled: boolean
}

/** Takes in what the bank answered, and shows what of it a person has to look at. */
export function AnswerPanel({ planId }: { readonly planId: string }) {
  const { say } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const asked = useAsk<{ readonly questions: readonly Question[] }>('assistance.questions', { planId })
  const taking = useMutation({
    mutationFn: async (file: File) => api.command<Taken>('assistance.takeAnswer', { planId, csv: await file.text() }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Surface title={say('assistance.cash.answer')}>
      <Text mb="sm">{say('assistance.cash.answer-explained')}</Text>
      {may('assistance', 'change') && (
        <FileButton accept="text/csv,.csv" onChange={file => file !== null && taking.mutate(file)}>
          {props => (
            <Button {...props} variant="default" loading={taking.isPending}>
              {say('assistance.cash.take')}
            </Button>
          )}
        </FileButton>
      )}
      {taking.error && <Refused error={taking.error} />}
      {taking.data && (
        <Alert
          role="status"
          mt="sm"
          color={taking.data.questions > 0 ? 'saffron' : 'leaf'}
          data-said={taking.data.said}
        >
          {say(`assistance.cash.${taking.data.said}`, { ...taking.data })}
        </Alert>
      )}
      {asked.isLoading && <Slow />}
      {asked.error && <Refused error={asked.error} />}
      <ul className="nansen-queue">
        {asked.data?.questions.map(question => (
          <li key={question.id}>
            <Text fw={600}>
              <bdi dir="ltr">{question.number}</bdi>
              {question.familyNumber !== null && (
                <>
                  {' · '}
                  <bdi dir="ltr">{question.familyNumber}</bdi>
                </>
              )}
            </Text>
            <Text size="sm">{say(`assistance.cash.${question.problem}`)}</Text>
            {question.settled ? (
              <Text size="sm" c="dimmed">
                {say('assistance.cash.settled')}
              </Text>
            ) : (
              may('assistance', 'approve') && <Settle questionId={question.id} />
            )}
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function Settle({ questionId }: { readonly questionId: string }) {
  const { say } = useWords()
  const client = useQueryClient()
  const [because, setBecause] = useState('')
  const settling = useMutation({
    mutationFn: () => api.command('assistance.settleQuestion', { questionId, because }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Group align="end" gap="sm">
      <TextInput
        maxLength={1_000}
        label={say('assistance.cash.because')}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={settling.isPending}
        disabled={because.trim().length < 3}
        onClick={() => settling.mutate()}
      >
        {say('assistance.cash.settle')}
      </Button>
      {settling.error && <Refused error={settling.error} />}
    </Group>
  )
}
