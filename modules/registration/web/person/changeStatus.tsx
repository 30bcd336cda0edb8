import { Select, Textarea } from '@mantine/core'
import { FieldInput, useWords } from '@nansen/ui'
import { useState } from 'react'
import { PROCESS_STATUSES, type ProcessStatus, REASONS_OF, registration } from '../../index.ts'
import type { Card } from '../cards.ts'
import { ActDialog } from './actDialog.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** Process status with its reason and day; what follows for the family is said before. */
export function ChangeStatus({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const words = useWords()
  const [status, setStatus] = useState<ProcessStatus | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [effectiveOn, setDay] = useState(today())
  const [remarks, setRemarks] = useState('')
  const whole = status !== null && reason !== null && effectiveOn !== ''
  const input = {
    individualId: card.id,
    status,
    reason,
    effectiveOn,
    ...(remarks.trim() === '' ? {} : { remarks: remarks.trim() }),
  }
  return (
    <ActDialog
      title={words.say('registration.act.status')}
      command="registration.changeStatus"
      confirm={words.say('registration.act.status')}
      input={whole ? input : null}
      onDone={onClose}
      onClose={onClose}
    >
      <Select
        label={words.field('registration', 'status_change', 'status')}
        withAsterisk
        data-autofocus
        data={PROCESS_STATUSES.filter(each => each !== card.process_status).map(each => ({
          value: each,
          label: words.option('registration', 'status_change', 'status', each),
        }))}
        value={status}
        onChange={next => {
          setStatus(PROCESS_STATUSES.find(each => each === next) ?? null)
          setReason(null)
        }}
      />
      <Select
        label={words.field('registration', 'status_change', 'reason')}
        withAsterisk
        disabled={status === null}
        data={(status === null ? [] : REASONS_OF[status]).map(each => ({
          value: each,
          label: words.option('registration', 'status_change', 'reason', each),
        }))}
        value={reason}
        onChange={setReason}
      />
      <FieldInput
        module="registration"
        record="status_change"
        name="effective_on"
        field={registration.records.status_change.fields.effective_on}
        id="status-effective-on"
        label={words.field('registration', 'status_change', 'effective_on')}
        value={effectiveOn === '' ? null : effectiveOn}
        problem={effectiveOn > today() ? words.say('registration.problem.in-the-future') : null}
        onChange={day => setDay(typeof day === 'string' ? day : '')}
      />
      <Textarea
        label={words.field('registration', 'status_change', 'remarks')}
        autosize
        value={remarks}
        onChange={event => setRemarks(event.currentTarget.value)}
      />
    </ActDialog>
  )
}
