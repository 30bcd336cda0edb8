import { Button, Group, Progress, SegmentedControl, Text, TextInput } from '@mantine/core'
import { api, Page, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isUnanswered, type QuarterLine, useQuarter } from './administration.ts'
import { QuarterOutcome } from './quarterOutcome.tsx'
import { Arrived } from './waiting.tsx'

interface Answer {
  readonly keep: boolean
  readonly reason: string
}
type Answers = Readonly<Record<string, Answer>>

/** Every quarter: of each assignment that one answers for, whether it is still needed. */
export function QuarterScreen() {
  const words = useWords()
  const lines = useQuarter()
  const first = lines.rows[0]
  return (
    <Page
      title={words.say('oversight.quarter.title')}
      subtitle={
        first === undefined
          ? words.say('oversight.quarter.explained')
          : words.say('oversight.quarter.days', { due: words.date(first.dueOn), end: words.date(first.suspendOn) })
      }
    >
      <Arrived lists={[lines]}>
        {() =>
          first === undefined ? (
            <Text className="nansen-empty">{words.say('oversight.quarter.none')}</Text>
          ) : (
            <Question lines={lines.rows} />
          )
        }
      </Arrived>
    </Page>
  )
}

/** What was answered on this screen and not yet sent, all of it at once. */
function useAnswers() {
  const words = useWords()
  const client = useQueryClient()
  const [answers, setAnswers] = useState<Answers>({})
  const ready = Object.entries(answers)
  const sending = useMutation({
    mutationFn: () =>
      api.command('admin.recertify', {
        answers: ready.map(([assignmentId, { keep, reason }]) => ({
          assignmentId,
          keep,
          reason: reason.trim() === '' ? null : reason.trim(),
        })),
      }),
    onSuccess: async () => {
      setAnswers({})
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
    },
  })
  return {
    answers,
    many: ready.length,
    lacksReason: ready.some(([, { keep, reason }]) => !keep && reason.trim() === ''),
    sending,
    answer: (id: string) => (given: Answer) => setAnswers({ ...answers, [id]: given }),
  }
}

function Question({ lines }: { readonly lines: readonly QuarterLine[] }) {
  const words = useWords()
  const asking = useAnswers()
  const open = lines.filter(isUnanswered)
  const done = lines.filter(line => !isUnanswered(line))
  const groups = [
    ['asks-me', open.filter(({ asksMe }) => asksMe)],
    ['asks-others', open.filter(({ asksMe }) => !asksMe)],
  ] as const
  return (
    <>
      <Answered done={done.length} all={lines.length} />
      {asking.sending.isError && <Refused error={asking.sending.error} />}
      {groups
        .filter(([, some]) => some.length > 0)
        .map(([name, some]) => (
          <Surface key={name} title={words.say(`oversight.quarter.${name}`)} mb="md">
            <ul className="nansen-queue">
              {some.map(line => (
                <li key={line.assignmentId}>
                  <OpenLine
                    line={line}
                    answer={asking.answers[line.assignmentId] ?? null}
                    onAnswer={asking.answer(line.assignmentId)}
                  />
                </li>
              ))}
            </ul>
          </Surface>
        ))}
      {open.length > 0 && <Save {...asking} />}
      {done.length > 0 && (
        <Surface title={words.say('oversight.quarter.answered')}>
          <ul className="nansen-queue">
            {done.map(line => (
              <li key={line.assignmentId}>
                <QuarterOutcome line={line} />
              </li>
            ))}
          </ul>
        </Surface>
      )}
    </>
  )
}

function Answered({ done, all }: { readonly done: number; readonly all: number }) {
  const words = useWords()
  return (
    <Surface mb="md">
      <Text mb="xs">
        {words.say('oversight.quarter.progress', { done: words.number(done), all: words.number(all) })}
      </Text>
      <Progress value={(100 * done) / all} color="leaf" aria-label={words.say('oversight.quarter.title')} />
    </Surface>
  )
}

function Save({ many, lacksReason, sending }: Pick<ReturnType<typeof useAnswers>, 'many' | 'lacksReason' | 'sending'>) {
  const words = useWords()
  return (
    <Group justify="end" mb="md">
      {lacksReason && <Text size="sm">{words.say('oversight.quarter.lacks-reason')}</Text>}
      <Button disabled={many === 0 || lacksReason} loading={sending.isPending} onClick={() => sending.mutate()}>
        {words.say('oversight.quarter.save', { many: words.number(many) })}
      </Button>
    </Group>
  )
}

interface OpenLineProps {
  readonly line: QuarterLine
  readonly answer: Answer | null
  readonly onAnswer: (answer: Answer) => void
}

function OpenLine({ line, answer, onAnswer }: OpenLineProps) {
  const words = useWords()
  const what = `${line.staffName}, ${words.say(`role.${line.role}`)}`
  return (
    <Group justify="space-between" align="start" gap="xs">
      <QuarterOutcome line={line} />
      {line.mine ? (
        <Text size="sm" c="dimmed" maw="14rem">
          {words.say('oversight.quarter.mine')}
        </Text>
      ) : (
        <div>
          <SegmentedControl
            size="sm"
            aria-label={what}
            value={answer === null ? '' : answer.keep ? 'keep' : 'end'}
            onChange={value => onAnswer({ keep: value === 'keep', reason: answer?.reason ?? '' })}
            data={['keep', 'end'].map(value => ({ value, label: words.say(`oversight.quarter.${value}`) }))}
          />
          {answer !== null && (
            <TextInput
              mt={4}
              size="sm"
              dir="auto"
              maxLength={500}
              aria-label={words.say('oversight.quarter.reason-of', { what })}
              placeholder={words.say(answer.keep ? 'oversight.quarter.remark' : 'oversight.field.act.reason')}
              value={answer.reason}
              onChange={event => onAnswer({ ...answer, reason: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </Group>
  )
}
