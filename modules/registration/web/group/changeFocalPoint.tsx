import { Select } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useState } from 'react'
import { ActDialog } from '../person/actDialog.tsx'
import type { GroupMember } from './groupScreen.tsx'
import { personsOf } from './split.tsx'

interface LeadProps {
  readonly groupId: string
  readonly members: readonly GroupMember[]
  readonly onClose: () => void
}

/** Another member speaks for the family; everybody is coded against them. */
export function ChangeFocalPoint({ groupId, members, onClose }: LeadProps) {
  const { say } = useWords()
  const [focalPoint, setFocalPoint] = useState<string | null>(null)
  return (
    <ActDialog
      title={say('registration.act.lead')}
      command="registration.changeFocalPoint"
      confirm={say('registration.act.lead')}
      input={focalPoint === null ? null : { groupId, focalPoint }}
      onDone={onClose}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={say('registration.act.whoLeads')}
        data={personsOf(members.filter(({ focal_point }) => !focal_point))}
        value={focalPoint}
        onChange={setFocalPoint}
        withAsterisk
      />
    </ActDialog>
  )
}
