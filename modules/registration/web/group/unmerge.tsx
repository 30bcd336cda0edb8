import { Text } from '@mantine/core'
import { useGo, useWords } from '@nansen/ui'
import { useState } from 'react'
import { FOCAL_POINT } from '../../relationships.ts'
import { ActDialog } from '../person/actDialog.tsx'
import { Because } from './because.tsx'
import type { GroupMember } from './groupScreen.tsx'
import type { MergeBefore } from './pending.tsx'
import { RelationshipSelect } from './relationshipSelect.tsx'

interface UnmergeProps {
  readonly merge: MergeBefore
  readonly members: readonly GroupMember[]
  readonly onClose: () => void
}

/** A merge is taken back: who came goes, and who joined since is said what they are to the focal point of before. */
export function Unmerge({ merge, members, onClose }: UnmergeProps) {
  const { say } = useWords()
  const go = useGo()
  const [because, setBecause] = useState('')
  const [pressed, setPressed] = useState(false)
  const since = members.filter(({ card, member_to }) => member_to === null && card && merge.since.includes(card.id))
  const [relationships, setRelationships] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      since.map(({ card, relationship }) => [card!.id, relationship === FOCAL_POINT ? '' : relationship]),
    ),
  )
  const whole = because.trim() !== '' && Object.values(relationships).every(code => code !== '')
  return (
    <ActDialog
      title={say('registration.act.unmerge')}
      command="registration.unmergeGroups"
      confirm={say('registration.act.unmerge')}
      input={whole ? { mergeId: merge.id, relationships, because: because.trim() } : null}
      onMissing={() => setPressed(true)}
      onDone={result => {
        onClose()
        go(`/registration/registration_group/${(result as { groupId: string }).groupId}`)
      }}
      onClose={onClose}
    >
      {since.length > 0 && <Text size="sm">{say('registration.merge.since')}</Text>}
      {since.map(({ card }) => (
        <RelationshipSelect
          key={card!.id}
          id={`answer-${card!.id}`}
          label={card!.display_name_native ?? card!.display_name}
          sex={card!.sex}
          value={relationships[card!.id] || null}
          missing={pressed}
          onChange={code => setRelationships({ ...relationships, [card!.id]: code })}
        />
      ))}
      <Because value={because} missing={pressed} onChange={setBecause} />
    </ActDialog>
  )
}
