import { Alert, Button, Group, Text } from '@mantine/core'
import { Go, useGo, useMay, useSession, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { Card } from '../cards.ts'
import { Because } from '../group/because.tsx'
import { RelationshipSelect } from '../group/relationshipSelect.tsx'
import { ActDialog } from './actDialog.tsx'
import type { Stored } from './page.ts'

const today = () => new Date().toISOString().slice(0, 10)

interface TwoPeopleProps {
  readonly card: Card
  /** What happened to this person, in any order. */
  readonly events: readonly Stored[]
}

/** That this record is of the same person as another, and the way there and back. */
export function SamePerson({ card, events }: TwoPeopleProps) {
  const { say } = useWords()
  if (card.same_person_as === null) return null
  return (
    <Alert color="orange" title={say('registration.person.samePersonAs')}>
      <Group justify="space-between">
        <Go to={`/registration/individual/${card.same_person_as}`}>{say('registration.person.openOther')}</Go>
        <TwoPeople card={card} events={events} />
      </Group>
    </Alert>
  )
}

/**
 * That two records are one person is taken back, by another supervisor than the one who said it. What two adjudicators said is taken back at
 * their desk.
 */
function TwoPeople({ card, events }: TwoPeopleProps) {
  const { say } = useWords()
  const may = useMay()
  const session = useSession()
  const [open, setOpen] = useState(false)
  const said = events
    .filter(({ kind }) => kind === 'duplicate' || kind === 'duplicate-undone')
    .toSorted((one, another) => Date.parse(String(another.created_at)) - Date.parse(String(one.created_at)))[0]
  if (!may('registration', 'approve') || said?.kind !== 'duplicate') return null
  if (said.created_by === session.staffId) return <Text size="sm">{say('registration.twoPeople.another')}</Text>
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {say('registration.twoPeople.title')}
      </Button>
      {open && <TakeBack card={card} onClose={() => setOpen(false)} />}
    </>
  )
}

function TakeBack({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const { say } = useWords()
  const go = useGo()
  const [because, setBecause] = useState('')
  const [relationship, setRelationship] = useState<string | null>(null)
  const [pressed, setPressed] = useState(false)
  const input = {
    otherId: card.id,
    happenedOn: today(),
    source: because.trim(),
    ...(relationship === null ? {} : { relationship }),
  }
  return (
    <ActDialog
      title={say('registration.twoPeople.title')}
      command="registration.undoDuplicate"
      confirm={say('registration.twoPeople.title')}
      input={because.trim() === '' ? null : input}
      onMissing={() => setPressed(true)}
      onDone={() => {
        onClose()
        go(`/registration/individual/${card.id}`)
      }}
      onClose={onClose}
    >
      <Text size="sm">{say('registration.twoPeople.intro')}</Text>
      <RelationshipSelect
        id="answer-relationship"
        label={say('registration.twoPeople.relationship')}
        sex={card.sex}
        value={relationship}
        missing={false}
        isNeeded={false}
        onChange={setRelationship}
      />
      <Because value={because} missing={pressed} onChange={setBecause} />
    </ActDialog>
  )
}
