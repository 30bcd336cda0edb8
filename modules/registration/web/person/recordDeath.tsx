import { Textarea, TextInput } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useState } from 'react'
import type { Card } from '../cards.ts'
import { ActDialog } from './actDialog.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** A death, told by somebody: who leads the family now is said before it is saved. */
export function RecordDeath({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const { say } = useWords()
  const [diedOn, setDay] = useState(today())
  const [source, setSource] = useState('')
  const input = diedOn === '' || source.trim() === '' ? null : { individualId: card.id, diedOn, source: source.trim() }
  return (
    <ActDialog
      title={say('registration.act.death')}
      command="registration.recordDeath"
      confirm={say('registration.act.death')}
      input={input}
      onDone={onClose}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={say('registration.act.diedOn')}
        withAsterisk
        max={today()}
        value={diedOn}
        onChange={event => setDay(event.currentTarget.value)}
      />
      <Textarea
        data-autofocus
        label={say('registration.act.deathSource')}
        withAsterisk
        autosize
        minRows={2}
        value={source}
        onChange={event => setSource(event.currentTarget.value)}
      />
    </ActDialog>
  )
}
