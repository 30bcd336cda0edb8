import { Button, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../client/api.ts'
import { useWords } from '../language/words.ts'
import { FactList } from '../parts/factList.tsx'
import { ColleagueName } from '../parts/names.tsx'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { Surface } from '../parts/surface.tsx'
import { type Act, actsOf, type RowChange } from './acts.ts'
import { Became, changedNames } from './became.tsx'
import { Timeline } from './timeline.tsx'

interface HistoryProps {
  readonly module: Module
  readonly record: string
  readonly id: string
}

/**
 * Who changed what of a record, latest first, and read on into the past. It is asked for when somebody wants it, because to look at it is
 * written down.
 */
export function History({ module, record, id }: HistoryProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const found = useInfiniteQuery({
    queryKey: ['record', module.name, record, id, 'history'],
    queryFn: ({ pageParam, signal }) => api.history(module, record, id, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.older,
    enabled: open,
    staleTime: 0,
  })
  const entries = found.data?.pages.toReversed().flatMap(page => page.entries) ?? []
  return (
    <Surface title={words.say('history.title')} mt="md">
      {!open && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {words.say('history.show')}
        </Button>
      )}
      {open && found.isPending && <Slow />}
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isSuccess && (
        <Timeline
          entries={actsOf(entries).map(act => ({
            id: act.id,
            at: act.at,
            who: act.staffId === null ? words.say('history.installation') : <ColleagueName id={act.staffId} />,
            what: <Deed act={act} module={module} />,
          }))}
        />
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {words.say('history.older')}
        </Button>
      )}
    </Surface>
  )
}

const Deed = ({ act, module }: { readonly act: Act; readonly module: Module }) =>
  act.changes.map(change => <Change key={change.rowId} change={change} module={module} />)

/** One row's change in words, and what its answers became; a first entry is folded, as it says everything. */
function Change({ change, module }: { readonly change: RowChange; readonly module: Module }) {
  const words = useWords()
  const { record, op, set, unseen } = change
  return (
    <div className="nansen-change">
      <Text fw={600}>{words.say(sentence(change), { what: words.record(module.name, record) })}</Text>
      {op === 'insert' && <FirstAnswers record={record} set={set} module={module} />}
      {op === 'update' && <Became module={module} change={change} />}
      {unseen.length > 0 && <Names names={unseen} of={[module, record]} />}
    </div>
  )
}

function FirstAnswers({ module, record, set }: Pick<RowChange, 'record' | 'set'> & { readonly module: Module }) {
  const words = useWords()
  const fields = Object.entries(module.records[record]?.fields ?? {}).filter(
    ([name]) => Object.hasOwn(set, name) && set[name] !== null && set[name] !== '',
  )
  if (fields.length === 0) return null
  return (
    <details>
      <summary>{words.say('history.answers', { count: fields.length })}</summary>
      <FactList module={module.name} record={record} fields={fields} row={set} brief />
    </details>
  )
}

function sentence({ op, set }: RowChange): string {
  if (op === 'insert') return 'history.recorded'
  if (op === 'delete' || typeof set.withdrawn_at === 'string') return 'history.withdrawn'
  return typeof set.state === 'string' ? 'history.moved' : 'history.changed'
}

interface NamesProps {
  readonly names: readonly string[]
  readonly of: readonly [Module, string]
}

/** Fields that changed and whose values the history does not tell. */
function Names({ names, of: [module, record] }: NamesProps) {
  const words = useWords()
  const known = changedNames(module, record, names)
  if (known.length === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {words.say('history.unseen', { fields: known.map(name => words.field(module.name, record, name)).join(', ') })}
    </Text>
  )
}
