import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FieldProblem, Refusal } from '@nansen/kernel'
import type { Fields } from '@nansen/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../client/api.ts'
import { missing, type Values } from '../form/answers.ts'
import { FieldGrid } from '../form/fieldGrid.tsx'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { problemsOf } from '../parts/sayRefusal.ts'
import { toast } from '../parts/toast.ts'

interface ActDialogProps<T> {
  /** Names the labels of the questions: `MODULE.field.RECORD.FIELD`. */
  readonly module: string
  readonly record: string
  /** What is asked, in the language of definitions; empty when there is only a yes. */
  readonly fields: Fields
  readonly command: string
  /** The command's input, from the answers. */
  readonly input: (values: Values) => Readonly<Record<string, unknown>>
  readonly title: string
  readonly explained?: ReactNode
  /** The word on the button. */
  readonly confirm: string
  readonly start?: Values
  readonly onDone?: (result: T, values: Values) => void
  readonly onClose: () => void
}

/** A command with a few questions of its own, asked in front of the screen. */
export function ActDialog<T = unknown>(props: ActDialogProps<T>) {
  const words = useWords()
  const act = useAct(props)
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={props.title}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          act.go()
        }}
      >
        <Stack>
          {props.explained !== undefined && <Text component="div">{props.explained}</Text>}
          {act.error !== null && act.problems.length === 0 && <Refused error={act.error} />}
          <FieldGrid
            module={props.module}
            record={props.record}
            fields={Object.entries(props.fields)}
            values={act.values}
            problems={act.problems}
            onChange={act.answer}
            onProblem={() => {}}
          />
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              {words.say('ui.cancel')}
            </Button>
            <Button type="submit" loading={act.pending}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function useAct<T>({ fields, command, input, start, onDone, onClose }: ActDialogProps<T>) {
  const words = useWords()
  const client = useQueryClient()
  const [values, setValues] = useState<Values>(start ?? {})
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const doing = useMutation({
    mutationFn: (answers: Values) => api.command<T>(command, input(answers)),
    onSuccess: async (result, answers) => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      onDone?.(result, answers)
      onClose()
    },
    onError: error =>
      setProblems(error instanceof Refusal ? problemsOf(error).filter(each => each.path in fields) : []),
  })
  return {
    values,
    problems,
    error: doing.error,
    pending: doing.isPending,
    answer(name: string, value: unknown) {
      setValues({ ...values, [name]: value })
      setProblems(problems.filter(each => each.path !== name))
    },
    go() {
      const lacking = missing(Object.entries(fields), values)
      setProblems(lacking)
      if (lacking.length === 0) doing.mutate(values)
    },
  }
}
