import { Button, Group, Select, Text } from '@mantine/core'
import type { Field, Module } from '@nansen/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, type StoredColumns } from '../client/api.ts'
import { useOptions } from '../kinds/options.ts'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { RecordTable } from './recordTable.tsx'

/** Rows asked for at a time. */
const PAGE = 100

export type ListedRow = StoredColumns & Readonly<Record<string, unknown>>

interface ListScreenProps {
  readonly module: Module
  readonly record: string
  /** Conditions that hold whatever the person filters by: `{ office_id: … }`. */
  readonly where?: Readonly<Record<string, string>>
  /** Where a row leads; the derived record screen by default. */
  readonly addressOf?: (row: ListedRow) => string
}

/** The records of one kind, from their definition: filtered by their coded columns, and read on as one scrolls. */
export function ListScreen({ module, record, where = {}, addressOf }: ListScreenProps) {
  const words = useWords()
  const [filter, setFilter] = useState<Readonly<Record<string, string>>>({})
  const conditions = useMemo(() => ({ ...where, ...filter }), [where, filter])
  const found = useInfiniteQuery({
    queryKey: ['records', module.name, record, conditions],
    queryFn: ({ pageParam, signal }) =>
      api.list(module, record, { where: conditions, after: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  const rows = useMemo(() => (found.data?.pages.flatMap(page => page.rows) ?? []) as readonly ListedRow[], [found.data])
  const hasState = module.lifecycle?.record === record
  return (
    <>
      <Filters module={module} record={record} filter={filter} onChange={setFilter} />
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Slow />}
      {found.isSuccess && rows.length === 0 && (
        <Text className="nansen-empty">
          {words.say(Object.keys(filter).length > 0 ? 'list.none-like-this' : 'list.none')}
        </Text>
      )}
      {rows.length > 0 && (
        <RecordTable
          module={module}
          record={record}
          rows={rows}
          columns={[...module.records[record]!.listed, ...(hasState ? ['state'] : [])]}
          addressOf={addressOf ?? (row => `/${module.name}/${record}/${row.id}`)}
          more={found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : null}
        />
      )}
      <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
        {found.isSuccess && words.say(found.hasNextPage ? 'list.count-so-far' : 'list.count', { count: rows.length })}
      </Text>
    </>
  )
}

interface FiltersProps {
  readonly module: Module
  readonly record: string
  readonly filter: Readonly<Record<string, string>>
  readonly onChange: (filter: Readonly<Record<string, string>>) => void
}

function Filters({ module, record, filter, onChange }: FiltersProps) {
  const words = useWords()
  const definition = module.records[record]!
  const coded = definition.listed.flatMap(name => {
    const field = definition.fields[name]
    return field?.kind === 'code' && field.sensitivity !== 'protected' ? [[name, field] as const] : []
  })
  const states = module.lifecycle?.record === record ? module.lifecycle.table.states : []
  const set = (name: string, value: string | null) => {
    const { [name]: _, ...others } = filter
    onChange(value === null ? others : { ...others, [name]: value })
  }
  if (coded.length === 0 && states.length === 0) return null
  return (
    <Group
      gap="sm"
      mb="md"
      align="end"
      component="search"
      className="nansen-filters"
      aria-label={words.say('list.filter')}
    >
      {states.length > 0 && (
        <Select
          label={words.field(module.name, record, 'state')}
          size="sm"
          data={states.map(state => ({ value: state, label: words.state(module.name, state) }))}
          value={filter.state ?? null}
          placeholder={words.say('list.all')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          onChange={value => set('state', value)}
        />
      )}
      {coded.map(([name, field]) => (
        <CodeFilter
          key={name}
          module={module.name}
          record={record}
          name={name}
          field={field}
          value={filter[name] ?? null}
          onChange={value => set(name, value)}
        />
      ))}
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" size="sm" onClick={() => onChange({})}>
          {words.say('list.show-all')}
        </Button>
      )}
    </Group>
  )
}

interface CodeFilterProps {
  readonly module: string
  readonly record: string
  readonly name: string
  readonly field: Field<unknown>
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function CodeFilter({ value, onChange, ...place }: CodeFilterProps) {
  const words = useWords()
  const { options } = useOptions(place)
  return (
    <Select
      label={words.field(place.module, place.record, place.name)}
      size="sm"
      data={options}
      value={value}
      searchable={options.length > 8}
      placeholder={words.say('list.all')}
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      onChange={onChange}
    />
  )
}
