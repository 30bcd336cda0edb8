import { Button, Text } from '@mantine/core'
import type { Module, RecordDefinition } from '@nansen/model'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../client/api.ts'
import { childrenOf, hasForm, isEmpty } from '../form/answers.ts'
import { useWords } from '../language/words.ts'
import { FactList } from '../parts/factList.tsx'
import { GoButton } from '../parts/go.tsx'
import { ColleagueName, OfficeName } from '../parts/names.tsx'
import { Page } from '../parts/page.tsx'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { StateBadge } from '../parts/stateBadge.tsx'
import { Surface } from '../parts/surface.tsx'
import { titleOf } from '../parts/title.ts'
import { useMay } from '../session/session.tsx'
import { History } from './history.tsx'
import type { ListedRow } from './listScreen.tsx'
import { Moves } from './moves.tsx'
import { Papers } from './papers.tsx'

interface RecordScreenProps {
  readonly module: Module
  readonly record: string
  readonly id: string
  /** Further buttons, such as printing. */
  readonly actions?: ReactNode
  /** Move -> what it waits for: see `Moves`. */
  readonly blocked?: Readonly<Record<string, ReactNode>>
  /** Between what can be done and what is known. */
  readonly lead?: ReactNode
  /** Child records and fields that `lead`, `children` or the title show in their own way. */
  readonly elsewhere?: readonly string[]
  /** Below the record: its timeline, or what else belongs to it. */
  readonly children?: ReactNode
}

/** One record: what is known, what can be done with it and why not, and what belongs to it. */
export function RecordScreen({
  module,
  record,
  id,
  actions,
  blocked,
  lead,
  elsewhere = [],
  children,
}: RecordScreenProps) {
  const words = useWords()
  const may = useMay()
  const found = useQuery({
    queryKey: ['record', module.name, record, id],
    queryFn: ({ signal }) => api.get(module, record, id, signal),
  })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const definition = module.records[record]!
  const row = found.data as ListedRow
  const mayChange = may(module.name, 'change') && !definition.appendOnly && hasForm(module, record)
  const hanging = childrenOf(module, record).filter(([child]) => !elsewhere.includes(child))
  return (
    <Page
      title={titleOf({ module: module.name, record, definition }, row, words)}
      subtitle={
        <>
          {words.record(module.name, record)} {row.state && <StateBadge module={module} state={row.state} />}
        </>
      }
      actions={
        <>
          {actions}
          {mayChange && (
            <GoButton to={`/${module.name}/${record}/${id}/edit`} variant="default">
              {words.say('ui.change')}
            </GoButton>
          )}
        </>
      }
    >
      {module.lifecycle?.record === record && (
        <Moves module={module} record={record} row={row} {...(blocked && { blocked })} />
      )}
      {lead}
      <Facts module={module} record={record} definition={without(definition, elsewhere)} row={row} />
      {hanging.map(([child, childDefinition]) => (
        <ChildFacts key={child} module={module} record={child} definition={childDefinition} parentId={id} />
      ))}
      {children}
      <Papers module={module} record={record} id={id} />
      <History module={module} record={record} id={id} />
      <WrittenDown row={row} />
    </Page>
  )
}

const without = (definition: RecordDefinition, names: readonly string[]): RecordDefinition => ({
  ...definition,
  fields: Object.fromEntries(Object.entries(definition.fields).filter(([name]) => !names.includes(name))),
})

/** Where it belongs, and when and by whom it was recorded and last changed. */
function WrittenDown({ row }: { readonly row: ListedRow }) {
  const words = useWords()
  const { created_at: created, changed_at: changed } = row
  if (created === undefined) return null
  return (
    <Text component="div" size="sm" c="dimmed" mt="md">
      {row.office_id !== undefined && (
        <div>
          {words.say('column.office_id')}: <OfficeName id={row.office_id} />
        </div>
      )}
      <div>
        {words.say('column.created_at')}: <time dateTime={created}>{words.instant(created)}</time>
        <By id={row.created_by} />
      </div>
      {changed !== undefined && changed !== created && (
        <div>
          {words.say('column.changed_at')}: <time dateTime={changed}>{words.instant(changed)}</time>
          <By id={row.changed_by} />
        </div>
      )}
    </Text>
  )
}

const By = ({ id }: { readonly id: string | null | undefined }) =>
  id == null ? null : (
    <>
      {' · '}
      <ColleagueName id={id} />
    </>
  )

interface FactsProps {
  readonly module: Module
  readonly record: string
  readonly definition: RecordDefinition
  readonly row: Readonly<Record<string, unknown>>
}

/** The answers, those that only few may see apart; unanswered questions are folded away. */
function Facts({ module, record, definition, row }: FactsProps) {
  const words = useWords()
  const [all, setAll] = useState(false)
  const entries = Object.entries(definition.fields).filter(([, { sensitivity }]) => sensitivity !== 'sealed')
  const shown = entries.filter(([name]) => all || !isEmpty(row[name]))
  const common = shown.filter(([, field]) => field.sensitivity === 'open' || field.sensitivity === 'personal')
  const guarded = shown.filter(([, field]) => field.sensitivity === 'protected')
  const hidden = entries.length - shown.length
  return (
    <>
      <Surface>
        <FactList module={module.name} record={record} fields={common} row={row} />
        {(hidden > 0 || all) && (
          <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(!all)}>
            {all ? words.say('record.hide-empty') : words.say('record.show-empty', { count: hidden })}
          </Button>
        )}
      </Surface>
      {guarded.length > 0 && (
        <Surface title={words.say('record.protected')} mt="md" className="nansen-surface nansen-protected">
          <FactList module={module.name} record={record} fields={guarded} row={row} />
        </Surface>
      )}
    </>
  )
}

interface ChildFactsProps {
  readonly module: Module
  readonly record: string
  readonly definition: RecordDefinition
  readonly parentId: string
}

function ChildFacts({ module, record, definition, parentId }: ChildFactsProps) {
  const words = useWords()
  const found = useQuery({
    queryKey: ['records', module.name, record, { parent_id: parentId }],
    queryFn: ({ signal }) =>
      api.list(module, record, { where: { parent_id: parentId }, limit: 100, whole: true }, signal),
  })
  const rows = (found.data?.rows ?? []) as readonly ListedRow[]
  if (rows.length === 0) return null
  return (
    <Surface title={words.records(module.name, record)} mt="md">
      {rows.map(row => (
        <div key={row.id} className="nansen-child">
          <FactList
            module={module.name}
            record={record}
            fields={Object.entries(definition.fields).filter(
              ([name, { sensitivity }]) => sensitivity !== 'sealed' && !isEmpty(row[name]),
            )}
            row={row}
          />
        </div>
      ))}
    </Surface>
  )
}
