import { Button, Group, Stack, Text } from '@mantine/core'
import {
  ActDialog,
  api,
  FieldOutput,
  GoButton,
  type ListedRow,
  Surface,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SIDES } from '../fields.ts'
import { tracing } from '../index.ts'
import { type Act, actOn } from './acts.ts'

const SHOWN: readonly string[] = ['open', 'proposed', 'confirmed', 'reunited']

/** What is done with the two sides next: somebody is proposed, both are asked apart, brought together, and visited. */
export function PairPanel({ id }: { readonly id: string }) {
  const { say, date, option } = useWords()
  const [act, setAct] = useState<Act | null>(null)
  const file = useQuery({
    queryKey: ['record', 'tracing', 'request', id],
    queryFn: ({ signal }) => api.get(tracing, 'request', id as never, signal),
  })
  const answers = useHanging('answer', id)
  const plans = useHanging('reunification', id)
  const visits = useHanging('visit', id)
  const may = useMay()
  const me = useSession().staffId
  const row = file.data as ListedRow | undefined
  const state = String(row?.state)
  if (row === undefined || !SHOWN.includes(state)) return null
  const mayAsk = may('tracing', 'change', 'protected')
  const asked = (side: string) => answers.some(answer => answer.side === side)
  const button = (name: Act['name'], { off = false, main = false, row: on }: Pressed = {}) => (
    <Button
      key={on?.id ?? name}
      variant={main && !off ? 'filled' : 'default'}
      disabled={off}
      onClick={() => setAct(actOn(name, id, on))}
    >
      {say(LABELS[name])}
    </Button>
  )
  return (
    <Surface title={say('tracing.pair.title')} mt="md">
      <Stack gap="sm">
        <Text size="sm">{say(`tracing.pair.${state}`)}</Text>
        {state !== 'reunited' && <Waiting id={id} />}
        {state === 'open' && <Group>{button('propose', { main: true })}</Group>}
        {state === 'proposed' && (
          <>
            {SIDES.map(side => (
              <Group key={side} justify="space-between" data-side={side}>
                <Text>
                  {say(asked(side) ? 'tracing.pair.asked' : 'tracing.pair.not-asked', {
                    side: option('tracing', 'answer', 'side', side),
                  })}
                </Text>
                {mayAsk && button(`ask-${side}`, { main: !asked(side) })}
              </Group>
            ))}
            {may('tracing', 'approve') && (
              <Group>
                {button('confirm', { main: true, off: row.proposed_by === me || !SIDES.every(asked) })}
                {button('dismiss')}
              </Group>
            )}
            {row.proposed_by === me && (
              <Text size="sm" c="dimmed">
                {say('tracing.pair.second-person')}
              </Text>
            )}
          </>
        )}
        {state === 'confirmed' && (
          <Group>
            {button('plan', { main: plans.length === 0 })}
            {button('hand-over', { main: true, off: plans.length === 0 })}
          </Group>
        )}
        {state === 'reunited' &&
          visits
            .filter(visit => visit.done_on == null)
            .map(visit => (
              <Group key={visit.id} justify="space-between">
                <Text>{say('tracing.pair.visit-due', { day: date(String(visit.due_on)) })}</Text>
                {mayAsk && button('visit', { main: true, row: visit })}
              </Group>
            ))}
      </Stack>
      {act !== null && (
        <ActDialog
          module="tracing"
          record={act.record}
          fields={act.fields}
          command={act.command}
          input={act.input}
          title={say(LABELS[act.name])}
          confirm={say(LABELS[act.name])}
          onClose={() => setAct(null)}
        />
      )}
    </Surface>
  )
}

interface Pressed {
  readonly off?: boolean
  readonly main?: boolean
  readonly row?: ListedRow
}

const LABELS: Readonly<Record<Act['name'], string>> = {
  propose: 'tracing.pair.propose',
  'ask-seeker': 'tracing.pair.ask-seeker',
  'ask-found': 'tracing.pair.ask-found',
  confirm: 'tracing.move.confirm',
  dismiss: 'tracing.move.dismiss',
  plan: 'tracing.pair.plan',
  'hand-over': 'tracing.pair.hand-over',
  visit: 'tracing.pair.visit',
}

function useHanging(record: 'answer' | 'reunification' | 'visit', id: string): readonly ListedRow[] {
  const found = useQuery({
    queryKey: ['records', 'tracing', record, { parent_id: id }],
    queryFn: ({ signal }) =>
      api.list(tracing, record, { where: { parent_id: id }, limit: 100, whole: true } as never, signal),
  })
  return (found.data?.rows ?? []) as readonly ListedRow[]
}

/** The children whose best interests file must speak first, and the way to it. */
function Waiting({ id }: { readonly id: string }) {
  const { say } = useWords()
  const may = useMay()
  const { data } = useAsk<{ readonly people: readonly string[] }>('tracing.notSettled', { requestId: id })
  if ((data?.people.length ?? 0) === 0) return null
  return (
    <Stack gap={4} data-waiting>
      <Text size="sm">{say('tracing.pair.child')}</Text>
      {data?.people.map(person => (
        <FieldOutput
          key={person}
          module="tracing"
          record="request"
          name="seeker"
          field={tracing.records.request.fields.seeker}
          value={person}
        />
      ))}
      <Group gap="xs">
        {may('best_interests', 'read') && (
          <GoButton to="/best_interests/file" size="compact-md" variant="default">
            {say('tracing.pair.best-interests')}
          </GoButton>
        )}
        {may('best_interests', 'create') && (
          <GoButton to="/best_interests/file/new" size="compact-md" variant="default">
            {say('tracing.pair.open-file')}
          </GoButton>
        )}
      </Group>
    </Stack>
  )
}
