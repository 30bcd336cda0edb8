import { Checkbox, Select, Stack } from '@mantine/core'
import { useGo, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ActDialog } from '../person/actDialog.tsx'
import type { GroupMember } from './groupScreen.tsx'

interface SplitProps {
  readonly groupId: string
  readonly members: readonly GroupMember[]
  readonly onClose: () => void
}

export const personsOf = (members: readonly GroupMember[]) =>
  members.flatMap(({ card }) =>
    card === null ? [] : [{ value: card.id, label: card.display_name_native ?? card.display_name }],
  )

/** Some leave and become a group of their own, with a focal point and a number of its own. */
export function Split({ groupId, members, onClose }: SplitProps) {
  const { say } = useWords()
  const go = useGo()
  const [leaving, setLeaving] = useState<string[]>([])
  const [focalPoint, setFocalPoint] = useState<string | null>(null)
  const people = personsOf(members)
  const leader = focalPoint !== null && leaving.includes(focalPoint) ? focalPoint : (leaving[0] ?? null)
  const whole = leader !== null && leaving.length < people.length
  return (
    <ActDialog
      title={say('registration.act.split')}
      command="registration.splitGroup"
      confirm={say('registration.act.split')}
      input={whole ? { groupId, leaving, focalPoint: leader } : null}
      onDone={result => {
        onClose()
        go(`/registration/registration_group/${(result as { groupId: string }).groupId}`)
      }}
      onClose={onClose}
    >
      <Checkbox.Group label={say('registration.act.whoLeaves')} value={leaving} onChange={setLeaving}>
        <Stack gap={6} mt={6}>
          {people.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={<bdi>{label}</bdi>} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={say('registration.act.whoLeads')}
        data={people.filter(({ value }) => leaving.includes(value))}
        value={leader}
        onChange={setFocalPoint}
      />
    </ActDialog>
  )
}
