import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keySources, type Module } from '@nansen/model'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, type SearchResult, type StoredColumns } from '../client/api.ts'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { useDesk } from '../session/session.tsx'
import { FoundBy } from './foundBy.tsx'
import { type Filter, ListFilters } from './listFilters.tsx'
import { ListSearch } from './listSearch.tsx'
import { Measures } from './measures.tsx'
import { RecordTable } from './recordTable.tsx'

/** Rows asked for at a time. */
const PAGE = 100
/** Pause in typing after which is looked, ms; and characters that are worth a look. */
const PAUSE = 300
const ENOUGH = 2

export type ListedRow = StoredColumns & Readonly<Record<string, unknown>>

interface ListScreenProps {
  readonly module: Module
  readonly record: string
  /** Conditions that hold whatever the person filters by: `{ office_id: … }`. */
  readonly where?: Filter
  /** Where a row leads; the derived record screen by default. */
  readonly addressOf?: (row: ListedRow) => string
}

const NO_CONDITIONS: Filter = {}

/**
 * The records of one kind, from their definition: looked for by their search keys, narrowed by their coded and dated columns, and read on
 * as one scrolls.
 */
export function ListScreen({ module, record, where = NO_CONDITIONS, addressOf }: ListScreenProps) {
  const { modules } = useDesk()
  const [filter, setFilter] = useState<Filter>({})
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), PAUSE)
  const conditions = useMemo(() => ({ ...where, ...filter }), [where, filter])
  const hasState = module.lifecycle?.record === record
  const shown = {
    module,
    record,
    conditions,
    columns: [...module.records[record]!.listed, ...(hasState ? ['state'] : [])],
    addressOf: addressOf ?? ((row: ListedRow) => `/${module.name}/${record}/${row.id}`),
    narrowed: Object.keys(filter).length > 0,
  }
  return (
    <>
      <Measures module={module} record={record} />
      {keySources(modules, module, record).length > 0 && <ListSearch typed={typed} onType={setTyped} />}
      <ListFilters module={module} record={record} filter={filter} onChange={setFilter} />
      {text.length >= ENOUGH ? <Found {...shown} text={text} /> : <Everything {...shown} />}
    </>
  )
}

interface ShownProps {
  readonly module: Module
  readonly record: string
  readonly conditions: Filter
  readonly columns: readonly string[]
  readonly addressOf: (row: ListedRow) => string
  readonly narrowed: boolean
}

function Everything({ module, record, conditions, columns, addressOf, narrowed }: ShownProps) {
  const words = useWords()
  const found = useInfiniteQuery({
    queryKey: ['records', module.name, record, conditions],
    queryFn: ({ pageParam, signal }) =>
      api.list(module, record, { where: conditions, after: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  const rows = useMemo(() => (found.data?.pages.flatMap(page => page.rows) ?? []) as readonly ListedRow[], [found.data])
  return (
    <>
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Slow />}
      {found.isSuccess && rows.length === 0 && (
        <Text className="nansen-empty">{words.say(narrowed ? 'list.none-like-this' : 'list.none')}</Text>
      )}
      {rows.length > 0 && (
        <RecordTable
          module={module}
          record={record}
          rows={rows}
          columns={columns}
          addressOf={addressOf}
          more={found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : null}
        />
      )}
      <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
        {found.isSuccess && words.say(found.hasNextPage ? 'list.count-so-far' : 'list.count', { count: rows.length })}
      </Text>
    </>
  )
}

/** What a search found, the likeliest first, each with the answers by which it was found. */
function Found({ module, record, conditions, columns, addressOf, text }: ShownProps & { readonly text: string }) {
  const words = useWords()
  const found = useQuery({
    queryKey: ['records', module.name, record, 'search', text, conditions],
    queryFn: ({ signal }) => api.search(module, record, { text, where: conditions, limit: PAGE }, signal),
    placeholderData: keepPreviousData,
  })
  const hits = (found.data?.hits ?? []) as SearchResult<ListedRow>['hits']
  const matched = new Map(hits.map(hit => [hit.row.id as string, hit.matched]))
  return (
    <>
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Slow />}
      {found.isSuccess && hits.length === 0 && <Text className="nansen-empty">{words.say('search.none')}</Text>}
      {hits.length > 0 && (
        <RecordTable
          module={module}
          record={record}
          rows={hits.map(({ row }) => row)}
          columns={columns}
          addressOf={addressOf}
          note={row => <FoundBy module={module} matched={matched.get(row.id) ?? []} />}
          more={null}
        />
      )}
      <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
        {found.isSuccess && words.say(found.data.more ? 'search.more' : 'search.count', { count: hits.length })}
      </Text>
    </>
  )
}
