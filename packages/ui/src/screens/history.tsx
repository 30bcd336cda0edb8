import { Button, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../client/api.ts'
import { useWords } from '../language/words.ts'
import { FactList } from '../parts/factList.tsx'
import { ColleagueName } from '../parts/names.tsx'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { StateBadge } from '../parts/stateBadge.tsx'
import { Surface } from '../parts/surface.tsx'
import { type Act, actsOf, type RowChange } from './acts.ts'
import { Timeline } from './timeline.tsx'

interface HistoryProps {
  readonly module: Module
  readonly record: string
  readonly id: string
}

/** Who changed what of a record, latest first. It is asked for when somebody wants it, because to look at it is written down. */
export function History({ module, record, id }: HistoryProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const found = useQuery({
    queryKey: ['record', module.name, record, id, 'history'],
    queryFn: ({ signal }) => api.history(module, record, id, signal),
    enabled: open,
    staleTime: 0,
  })
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
          entries={actsOf(found.data).map(act => ({
            id: act.id,
            at: act.at,
            who: act.staffId === null ? words.say('history.installation') : <ColleagueName id={act.staffId} />,
            what: <Deed act={act} module={module} />,
          }))}
        />
      )}
    </Surface>
  )
}

const Deed = ({ act, module }: { readonly act: Act; readonly module: Module }) =>
  act.changes.map(change => <Change key={change.rowId} change={change} module={module} />)

/** One row's change in words, and what its answers became; a long first entry is folded. */
function Change({ change, module }: { readonly change: RowChange; readonly module: Module }) {
  const words = useWords()
  const { record, op, set, unseen } = change
  const fields = Object.entries(module.records[record]?.fields ?? {}).filter(
    ([name]) => Object.hasOwn(set, name) && set[name] !== null && set[name] !== '',
  )
  const emptied = Object.keys(module.records[record]?.fields ?? {}).filter(name => set[name] === null)
  const facts = fields.length > 0 && <FactList module={module.name} record={record} fields={fields} row={set} brief />
  return (
    <div className="nansen-change">
      <Text fw={600}>{words.say(sentence(change), { what: words.record(module.name, record) })}</Text>
      {typeof set.state === 'string' && op === 'update' && <StateBadge module={module} state={set.state} />}
      {op === 'insert' && facts !== false ? (
        <details>
          <summary>{words.say('history.answers', { count: fields.length })}</summary>
          {facts}
        </details>
      ) : (
        facts
      )}
      {op === 'update' && emptied.length > 0 && <Names label="history.emptied" names={emptied} of={[module, record]} />}
      {unseen.length > 0 && <Names label="history.unseen" names={unseen} of={[module, record]} />}
    </div>
  )
}

function sentence({ op, set }: RowChange): string {
  if (op === 'insert') return 'history.recorded'
  if (op === 'delete' || typeof set.withdrawn_at === 'string') return 'history.withdrawn'
  return 'history.changed'
}

interface NamesProps {
  readonly label: string
  readonly names: readonly string[]
  readonly of: readonly [Module, string]
}

function Names({ label, names, of: [module, record] }: NamesProps) {
  const words = useWords()
  const known = names.filter(name => Object.hasOwn(module.records[record]?.fields ?? {}, name))
  if (known.length === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {words.say(label, { fields: known.map(name => words.field(module.name, record, name)).join(', ') })}
    </Text>
  )
}
