import { Badge } from '@mantine/core'
import { useWords } from '@nansen/ui'
import type { Stay } from './administration.ts'

/** That somebody is here for a surge of work only, and until when anybody is who will leave. */
export function StayBadges({ stay }: { readonly stay: Stay | undefined }) {
  const words = useWords()
  if (stay === undefined) return null
  const badge = (text: string) => (
    <Badge variant="light" color="saffron" tt="none" className="nansen-state" data-color="saffron">
      {text}
    </Badge>
  )
  return (
    <>
      {stay.surge && badge(words.say('oversight.goings.surge'))}{' '}
      {stay.lastDay !== null && badge(words.say('oversight.goings.until', { day: words.date(stay.lastDay) }))}
    </>
  )
}
