import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FieldProblem, Refusal } from '@nansen/kernel'
import { type Module, whyNot } from '@nansen/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { afterAct } from '../client/afterCaseAct.ts'
import { api } from '../client/api.ts'
import { isEmpty, missing, type Values } from '../form/answers.ts'
import { FieldGrid } from '../form/fieldGrid.tsx'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { problemsOf } from '../parts/sayRefusal.ts'
import { toast } from '../parts/toast.ts'
import { actionsIn, useSession } from '../session/session.tsx'
import type { ListedRow } from './listScreen.tsx'

interface MovesProps {
  readonly module: Module
  readonly record: string
  readonly row: ListedRow
  /** Move -> what it waits for beside what its definition says; a move that is not named waits for nothing more. */
  readonly blocked?: Readonly<Record<string, ReactNode>>
}

/** What can happen to the record next. A step that is not possible stays visible and says why. */
export function Moves({ module, record, row, blocked = {} }: MovesProps) {
  const words = useWords()
  const session = useSession()
  const [open, setOpen] = useState<string | null>(null)
  const table = module.lifecycle!.table
  const state = row.state ?? table.initial
  const fields = module.records[record]!.fields
  const seen = { ...Object.fromEntries(Object.keys(fields).map(name => [name, row[name] ?? null])), state }
  const mover = { staffId: session.staffId, actions: actionsIn(session, module.name) }
  const near = Object.entries(table.moves).filter(
    ([, { by, command, from }]) => by !== 'system' && command === undefined && from.includes(state),
  )
  if (near.length === 0) return null
  return (
    <Group gap="sm" mb="md" align="start">
      {near.map(([name, move], i) => {
        const refusal = whyNot(table, name, seen, mover)
        const askable = refusal?.code === 'invalid' && (move.otherThan ?? []).every(field => !isEmpty(row[field]))
        const waits = blocked[name] ?? null
        const stopped = (refusal !== null && !askable) || waits !== null
        return (
          <div key={name}>
            <Button
              variant={stopped || i > 0 ? 'default' : 'filled'}
              disabled={stopped}
              {...(stopped ? { 'aria-describedby': `why-${name}` } : {})}
              onClick={() => setOpen(name)}
            >
              {words.say(`${module.name}.move.${name}`)}
            </Button>
            {stopped && (
              <Text id={`why-${name}`} component="div" size="sm" c="dimmed" maw="18rem" mt={4}>
                {refusal !== null && !askable
                  ? words.say(whyKey(refusal, move.otherThan ?? [], row, session.staffId))
                  : waits}
              </Text>
            )}
          </div>
        )
      })}
      {open !== null && (
        <MoveDialog module={module} record={record} row={row} name={open} onClose={() => setOpen(null)} />
      )}
    </Group>
  )
}

function whyKey(refusal: Refusal, otherThan: readonly string[], row: ListedRow, staffId: string): string {
  if (refusal.code === 'invalid') return 'why-not.missing'
  return otherThan.some(field => row[field] === staffId) ? 'why-not.second-person' : 'why-not.not-allowed'
}

interface MoveDialogProps extends MovesProps {
  readonly name: string
  readonly onClose: () => void
}

function MoveDialog({ module, record, row, name, onClose }: MoveDialogProps) {
  const words = useWords()
  const client = useQueryClient()
  const definition = module.records[record]!
  const needs = (module.lifecycle!.table.moves[name]?.needs ?? [])
    .filter(field => isEmpty(row[field]))
    .map(field => [field, definition.fields[field]!] as const)
  const [patch, setPatch] = useState<Values>({})
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const moving = useMutation({
    mutationFn: () => api.move(module, record, row.id, name, row.version, patch as never),
    onSuccess: async () => {
      await afterAct(client, module)
      toast(words.say('ui.saved'))
      onClose()
    },
    onError: error => setProblems(error instanceof Refusal ? problemsOf(error) : []),
  })
  const go = () => {
    const lacking = missing(
      needs.map(([field, f]) => [field, { ...f, optional: false }] as const),
      patch,
    )
    setProblems(lacking)
    if (lacking.length === 0) moving.mutate()
  }
  // What stands in the way may be no question of this dialog: a record's own field, or another record.
  const elsewhere = ({ path }: FieldProblem) => needs.every(([field]) => field !== path)
  const title = words.say(`${module.name}.move.${name}`)
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': words.say('ui.close') }}>
      <Stack>
        {moving.isError && (problems.length === 0 || problems.some(elsewhere)) && <Refused error={moving.error} />}
        {needs.length > 0 ? (
          <FieldGrid
            module={module.name}
            record={record}
            fields={needs}
            values={patch}
            problems={problems}
            onChange={(field, value) => setPatch({ ...patch, [field]: value })}
            onProblem={() => {}}
          />
        ) : (
          <Text>{words.say('move.sure')}</Text>
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button onClick={go} loading={moving.isPending}>
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
