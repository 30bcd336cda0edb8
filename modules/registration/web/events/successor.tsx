import { Select, Stack } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { FOCAL_POINT } from '../../relationships.ts'
import { relationshipAfter } from '../../succession.ts'
import { RelationshipSelect } from '../group/relationshipSelect.tsx'
import type { Answers, Somebody } from './eventForms.ts'

interface SuccessorProps {
  /** Those who stay. */
  readonly staying: readonly Somebody[]
  readonly answers: Answers
  readonly onChange: (part: Partial<Answers>) => void
}

/** The focal point goes: who leads now, and what each is to them where that does not follow. */
export function Successor({ staying, answers, onChange }: SuccessorProps) {
  const { say } = useWords()
  const { successor, relationships } = answers
  const leads = staying.find(({ card }) => card.id === successor)
  const unsaid = leads === undefined ? [] : staying.filter(each => each !== leads && !follows(leads, each))
  return (
    <Stack gap="sm">
      <Select
        label={say('registration.happened.leads')}
        withAsterisk
        data={staying.map(({ card }) => ({ value: card.id, label: nameOf(card) }))}
        value={successor}
        onChange={next => onChange({ successor: next, relationships: {} })}
      />
      {unsaid.map(({ card }) => (
        <RelationshipSelect
          key={card.id}
          id={`answer-relationships-${card.id}`}
          label={say('registration.happened.isToLeader', { name: nameOf(card) })}
          sex={card.sex}
          value={relationships[card.id] ?? null}
          missing={false}
          onChange={code => onChange({ relationships: { ...relationships, [card.id]: code } })}
        />
      ))}
    </Stack>
  )
}

const nameOf = ({ display_name, display_name_native }: Somebody['card']) => display_name_native ?? display_name

const follows = (leads: Somebody, member: Somebody): boolean => {
  const after = relationshipAfter(leads.relationship, member.relationship, member.card.sex)
  return after !== null && after !== FOCAL_POINT
}
