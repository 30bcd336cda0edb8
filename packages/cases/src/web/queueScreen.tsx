import { Button, Group, Select, Table, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import {
  ColleagueName,
  FieldOutput,
  Go,
  type ListedRow,
  Page,
  Refused,
  Slow,
  StateBadge,
  Surface,
  useAddressed,
  useAsk,
  useDesk,
  useGo,
  useMay,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { CaseloadOf } from './caseload.tsx'
import { lastMoment } from './lastMoment.ts'
import { LeftByUs } from './leftScreen.tsx'
import { TimesInState } from './timesInState.tsx'

/** Cases of one state that the server counts; it says one more for more. */
const COUNTED = 1000
/** Where the work of colleagues stands, below a queue that may be long. */
const CASELOAD = 'caseload'

interface Queue {
  readonly states: readonly { readonly state: string; readonly count: number; readonly since: string | null }[]
  readonly cases: readonly (ListedRow & { readonly next_at: string | null })[]
}
/** Open cases of one kind by how long they have stood where they are; for who approves also how they lie on colleagues. */
export function QueueScreen() {
  const words = useWords()
  const may = useMay()
  const go = useGo()
  const kinds = useDesk().modules.filter(({ name, case: rules }) => rules !== null && may(name, 'read'))
  const asked = useAddressed('module')
  const module = kinds.find(({ name }) => name === asked) ?? kinds[0]
  const [state, setState] = useState('')
  const [owner, setOwner] = useState('')
  if (module === undefined) return <Page title={words.say('case.queue.title')}>{words.say('case.queue.empty')}</Page>
  const open = (module.lifecycle?.table.states ?? []).filter(each => !module.case!.closed.includes(each))
  return (
    <Page title={words.say('case.queue.title')}>
      <Group mb="md" align="end">
        {kinds.length > 1 && (
          <Select
            label={words.say('case.queue.module')}
            allowDeselect={false}
            data={kinds.map(({ name }) => ({ value: name, label: words.say(`${name}.module`) }))}
            value={module.name}
            onChange={name => {
              setState('')
              go(`/cases/queue?module=${name}`, { replace: true })
            }}
          />
        )}
        <Select
          label={words.say('case.queue.state')}
          allowDeselect={false}
          data={[
            { value: '', label: words.say('case.queue.any') },
            ...open.map(each => ({ value: each, label: words.state(module.name, each) })),
          ]}
          value={state}
          onChange={each => setState(each ?? '')}
        />
        <Select
          label={words.say('case.queue.owner')}
          allowDeselect={false}
          data={[
            { value: '', label: words.say('case.queue.all') },
            { value: 'mine', label: words.say('case.queue.mine') },
            { value: 'nobody', label: words.say('case.queue.nobody') },
          ]}
          value={owner}
          onChange={each => setOwner(each ?? '')}
        />
        {may(module.name, 'approve') && (
          <Button variant="default" onClick={toCaseload}>
            {words.say('case.queue.caseload')}
          </Button>
        )}
      </Group>
      <Waiting module={module} state={state} owner={owner} />
      {may(module.name, 'approve') && (
        <div id={CASELOAD} className="nansen-jumped" tabIndex={-1}>
          <CaseloadOf module={module} />
        </div>
      )}
      {may(module.name, 'approve') && <TimesInState key={module.name} module={module} />}
      <LeftByUs module={module} />
    </Page>
  )
}

/** The next key of whoever works without a mouse goes on from there. */
function toCaseload(): void {
  const there = document.getElementById(CASELOAD)
  there?.scrollIntoView()
  there?.focus({ preventScroll: true })
}

interface WaitingProps {
  readonly module: Module
  readonly state: string
  readonly owner: string
}

function Waiting({ module, state, owner }: WaitingProps) {
  const words = useWords()
  const { record } = module.case!
  const found = useAsk<Queue>('cases.queue', {
    module: module.name,
    ...(state === '' ? {} : { state }),
    ...(owner === '' ? {} : { owner }),
  })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const { cases, states } = found.data
  const subject = module.records[record]!.fields.subject
  if (cases.length === 0)
    return (
      <Surface>
        <Text c="dimmed">{words.say('case.queue.empty')}</Text>
      </Surface>
    )
  return (
    <>
      <Group gap="md" mb="sm">
        {states.map(each => (
          <Text key={each.state} size="sm">
            <StateBadge module={module} state={each.state} />{' '}
            {each.count > COUNTED ? `${words.number(COUNTED)}+` : words.number(each.count)}
          </Text>
        ))}
      </Group>
      <div className="nansen-surface nansen-flush">
        <Table highlightOnHover verticalSpacing="sm" className="nansen-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.say('case.field.number')}</Table.Th>
              {subject !== undefined && <Table.Th>{words.say('case.field.subject')}</Table.Th>}
              <Table.Th>{words.say('case.queue.state')}</Table.Th>
              <Table.Th>{words.say('case.queue.waits')}</Table.Th>
              <Table.Th>{words.say('case.queue.next')}</Table.Th>
              <Table.Th>{words.say('case.assign.owner')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cases.map(row => (
              <Table.Tr key={row.id}>
                <Table.Td data-label={words.say('case.field.number')}>
                  <Go to={`/${module.name}/${record}/${row.id}`} className="nansen-rowlink">
                    <bdi>{String(row.number ?? '')}</bdi>
                  </Go>
                </Table.Td>
                {subject !== undefined && (
                  <Table.Td data-label={words.say('case.field.subject')}>
                    <FieldOutput
                      module={module.name}
                      record={record}
                      name="subject"
                      field={subject}
                      value={row.subject}
                      brief
                    />
                  </Table.Td>
                )}
                <Table.Td data-label={words.say('case.queue.state')}>
                  <StateBadge module={module} state={String(row.state)} />
                </Table.Td>
                <Table.Td data-label={words.say('case.queue.waits')}>{words.ago(String(row.state_since))}</Table.Td>
                <Table.Td data-label={words.say('case.queue.next')}>
                  {row.next_at === null ? '—' : words.instant(lastMoment(row.next_at))}
                </Table.Td>
                <Table.Td data-label={words.say('case.assign.owner')}>
                  {row.owner_id == null ? words.say('case.assign.nobody') : <ColleagueName id={row.owner_id} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  )
}
