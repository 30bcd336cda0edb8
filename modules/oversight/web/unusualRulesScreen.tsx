import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, Page, Refused, Slow, Surface, useAsk, useMay, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'
import { AskRule } from './askRule.tsx'
import { timeOf } from './timeOf.ts'

/** From how many within how many minutes, and whether it is looked for. */
export interface RuleNumbers {
  readonly threshold: number
  readonly minutes: number
  readonly active: boolean
}
interface Version extends RuleNumbers {
  readonly id: string
  readonly because: string
  readonly state: 'asked' | 'agreed' | 'refused' | 'withdrawn'
  readonly mine: boolean
  readonly askedBy: string
  readonly askedAt: string
  readonly answeredBy: string | null
  readonly answeredAt: string | null
  readonly answeredBecause: string | null
}
interface Rule extends RuleNumbers {
  readonly rule: string
  readonly mayAsk: boolean
  readonly mayAnswer: boolean
  readonly said: readonly Version[]
}

/** What is unusual: asked by a data protection officer, agreed to by another or by a head of office. */
export function UnusualRulesScreen() {
  const words = useWords()
  const door = useMay()('oversight', 'read', 'protected') ? 'oversight' : 'admin'
  const { data, error } = useAsk<{ readonly rows: readonly Rule[] }>(`${door}.unusualRules`)
  const [asking, setAsking] = useState<Rule | null>(null)
  const [answering, setAnswering] = useState<{ readonly version: Version; readonly agree: boolean } | null>(null)
  const answer = (version: Version, agree: boolean) => setAnswering({ version, agree })
  return (
    <Page title={words.say('oversight.rules.title')} subtitle={words.say('oversight.rules.explained')} width="narrow">
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      <Stack gap="md">
        {data?.rows.map(rule => (
          <RuleCard key={rule.rule} rule={rule} onAsk={() => setAsking(rule)} onAnswer={answer} />
        ))}
      </Stack>
      {asking !== null && <AskRule rule={asking.rule} holds={asking} onClose={() => setAsking(null)} />}
      {answering !== null && (
        <ActDialog
          module="registration"
          record="finding_confirmed"
          fields={{ because: note({ max: 1_000 }) }}
          title={actName(answering.agree, answering.version, words)}
          explained={numbersOf(answering.version, words)}
          confirm={actName(answering.agree, answering.version, words)}
          command={`${door}.answerRule`}
          input={({ because }) => ({ id: answering.version.id, agree: answering.agree, because })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Page>
  )
}

const actName = (agree: boolean, { mine }: Version, words: Words): string =>
  words.say(`oversight.codes.${agree ? 'agree' : mine ? 'withdraw' : 'refuse'}`)

/** `From 60 within 1 hour.`, or that it is not looked for. */
const numbersOf = ({ threshold, minutes, active }: RuleNumbers, words: Words): string =>
  active
    ? words.say('oversight.rules.from', {
        threshold: words.number(threshold),
        time: timeOf(minutes, words.language),
      })
    : words.say('oversight.rules.off')

interface RuleCardProps {
  readonly rule: Rule
  readonly onAsk: () => void
  readonly onAnswer: (version: Version, agree: boolean) => void
}

function RuleCard({ rule, onAsk, onAnswer }: RuleCardProps) {
  const words = useWords()
  const waits = rule.said.find(({ state }) => state === 'asked')
  const past = rule.said.filter(({ state }) => state !== 'asked')
  const name = words.say(`oversight.rules.name.${rule.rule}`)
  const change = rule.mayAsk && waits === undefined && (
    <Button
      size="compact-md"
      variant="subtle"
      aria-label={`${words.say('oversight.codes.change')}: ${name}`}
      onClick={onAsk}
    >
      {words.say('oversight.codes.change')}
    </Button>
  )
  return (
    <Surface title={name} actions={change}>
      <Stack gap="sm" data-rule={rule.rule} data-holds={rule.active ? rule.threshold : 'off'}>
        <Text>{numbersOf(rule, words)}</Text>
        {waits !== undefined && (
          <Group justify="space-between" align="start" gap="xs" data-waits={rule.rule}>
            <Said version={waits} />
            {rule.mayAnswer && (
              <Group gap="xs">
                <Button size="compact-md" variant="default" onClick={() => onAnswer(waits, false)}>
                  {actName(false, waits, words)}
                </Button>
                {!waits.mine && (
                  <Button size="compact-md" onClick={() => onAnswer(waits, true)}>
                    {actName(true, waits, words)}
                  </Button>
                )}
              </Group>
            )}
          </Group>
        )}
        {past.length > 0 && (
          <details>
            <summary>{words.say('oversight.rules.before')}</summary>
            <Stack gap="xs" mt="xs">
              {past.map(version => (
                <Said key={version.id} version={version} />
              ))}
            </Stack>
          </details>
        )}
      </Stack>
    </Surface>
  )
}

/** One version: what was asked, by whom and why, and what was answered. */
function Said({ version }: { readonly version: Version }) {
  const words = useWords()
  const { state, askedBy, askedAt, because, answeredBy, answeredAt, answeredBecause } = version
  return (
    <div>
      <Group gap="xs">
        <Text size="sm">{numbersOf(version, words)}</Text>
        <Badge variant="light" tt="none" color={state === 'agreed' ? 'green' : state === 'asked' ? 'petrol' : 'gray'}>
          {words.say(`oversight.rules.state.${state}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        <bdi>{askedBy}</bdi>, {words.instant(askedAt)}: <bdi>{because}</bdi>
      </Text>
      {answeredAt !== null && (
        <Text size="sm" c="dimmed">
          <bdi>{answeredBy}</bdi>, {words.instant(answeredAt)}: <bdi>{answeredBecause}</bdi>
        </Text>
      )}
    </div>
  )
}
