import { Textarea } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useState } from 'react'
import { type DayAnswer, DayTold, saidOf } from '../events/dayTold.tsx'
import { ActDialog } from './actDialog.tsx'
import { calendarOf, type PersonOnPage } from './page.ts'

const today = () => new Date().toISOString().slice(0, 10)

/** A death, told by somebody: who leads the family now is said before it is saved. */
export function RecordDeath({ page, onClose }: { readonly page: PersonOnPage; readonly onClose: () => void }) {
  const { say } = useWords()
  const [day, setDay] = useState<DayAnswer>({ happenedOn: today(), told: null })
  const [source, setSource] = useState('')
  const input =
    day.happenedOn === '' || source.trim() === ''
      ? null
      : { individualId: page.card.id, diedOn: day.happenedOn, ...saidOf(day), source: source.trim() }
  return (
    <ActDialog
      title={say('registration.act.death')}
      command="registration.recordDeath"
      confirm={say('registration.act.death')}
      input={input}
      onDone={onClose}
      onClose={onClose}
    >
      <DayTold
        id="died-on"
        label={say('registration.act.diedOn')}
        offered={calendarOf(page)}
        {...day}
        onChange={setDay}
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
