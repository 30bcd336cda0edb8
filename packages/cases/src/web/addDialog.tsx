import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FieldProblem, Refusal } from '@nansen/kernel'
import type { Field, Module } from '@nansen/model'
import {
  afterCaseAct,
  api,
  FieldGrid,
  type InputProps,
  missing,
  problemsOf,
  Refused,
  toast,
  useWords,
  type Values,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'

interface AddDialogProps {
  readonly module: Module
  readonly record: string
  readonly parentId: string
  /** The questions, in order; what the answers so far ask for. */
  readonly fields: (answers: Values) => readonly (readonly [string, Field<unknown>])[]
  readonly inputs?: Readonly<Record<string, ComponentType<InputProps<unknown>>>>
  readonly start?: Values
  readonly title: string
  readonly onClose: () => void
}

/** One more row that hangs on a case, asked in front of its page. */
export function AddDialog({ module, record, parentId, fields, inputs, start = {}, title, onClose }: AddDialogProps) {
  const words = useWords()
  const client = useQueryClient()
  const [values, setValues] = useState<Values>(start)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const asked = fields(values)
  const adding = useMutation({
    mutationFn: () => {
      const given = Object.fromEntries(asked.flatMap(([name]) => (values[name] == null ? [] : [[name, values[name]]])))
      return api.create(module, record, { ...given, parent_id: parentId } as never)
    },
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
      toast(words.say('ui.saved'))
      onClose()
    },
    onError: error => setProblems(error instanceof Refusal ? problemsOf(error) : []),
  })
  const go = () => {
    const lacking = missing(asked, values)
    setProblems(lacking)
    if (lacking.length === 0) adding.mutate()
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': words.say('ui.close') }}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          go()
        }}
      >
        <Stack>
          {adding.isError && problems.length === 0 && <Refused error={adding.error} />}
          <FieldGrid
            module={module.name}
            record={record}
            fields={asked}
            values={values}
            problems={problems}
            {...(inputs && { inputs })}
            onChange={(name, value) => setValues(before => ({ ...before, [name]: value }))}
            onProblem={() => {}}
          />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {words.say('ui.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {words.say('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
