import { Badge, Button } from '@mantine/core'
import { FieldOutput, type ListedRow, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'

const ASKED = ['individual', 'role', 'since'] as const

/** Whom the case is about, and as what; who left stands last. */
export function Members({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const mayAdd = useMay()(module.name, 'create')
  const [adding, setAdding] = useState(false)
  const definition = module.records.member
  if (definition === undefined) return null
  const field = definition.fields.individual!
  const shown = rows.toSorted((a, b) => Number(hasLeft(a)) - Number(hasLeft(b)) || (a.id < b.id ? -1 : 1))
  const isClosed = module.case!.closed.includes(String(row.state))
  return (
    <Surface
      title={words.records(module.name, 'member')}
      actions={
        mayAdd &&
        !isClosed && (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {words.say('case.add.member')}
          </Button>
        )
      }
    >
      <ul className="nansen-case-people">
        {shown.map(member => (
          <li key={member.id} data-left={hasLeft(member)}>
            <FieldOutput
              module={module.name}
              record="member"
              name="individual"
              field={field}
              value={member.individual}
            />{' '}
            <Badge variant="light" color="gray" tt="none" fw={500}>
              {words.option(module.name, 'member', 'role', String(member.role))}
            </Badge>
            {typeof member.until === 'string' && (
              <span className="nansen-quiet"> {words.say('case.member.left', { when: words.date(member.until) })}</span>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <AddDialog
          module={module}
          record="member"
          parentId={row.id}
          fields={() => ASKED.map(name => [name, definition.fields[name]!] as const)}
          title={words.say('case.add.member')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

const hasLeft = ({ until }: ListedRow): boolean => until !== null && until !== undefined
