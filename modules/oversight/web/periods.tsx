import { Badge, Button, Group, Text } from '@mantine/core'
import { Refused, Slow, Surface, useAsk, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'
import { AskPeriod } from './askPeriod.tsx'
import type { Calendar } from './calendar.ts'
import { clockName, isMany, moduleName, type Period, recordOf, type Spans, spanInWords } from './period.ts'

/** How long things may take in an operation: the law of the country before what a module brings. */
export function Periods({ calendar: { country, mine } }: { readonly calendar: Calendar }) {
  const words = useWords()
  const { data, error } = useAsk<{ readonly periods: readonly Period[] }>('admin.periods', { country })
  const [changing, setChanging] = useState<Period | null>(null)
  const modules = Map.groupBy(data?.periods ?? [], ({ module }) => module)
  return (
    <Surface title={words.say('case.period.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('case.period.explained')}
      </Text>
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {[...modules].map(([module, periods]) => (
        <details key={module} open={periods.some(({ spans }) => spans !== null)} data-periods={module}>
          <summary style={{ paddingBlock: '0.4rem' }}>{moduleName(module, words)}</summary>
          <ul className="nansen-queue">
            {periods.map(each => (
              <li key={each.clock} data-period={each.clock}>
                <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
                  <div>
                    <Text>
                      {clockName(module, each.clock, words)}{' '}
                      {each.spans !== null && <Badge variant="light">{words.say('case.period.of-country')}</Badge>}
                    </Text>
                    <SpansInWords period={each} spans={each.spans ?? each.own} />
                  </div>
                  {mine && (
                    <Button
                      size="compact-md"
                      variant="subtle"
                      style={{ flexShrink: 0 }}
                      aria-label={`${words.say('oversight.codes.change')}: ${clockName(module, each.clock, words)}`}
                      onClick={() => setChanging(each)}
                    >
                      {words.say('oversight.codes.change')}
                    </Button>
                  )}
                </Group>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {changing !== null && <AskPeriod country={country} period={changing} onClose={() => setChanging(null)} />}
    </Surface>
  )
}

interface SpansProps {
  readonly period: Pick<Period, 'module' | 'record' | 'clock'>
  readonly spans: Spans
}

/** `30 days`; or a line for each answer that is told apart, those of one length together. */
export function SpansInWords({ period, spans }: SpansProps) {
  const words = useWords()
  return (
    <Text size="sm" c="dimmed" component="div">
      {linesOf(period, spans, words).map(line => (
        <div key={line}>{line}</div>
      ))}
    </Text>
  )
}

function linesOf(period: SpansProps['period'], spans: Spans, words: Words): readonly string[] {
  if (!isMany(spans)) return [spanInWords(spans, words)]
  const record = recordOf(period)
  const same = Map.groupBy(Object.entries(spans.of), ([, span]) => spanInWords(span, words))
  const names = (entries: readonly (readonly [string, unknown])[]) =>
    entries.map(([answer]) => words.option(period.module, record, spans.by, answer)).join(' · ')
  return [...same].map(([length, entries]) => `${names(entries)}: ${length}`)
}
