import { Badge, Button, Group, Text } from '@mantine/core'
import { ColleagueName, type ListedRow, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { FinishButtons } from './finishTask.tsx'
import { colleagueInput, kindInput } from './inputs.tsx'
import { taskName } from './taskName.ts'

const ASKED = ['kind', 'what', 'for_staff', 'about', 'due_at'] as const

/** What is to be done in the case: the open tasks by their day, and behind them those that are done. */
export function Tasks({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const mayAdd = useMay()(module.name, 'create')
  const [adding, setAdding] = useState(false)
  const open = rows.filter(isOpen).toSorted((a, b) => dayOf(a) - dayOf(b))
  const definition = module.records.task!
  const asked = ASKED.filter(name => name !== 'about' || module.case!.roles.length > 0)
  if (open.length === 0 && !mayAdd) return null
  return (
    <Surface
      title={words.records(module.name, 'task')}
      actions={
        mayAdd && (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {words.say('case.add.task')}
          </Button>
        )
      }
    >
      {open.length === 0 && <Text c="dimmed">{words.say('case.task.none')}</Text>}
      <ul className="nansen-case-tasks">
        {open.map(task => (
          <TaskLine key={task.id} module={module} row={row} task={task} />
        ))}
      </ul>
      {adding && (
        <AddDialog
          module={module}
          record="task"
          parentId={row.id}
          fields={() => asked.map(name => [name, definition.fields[name]!] as const)}
          inputs={{ kind: kindInput(module), for_staff: colleagueInput(module.name, row.id) }}
          start={{ kind: 'other' }}
          title={words.say('case.add.task')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

function TaskLine({ module, task }: CasePlace & { readonly task: ListedRow }) {
  const words = useWords()
  const mayChange = useMay()(module.name, 'change')
  const due = typeof task.due_at === 'string' ? task.due_at : null
  const late = due !== null && Date.parse(due) < Date.now()
  return (
    <li>
      <div>
        <strong>{taskName(module.name, String(task.kind), words)}</strong>{' '}
        {late && (
          <Badge color="brick" variant="light" tt="none">
            {words.say('case.task.overdue')}
          </Badge>
        )}
        {task.what != null && <div>{String(task.what)}</div>}
        <Text size="sm" c="dimmed" component="div">
          {due !== null && words.say('case.task.due', { when: words.instant(due) })}
          {typeof task.for_staff === 'string' && (
            <>
              {due !== null && ' · '}
              <ColleagueName id={task.for_staff} />
            </>
          )}
          {task.escalated_at != null && ` · ${words.say('case.task.escalated')}`}
        </Text>
      </div>
      {mayChange && (
        <Group gap="xs">
          <FinishButtons module={module.name} taskId={task.id} />
        </Group>
      )}
    </li>
  )
}

const isOpen = ({ status }: ListedRow): boolean => status === 'open'
const dayOf = ({ due_at: due }: ListedRow): number =>
  typeof due === 'string' ? Date.parse(due) : Number.POSITIVE_INFINITY
