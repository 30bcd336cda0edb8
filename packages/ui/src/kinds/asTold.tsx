import { Text } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { toldBeside } from './saidDates.ts'
import { daysMeant } from './saidInWords.ts'

/** A date in Gregorian days, and under it how it was said in another calendar. */
export function AsTold({ date, said }: { readonly date: string; readonly said: string }) {
  const words = useWords()
  const told = toldBeside(date, said)
  if (told === null) return <time dateTime={date}>{words.date(date)}</time>
  return (
    <>
      <time dateTime={date}>{daysMeant(told, date, words)}</time>
      <Text size="sm" c="dimmed" miw="9rem">
        <bdi>{told.asSaid}</bdi>{' '}
        {words.say('ui.said-in-calendar', { calendar: words.say(`ui.calendar.${told.calendar}`) })}
      </Text>
    </>
  )
}
