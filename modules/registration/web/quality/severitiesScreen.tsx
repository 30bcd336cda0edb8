import { Badge, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, api, Page, Refused, Slow, Surface, toast, useAsk, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findingName } from './findingName.ts'

interface Said {
  readonly id: string
  readonly rule: string
  readonly severity: string
  readonly because: string
  readonly state: string
  readonly mine: boolean
}
interface Operation {
  readonly country: string
  readonly name: Readonly<Record<string, string>>
  readonly mayJudge: boolean
  readonly said: readonly Said[]
}
interface Severities {
  readonly operations: readonly Operation[]
  readonly rules: readonly { readonly rule: string; readonly severity: string }[]
}

const CHOICES = ['critical', 'warning', 'information', 'off', 'usual'] as const

/** How grave each finding of data quality is in an operation: asked by one with a reason, agreed to by another. */
export function SeveritiesScreen() {
  const words = useWords()
  const { data, error } = useAsk<Severities>('registration.severities')
  const [chosen, setChosen] = useState<string | null>(null)
  const operation = data?.operations.find(({ country }) => country === chosen) ?? data?.operations[0]
  const nameOf = ({ name, country }: Operation) => name[words.language] ?? name.en ?? country
  return (
    <Page
      title={words.say('registration.severities.title')}
      subtitle={words.say('registration.severities.intro')}
      width="narrow"
    >
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {data && operation && (
        <Stack gap="md">
          {data.operations.length > 1 && (
            <Select
              label={words.say('registration.levels.country')}
              maw="24rem"
              allowDeselect={false}
              data={data.operations.map(each => ({ value: each.country, label: nameOf(each) }))}
              value={operation.country}
              onChange={setChosen}
            />
          )}
          <Waiting operation={operation} />
          <Rules key={operation.country} operation={operation} rules={data.rules} />
        </Stack>
      )}
    </Page>
  )
}

/** What was asked and waits for a second person. */
function Waiting({ operation }: { readonly operation: Operation }) {
  const words = useWords()
  const [answering, setAnswering] = useState<{ readonly said: Said; readonly agree: boolean } | null>(null)
  const waiting = operation.said.filter(({ state }) => state === 'asked')
  if (waiting.length === 0) return null
  const title = (agree: boolean, mine: boolean) =>
    words.say(`registration.act.${agree ? 'accept' : mine ? 'withdraw' : 'refuse'}`)
  return (
    <Surface title={words.say('registration.severities.waiting')}>
      <Stack gap="sm">
        {waiting.map(said => (
          <Group key={said.id} justify="space-between" align="start" data-waits={said.rule}>
            <div>
              <Text>
                {findingName(said.rule, words)}: <strong>{words.say(`registration.severity.${said.severity}`)}</strong>
              </Text>
              <Text size="sm" c="dimmed">
                <bdi>{said.because}</bdi>
              </Text>
            </div>
            {operation.mayJudge && (
              <Group gap="xs">
                <Button size="compact-md" variant="default" onClick={() => setAnswering({ said, agree: false })}>
                  {title(false, said.mine)}
                </Button>
                {!said.mine && (
                  <Button size="compact-md" onClick={() => setAnswering({ said, agree: true })}>
                    {title(true, false)}
                  </Button>
                )}
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {answering !== null && (
        <ActDialog
          module="registration"
          record="finding_confirmed"
          fields={{ because: note({ max: 1_000 }) }}
          title={title(answering.agree, answering.said.mine)}
          explained={findingName(answering.said.rule, words)}
          confirm={title(answering.agree, answering.said.mine)}
          command="registration.answerSeverity"
          input={({ because }) => ({ id: answering.said.id, agree: answering.agree, because })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Surface>
  )
}

interface RulesProps {
  readonly operation: Operation
  readonly rules: Severities['rules']
}

/** Every rule with what holds here, and a way to ask for another. */
function Rules({ operation, rules }: RulesProps) {
  const words = useWords()
  const [asking, setAsking] = useState<string | null>(null)
  const holds = new Map(
    operation.said.filter(({ state }) => state === 'agreed').map(said => [said.rule, said.severity]),
  )
  const waits = new Set(operation.said.filter(({ state }) => state === 'asked').map(({ rule }) => rule))
  return (
    <Surface title={words.say('registration.severities.rules')}>
      <ul className="nansen-queue">
        {rules.map(({ rule, severity }) => {
          const own = holds.get(rule) ?? 'usual'
          return (
            <li key={rule}>
              <Group justify="space-between" wrap="nowrap" data-rule={rule}>
                <Text size="sm">{findingName(rule, words)}</Text>
                <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
                  <Badge variant="light" tt="none" color={own === 'usual' ? 'gray' : 'petrol'}>
                    {words.say(`registration.severity.${own === 'usual' ? severity : own}`)}
                  </Badge>
                  {operation.mayJudge && !waits.has(rule) && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`${words.say('registration.severities.ask')}: ${findingName(rule, words)}`}
                      onClick={() => setAsking(rule)}
                    >
                      {words.say('registration.severities.ask')}
                    </Button>
                  )}
                </Group>
              </Group>
            </li>
          )
        })}
      </ul>
      {asking !== null && <Ask country={operation.country} rule={asking} onClose={() => setAsking(null)} />}
    </Surface>
  )
}

/** As the command's. Characters. */
const SHORTEST_REASON = 10

function Ask(props: { readonly country: string; readonly rule: string; readonly onClose: () => void }) {
  const { country, rule, onClose } = props
  const words = useWords()
  const client = useQueryClient()
  const [severity, setSeverity] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const asking = useMutation({
    mutationFn: () => api.command('registration.askSeverity', { country, rule, severity, because: because.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('registration.severities.asked'))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={findingName(rule, words)}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        <Select
          data-autofocus
          label={words.say('registration.severities.which')}
          withAsterisk
          data={CHOICES.map(value => ({ value, label: words.say(`registration.severity.${value}`) }))}
          value={severity}
          onChange={setSeverity}
        />
        <Textarea
          label={words.say('registration.severities.because')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={1_000}
          value={because}
          onChange={event => setBecause(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            disabled={severity === null || because.trim().length < SHORTEST_REASON}
            loading={asking.isPending}
            onClick={() => asking.mutate()}
          >
            {words.say('registration.act.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
