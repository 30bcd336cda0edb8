import { Badge, Button, Text } from '@mantine/core'
import type { Field, Module } from '@nansen/model'
import { ColleagueName, type ListedRow, Surface, useMay, useWords, type Values } from '@nansen/ui'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'

/** What colleagues wrote down, the newest first. Restricted notes are there for who reads what is protected; for others there are none. */
export function Notes({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const guarded = may(module.name, 'create', 'protected')
  const mayAdd = may(module.name, 'create')
  const shown = rows.filter(({ level }) => level !== 'sealed')
  if (shown.length === 0 && !mayAdd) return null
  return (
    <Surface
      mt="md"
      title={words.records(module.name, 'note')}
      actions={
        mayAdd && (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {words.say('case.add.note')}
          </Button>
        )
      }
    >
      <ul className="nansen-case-notes">
        {shown.map(note => (
          <li key={note.id}>
            <Text size="sm" c="dimmed" component="div">
              {note.created_at !== undefined && (
                <time dateTime={note.created_at}>{words.instant(note.created_at)}</time>
              )}
              {note.created_by != null && (
                <>
                  {' · '}
                  <ColleagueName id={note.created_by} />
                </>
              )}
              {note.level === 'restricted' && (
                <>
                  {' '}
                  <Badge color="brick" variant="light" tt="none" fw={500}>
                    {words.field(module.name, 'note', 'restricted_text')}
                  </Badge>
                </>
              )}
            </Text>
            <p className="nansen-said">{String(note.text ?? note.restricted_text ?? '')}</p>
          </li>
        ))}
      </ul>
      {adding && (
        <AddDialog
          module={module}
          record="note"
          parentId={row.id}
          fields={answers => questions(module, answers, guarded)}
          start={{ level: 'ordinary' }}
          title={words.say('case.add.note')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

/** The words are asked where their level is kept; who may not read what is protected writes ordinary notes. */
function questions(
  module: Module,
  { level }: Values,
  guarded: boolean,
): readonly (readonly [string, Field<unknown>])[] {
  const { fields } = module.records.note!
  const name = level === 'restricted' ? 'restricted_text' : 'text'
  const words = [name, { ...fields[name]!, optional: false }] as const
  return guarded ? [['level', { ...fields.level!, codes: ['ordinary', 'restricted'] }], words] : [words]
}
