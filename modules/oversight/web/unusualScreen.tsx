import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, GoButton, Page, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { timeOf } from './timeOf.ts'

interface Finding {
  readonly id: string
  readonly rule: string
  readonly threshold: number
  readonly minutes: number
  readonly staffName: string
  readonly office: string
  readonly many: number
  readonly until: string
  readonly state: 'open' | 'explained' | 'pursued'
  readonly because: string | null
  readonly answeredBy: string | null
  readonly mayAnswer: boolean
}

/** What a duty found unusual in the audit: who and how much, and nobody who was looked at. */
export function UnusualScreen() {
  const words = useWords()
  const door = useMay()('oversight', 'read', 'protected') ? 'oversight' : 'registration'
  const { data, error } = useAsk<{ readonly rows: readonly Finding[] }>(`${door}.unusual`)
  const [answering, setAnswering] = useState<{ readonly id: string; readonly state: 'explained' | 'pursued' } | null>(
    null,
  )
  const open = data?.rows.filter(({ state }) => state === 'open') ?? []
  const past = data?.rows.filter(({ state }) => state !== 'open') ?? []
  return (
    <Page
      title={words.say('oversight.unusual.title')}
      subtitle={words.say('oversight.unusual.explained')}
      width="narrow"
      actions={
        door === 'oversight' && (
          <GoButton to="/oversight/unusual-rules" variant="default">
            {words.say('oversight.rules.title')}
          </GoButton>
        )
      }
    >
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {data !== undefined && (
        <Stack gap="md">
          <Surface>
            {open.length === 0 && <Text c="dimmed">{words.say('oversight.unusual.none')}</Text>}
            <ul className="nansen-queue">
              {open.map(finding => (
                <li key={finding.id} data-finding={finding.rule}>
                  <Group justify="space-between" gap="xs">
                    <Told finding={finding} />
                    <Group gap="xs">
                      {(finding.mayAnswer ? (['explained', 'pursued'] as const) : []).map(state => (
                        <Button
                          key={state}
                          size="compact-md"
                          variant="default"
                          onClick={() => setAnswering({ id: finding.id, state })}
                        >
                          {words.say(`oversight.unusual.act.${state}`)}
                        </Button>
                      ))}
                    </Group>
                  </Group>
                </li>
              ))}
            </ul>
          </Surface>
          {past.length > 0 && (
            <Surface title={words.say('oversight.unusual.answered')}>
              <ul className="nansen-queue">
                {past.map(finding => (
                  <li key={finding.id}>
                    <Told finding={finding} />
                  </li>
                ))}
              </ul>
            </Surface>
          )}
        </Stack>
      )}
      {answering !== null && (
        <ActDialog
          module="registration"
          record="finding_confirmed"
          fields={{ because: note({ max: 1_000 }) }}
          title={words.say(`oversight.unusual.act.${answering.state}`)}
          explained={words.say(`oversight.unusual.asks.${answering.state}`)}
          confirm={words.say(`oversight.unusual.act.${answering.state}`)}
          command={`${door}.answerUnusual`}
          input={({ because }) => ({ ...answering, because })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Page>
  )
}

function Told({ finding }: { readonly finding: Finding }) {
  const words = useWords()
  const { rule, many, threshold, minutes, state, because, answeredBy } = finding
  return (
    <div>
      <Text>
        <bdi>{finding.staffName}</bdi> · <bdi>{finding.office}</bdi>
        {state !== 'open' && (
          <Badge ms="xs" variant="light" color={state === 'pursued' ? 'brick' : 'gray'} tt="none">
            {words.say(`oversight.unusual.state.${state}`)}
          </Badge>
        )}
      </Text>
      <Text size="sm">{words.say(`oversight.unusual.rule.${rule}`, { many: words.number(many) })}</Text>
      <Text size="sm" c="dimmed">
        {words.say('oversight.unusual.when', {
          when: words.ago(finding.until),
          threshold: words.number(threshold),
          time: timeOf(minutes, words.language),
        })}
      </Text>
      {because !== null && (
        <Text size="sm" c="dimmed">
          <bdi>{answeredBy}</bdi>: <bdi>{because}</bdi>
        </Text>
      )}
    </div>
  )
}
