import { Select } from '@mantine/core'
import { listFilter, useOfficeNames, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ActDialog } from '../person/actDialog.tsx'
import { Because } from './because.tsx'

interface AskTransferProps {
  readonly groupId: string
  /** Where the family is now. */
  readonly officeId: string
  readonly onClose: () => void
}

/** Another office is asked to take the family over; who will lose sight of it is said before. */
export function AskTransfer({ groupId, officeId, onClose }: AskTransferProps) {
  const { say } = useWords()
  const { offices } = useOfficeNames()
  const [to, setTo] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const [pressed, setPressed] = useState(false)
  const whole = to !== null && because.trim() !== ''
  return (
    <ActDialog
      title={say('registration.act.transfer')}
      command="registration.askTransfer"
      confirm={say('registration.act.transfer')}
      input={whole ? { groupId, officeId: to, because: because.trim() } : null}
      onMissing={() => setPressed(true)}
      onDone={onClose}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={say('registration.act.toOffice')}
        withAsterisk
        searchable
        filter={listFilter(say('ui.nothing-found'))}
        data={offices
          .filter(({ id }) => id !== officeId)
          .map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
        value={to}
        error={pressed && to === null ? say('problem.required') : null}
        onChange={setTo}
      />
      <Because value={because} missing={pressed} onChange={setBecause} />
    </ActDialog>
  )
}
