import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import type { RecordDefinition } from '@nansen/model'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { FieldOutput } from '../parts/fieldOutput.tsx'
import type { Values } from './answers.ts'
import type { Conflict } from './conflict.ts'

interface ConflictDialogProps {
  readonly module: string
  readonly record: string
  readonly definition: RecordDefinition
  readonly conflicts: readonly Conflict[]
  readonly onCancel: () => void
  /** The answers the person chose, for each field in conflict. */
  readonly onChoose: (chosen: Values) => void
}

/** Two people changed the same answers: both are shown, and nothing is chosen for anybody. */
export function ConflictDialog({ module, record, definition, conflicts, onCancel, onChoose }: ConflictDialogProps) {
  const words = useWords()
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const done = conflicts.every(({ field }) => chosen[field] !== undefined)
  return (
    <Modal
      opened
      onClose={onCancel}
      size="lg"
      title={words.say('conflict.title')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Text mb="md">{words.say('conflict.explained')}</Text>
      <Stack>
        {conflicts.map(({ field, mine, theirs }) => {
          const place = { module, record, name: field, field: definition.fields[field]! }
          return (
            <Radio.Group
              key={field}
              label={words.field(module, record, field)}
              value={chosen[field] ?? null}
              onChange={side => setChosen({ ...chosen, [field]: side === 'mine' ? 'mine' : 'theirs' })}
            >
              <Group mt={4} align="stretch">
                {(['theirs', 'mine'] as const).map(side => (
                  <Radio
                    key={side}
                    className="nansen-choice"
                    value={side}
                    description={words.say(`conflict.${side}`)}
                    label={<FieldOutput {...place} value={side === 'mine' ? mine : theirs} />}
                  />
                ))}
              </Group>
            </Radio.Group>
          )
        })}
      </Stack>
      <Group justify="end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {words.say('ui.cancel')}
        </Button>
        <Button
          disabled={!done}
          onClick={() =>
            onChoose(Object.fromEntries(conflicts.map(c => [c.field, chosen[c.field] === 'mine' ? c.mine : c.theirs])))
          }
        >
          {words.say('ui.save')}
        </Button>
      </Group>
    </Modal>
  )
}
