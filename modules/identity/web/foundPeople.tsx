import './identity.css'
import { Alert, Stack, Text } from '@mantine/core'
import type { PartialDate } from '@nansen/kernel'
import { PersonCard, useWords, type Words } from '@nansen/ui'
import { oddsOf } from './sitting.ts'

/** A person as the desk may see them: `registration.cards`. */
export interface SummaryCard {
  readonly id: string
  readonly number: string | null
  readonly display_name: string
  readonly display_name_native?: string | null
  readonly sex: string
  readonly year_of_birth: number | null
  readonly office?: string | null
  readonly process_status?: string | null
  readonly thumbnail?: string | null
}
export interface FoundPerson {
  readonly individual: string
  readonly evidence: number
  readonly card: SummaryCard
}

export function CardOf({ card, words }: { readonly card: SummaryCard; readonly words: Words }) {
  return (
    <PersonCard
      name={card.display_name_native ?? card.display_name}
      otherNames={card.display_name_native ? [{ part: 'given', text: card.display_name, script: 'Latn' }] : []}
      number={card.number}
      sex={words.option('registration', 'individual', 'sex', card.sex)}
      born={card.year_of_birth === null ? null : (String(card.year_of_birth) as PartialDate)}
      office={card.office ?? null}
      photo={card.thumbnail ?? null}
      to={`/registration/individual/${card.id}`}
    />
  )
}

interface FoundProps {
  readonly outcome: 'nobody-known' | 'this-person' | 'look'
  readonly people: number
  readonly candidates: readonly FoundPerson[]
  readonly unseen: number
}

/** The word that matters, large and at once; then whoever it may be. */
export function FoundPeople({ outcome, people, candidates, unseen }: FoundProps) {
  const words = useWords()
  const known = outcome !== 'nobody-known'
  const key = {
    'nobody-known': 'identity.found.nobody',
    'this-person': 'identity.found.person',
    look: 'identity.found.look',
  }[outcome]
  return (
    <Stack gap="sm">
      <Alert
        color={known ? 'orange' : 'green'}
        role="status"
        data-outcome={outcome}
        title={words.say(key, { people: words.number(people) })}
      />
      {candidates.map(({ individual, evidence, card }) => (
        <div key={individual} className="nansen-found">
          <CardOf card={card} words={words} />
          <Text size="sm" c="dimmed">
            {words.say('identity.found.evidence', { odds: words.number(oddsOf(evidence)) })}
          </Text>
        </div>
      ))}
      {unseen > 0 && <Alert color="orange" title={words.say('identity.found.unseen', { count: unseen })} />}
    </Stack>
  )
}
