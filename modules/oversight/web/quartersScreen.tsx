import { Select, Text } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { QuarterLine } from './administration.ts'
import { QuarterOutcome } from './quarterOutcome.tsx'

interface Quarters {
  readonly rows: readonly QuarterLine[]
  readonly quarters: readonly string[]
}

/** For an auditor: who confirmed, ended or left unanswered what, in each quarter. */
export function QuartersScreen() {
  const words = useWords()
  const [quarter, setQuarter] = useState<string | null>(null)
  const { data, error, isLoading } = useAsk<Quarters>('oversight.recertified', quarter === null ? {} : { quarter })
  return (
    <Page title={words.say('oversight.quarters.title')} subtitle={words.say('oversight.quarters.explained')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data !== undefined && data.quarters.length === 0 && (
        <Text className="nansen-empty">{words.say('oversight.quarter.none')}</Text>
      )}
      {data !== undefined && data.quarters.length > 0 && (
        <>
          <Select
            maw="16rem"
            mb="md"
            label={words.say('oversight.quarters.which')}
            value={quarter ?? data.quarters[0]!}
            onChange={setQuarter}
            data={data.quarters.map(each => ({ value: each, label: words.date(each.slice(0, 7)) }))}
            allowDeselect={false}
          />
          <Surface>
            <ul className="nansen-queue">
              {data.rows.map(line => (
                <li key={line.assignmentId}>
                  <QuarterOutcome line={line} />
                </li>
              ))}
            </ul>
          </Surface>
        </>
      )}
    </Page>
  )
}
