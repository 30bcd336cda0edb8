import { Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import type { CalendarVersion } from './calendar.ts'
import { clockName, moduleName } from './period.ts'
import { SpansInWords } from './periods.tsx'

/** Which period was asked for: of what, and how long. */
export function PeriodAsked({ version: { module, clock, spans, record } }: { readonly version: CalendarVersion }) {
  const words = useWords()
  if (module === null || clock === null) return null
  return (
    <>
      <Text>
        {moduleName(module, words)} · {clockName(module, clock, words)}
      </Text>
      {spans === null ? (
        <Text size="sm" c="dimmed">
          {words.say('case.period.own-again')}
        </Text>
      ) : (
        <SpansInWords period={{ module, record: record ?? '', clock }} spans={spans} />
      )}
    </>
  )
}
