import { Button, Checkbox, Group, Modal, Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { defineRecord, type Module, reference } from '@nansen/model'
import {
  afterCaseAct,
  api,
  ColleagueName,
  type ListedRow,
  Refused,
  Slow,
  StateBadge,
  Surface,
  toast,
  useAsk,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { colleagueInput } from './inputs.tsx'

interface Load {
  readonly ownerId: string | null
  readonly team: string | null
  readonly cases: number
  readonly overdue: number
  readonly soon: number
}

const FIELD = defineRecord({ fields: { colleague: reference('auth.staff') }, title: ['colleague'] }).fields.colleague
const FIGURES = ['cases', 'overdue', 'soon'] as const

/** How the work of one kind lies on colleagues, also on those who have none yet; and from whom to whom it can go. */
export function CaseloadOf({ module }: { readonly module: Module }) {
  const words = useWords()
  const [from, setFrom] = useState<Load | null>(null)
  const found = useAsk<{ readonly colleagues: readonly Load[] }>('cases.caseload', { module: module.name })
  if (!found.isSuccess)
    return (
      <Surface title={words.say('case.queue.caseload')} mt="md">
        {found.isError ? <Refused error={found.error} onAgain={() => void found.refetch()} /> : <Slow atOnce />}
      </Surface>
    )
  const { colleagues } = found.data
  if (colleagues.length === 0) return null
  const most = Math.max(1, ...colleagues.map(({ cases }) => cases))
  return (
    <Surface title={words.say('case.queue.caseload')} mt="md">
      <Table className="nansen-table" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.say('case.assign.owner')}</Table.Th>
            {FIGURES.map(name => (
              <Table.Th key={name}>{words.say(`case.queue.${name}`)}</Table.Th>
            ))}
            <Table.Th>
              <VisuallyHidden>{words.say('case.queue.hand-on')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {colleagues.map(load => (
            <Table.Tr key={load.ownerId ?? ''} data-owner={load.ownerId ?? 'nobody'}>
              <Table.Td data-label={words.say('case.assign.owner')}>
                <Whose load={load} />
              </Table.Td>
              {FIGURES.map(name => (
                <Table.Td key={name} data-label={words.say(`case.queue.${name}`)}>
                  {words.number(load[name])}
                  {name === 'cases' && (
                    <span
                      className="nansen-load"
                      aria-hidden="true"
                      style={{ inlineSize: `${(load.cases / most) * 100}%` }}
                    />
                  )}
                </Table.Td>
              ))}
              <Table.Td>
                {load.cases > 0 && (
                  <Button size="compact-md" variant="subtle" onClick={() => setFrom(load)}>
                    {words.say('case.queue.hand-on')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {from !== null && <HandOn module={module} from={from} onClose={() => setFrom(null)} />}
    </Surface>
  )
}

function Whose({ load: { ownerId, team } }: { readonly load: Load }) {
  const words = useWords()
  return (
    <>
      {ownerId === null ? words.say('case.assign.nobody') : <ColleagueName id={ownerId} />}
      {team !== null && (
        <Text size="sm" c="dimmed">
          <bdi>{team}</bdi>
        </Text>
      )}
    </>
  )
}

interface HandOnProps {
  readonly module: Module
  readonly from: Load
  readonly onClose: () => void
}

/** Some of a colleague's cases, the longest waiting first, to another. */
function HandOn({ module, from, onClose }: HandOnProps) {
  const words = useWords()
  const owner = from.ownerId ?? 'nobody'
  const found = useAsk<{ readonly cases: readonly ListedRow[] }>('cases.queue', { module: module.name, owner })
  const cases = found.data?.cases ?? []
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [to, setTo] = useState<string | null>(null)
  const handing = useHandingOn(module, onClose)
  const Input = cases.length === 0 ? null : colleagueInput(module.name, cases[0]!.id)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('case.queue.hand-on')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {handing.isError && <Refused error={handing.error} />}
        {found.isPending && <Slow />}
        <Checkbox.Group
          label={words.say('case.queue.which')}
          value={[...chosen]}
          onChange={ids => setChosen(ids)}
          mah="40vh"
          style={{ overflowY: 'auto' }}
        >
          <Stack gap="xs" mt="xs">
            {cases.map(row => (
              <Checkbox
                key={row.id}
                value={row.id}
                label={
                  <>
                    <bdi>{String(row.number ?? '')}</bdi> <StateBadge module={module} state={String(row.state)} />{' '}
                    <Text span size="sm" c="dimmed">
                      {words.ago(String(row.state_since))}
                    </Text>
                  </>
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {Input !== null && (
          <Input
            id="colleague"
            module={module.name}
            record="task"
            name="for_staff"
            field={FIELD}
            label={words.say('case.assign.colleague')}
            value={to}
            problem={null}
            onChange={value => setTo(value as string | null)}
            onProblem={() => {}}
          />
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            disabled={chosen.length === 0 || to === null || to === from.ownerId}
            loading={handing.isPending}
            onClick={() => handing.mutate({ rows: cases.filter(({ id }) => chosen.includes(id)), to: to! })}
          >
            {words.say('case.queue.hand-on')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** One after the other, each an act of its own in the history of its case; what went is seen also where one is refused. */
function useHandingOn(module: Module, onDone: () => void) {
  const words = useWords()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ rows, to }: { readonly rows: readonly ListedRow[]; readonly to: string }) => {
      for (const { id, team } of rows)
        await api.command('cases.assign', {
          module: module.name,
          id,
          ownerId: to,
          team: typeof team === 'string' ? team : null,
        })
    },
    onSuccess: () => {
      toast(words.say('ui.saved'))
      onDone()
    },
    onSettled: () => afterCaseAct(client, module.name),
  })
}
