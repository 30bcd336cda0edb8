import { Text } from '@mantine/core'
import { daysMeant, useWords } from '@nansen/ui'
import { toldIn } from '../register/saidBirth.tsx'
import type { Stored } from './page.ts'

/** A birth in Gregorian days, and under it how it was said in the person's own calendar. */
export function BornFact({ individual }: { readonly individual: Stored }) {
  const words = useWords()
  const told = toldIn(individual)
  const born = String(individual.born)
  if (told === null) return <time dateTime={born}>{words.date(born)}</time>
  return (
    <>
      <time dateTime={born}>{daysMeant(told, born, words)}</time>
      <Text size="sm" c="dimmed">
        <bdi>{told.asSaid}</bdi>{' '}
        {words.say('registration.person.inCalendar', { calendar: words.say(`ui.calendar.${told.calendar}`) })}
      </Text>
    </>
  )
}

/** Fields that are told with the birth, where it was told in another calendar. */
export const toldWithBirth = (individual: Stored): readonly string[] =>
  toldIn(individual) === null ? [] : ['born_as_said', 'born_calendar', 'born_from', 'born_to']
