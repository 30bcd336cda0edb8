import { Badge, Button, Group, Text } from '@mantine/core'
import type { Field, Module } from '@nansen/model'
import { ColleagueName, type ListedRow, Surface, useMay, useWords, type Values } from '@nansen/ui'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { SealedNoteText, SealNote } from './sealedNote.tsx'

/**
 * What colleagues wrote down, the newest first. Restricted notes are there for who reads what is protected, sealed ones for the readers they
 * were sealed to; for others there are none.
 */
export function Notes({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const guarded = may(module.name, 'create', 'protected')
  const mayAdd = may(module.name, 'create')
  const [sealing, setSealing] = useState(false)
  if (rows.length === 0 && !mayAdd) return null
  return (
    <Surface
      mt="md"
      title={words.records(module.name, 'note')}
      actions={
        <Group gap="xs">
          {mayAdd && (
            <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
              {words.say('case.add.note')}
            </Button>
          )}
          {guarded && (
            <Button variant="subtle" size="compact-md" onClick={() => setSealing(true)}>
              {words.say('case.add.sealed-note')}
            </Button>
          )}
        </Group>
      }
    >
      <ul className="nansen-case-notes">
        {rows.map(note => (
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
              {note.level !== 'ordinary' && (
                <>
                  {' '}
                  <Badge color="brick" variant="light" tt="none" fw={500}>
                    {words.field(module.name, 'note', `${String(note.level)}_text`)}
                  </Badge>
                </>
              )}
            </Text>
            {note.level === 'sealed' ? (
              <SealedNoteText module={module} note={note} />
            ) : (
              <p className="nansen-said">{String(note.text ?? note.restricted_text ?? '')}</p>
            )}
          </li>
        ))}
      </ul>
      {sealing && <SealNote module={module} caseId={row.id} onClose={() => setSealing(false)} />}
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
