import { List, Text } from '@mantine/core'
import { useCodes, useWords } from '@nansen/ui'
import type { Difference } from '../../timeMachine/differences.ts'
import type { PersonThen } from '../../timeMachine/frames.ts'
import { said } from './said.ts'

export interface CorrectedDifference extends Difference {
  readonly corrected_on: string | null
}

interface CorrectionsProps {
  readonly differences: readonly CorrectedDifference[]
  readonly day: string
  readonly people: readonly PersonThen[]
  readonly groups: Readonly<Record<string, string>>
}

/** What was believed on the day and is known better today, a sentence each. */
export function Corrections({ differences, day, people, groups }: CorrectionsProps) {
  const words = useWords()
  const lists = {
    relationship: useCodes('relationship').entries,
    country: useCodes('country').entries,
    marital_status: useCodes('marital_status').entries,
  }
  if (differences.length === 0) return <Text c="dimmed">{words.say('registration.past.same')}</Text>
  return (
    <List spacing="xs">
      {differences.map(({ person, what, believed, was, corrected_on }) => (
        <List.Item key={`${person} ${what}`} data-difference={what}>
          {words.say(sentence(what, corrected_on), {
            day: words.date(day),
            name: people.find(({ id }) => id === person)?.name ?? '',
            what: what === 'known' ? '' : words.say(`registration.past.of.${what}`),
            believed: said(words, lists, groups, what, believed, day),
            was: said(words, lists, groups, what, was, day),
            corrected: corrected_on === null ? '' : words.date(corrected_on),
          })}
        </List.Item>
      ))}
    </List>
  )
}

const sentence = (what: string, corrected: string | null): string =>
  `registration.past.${what === 'known' ? 'unknownThen' : 'believedThen'}${corrected === null ? '' : 'Corrected'}`
