import { Badge, Button, Group, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { ColleagueName, type ListedRow, SearchableSelect, Surface, useMay, useSession, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import type { Input } from './inputs.tsx'
import { useSending } from './sending.ts'

/** What one colleague asks for and another agrees to. Whoever asked can take it back and nothing else. */
export function Approvals({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const mayAsk = useMay()(module.name, 'create')
  const [adding, setAdding] = useState(false)
  const { fields } = module.records.approval!
  if (rows.length === 0 && !mayAsk) return null
  return (
    <Surface
      mt="md"
      title={words.records(module.name, 'approval')}
      actions={
        mayAsk && (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {words.say('case.approve.ask')}
          </Button>
        )
      }
    >
      <ul className="nansen-case-tasks">
        {rows.map(each => (
          <ApprovalLine key={each.id} module={module} approval={each} />
        ))}
      </ul>
      {adding && (
        <AddDialog
          module={module}
          record="approval"
          parentId={row.id}
          fields={() => [
            ['kind', fields.kind!],
            ['why', fields.why!],
          ]}
          inputs={{ kind: approvalInput(module) }}
          start={{ kind: module.case!.approvals[0] ?? 'other' }}
          title={words.say('case.approve.ask')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

const labelOf = (module: string, kind: string): string =>
  kind === 'other' ? 'case.approval.other' : `${module}.approval.${kind}`

function ApprovalLine({ module, approval }: { readonly module: Module; readonly approval: ListedRow }) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const sending = useSending('cases.decideApproval')
  const mine = approval.asked_by === staffId
  const answers = mine ? ['withdrawn'] : may(module.name, 'approve') ? ['agreed', 'refused'] : []
  return (
    <li>
      <div>
        <strong>{words.say(labelOf(module.name, String(approval.kind)))}</strong>{' '}
        <Badge variant="light" color={approval.status === 'asked' ? 'petrol' : 'gray'} tt="none" fw={500}>
          {words.option(module.name, 'approval', 'status', String(approval.status))}
        </Badge>
        <div>{String(approval.why)}</div>
        <Text size="sm" c="dimmed" component="div">
          {typeof approval.asked_by === 'string' && <ColleagueName id={approval.asked_by} />}
          {typeof approval.decided_by === 'string' && (
            <>
              {' → '}
              <ColleagueName id={approval.decided_by} />
            </>
          )}
        </Text>
      </div>
      {approval.status === 'asked' && (
        <Group gap="xs">
          {answers.map(answer => (
            <Button
              key={answer}
              size="compact-md"
              variant="default"
              loading={sending.isPending}
              onClick={() => sending.mutate({ module: module.name, id: approval.id, answer })}
            >
              {words.say(`case.approve.${answer}`)}
            </Button>
          ))}
        </Group>
      )}
    </li>
  )
}

const inputs = new Map<string, Input>()
function approvalInput(module: Module): Input {
  const known = inputs.get(module.name)
  if (known !== undefined) return known
  const ApprovalInput: Input = props => {
    const words = useWords()
    return (
      <SearchableSelect
        {...props}
        value={props.value as string | null}
        options={[...module.case!.approvals, 'other'].map(value => ({
          value,
          label: words.say(labelOf(module.name, value)),
        }))}
        loading={false}
        onChange={props.onChange}
      />
    )
  }
  inputs.set(module.name, ApprovalInput)
  return ApprovalInput
}
