import { Select, Text } from '@mantine/core'
import type { Id } from '@nansen/kernel'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../client/api.ts'
import { useWords } from '../language/words.ts'
import { Go } from '../parts/go.tsx'
import { titleOf } from '../parts/title.ts'
import { useDesk } from '../session/session.tsx'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen, OutputProps } from './kindOnScreen.ts'
import { listFilter } from './matches.ts'

/** How references to one record are chosen and shown; a module may bring its own (a person search, a card). */
export interface ReferenceOnScreen {
  Input(props: InputProps<Id<string>>): ReactNode
  Output(props: OutputProps<Id<string>>): ReactNode
  /** As one line of a list: without a link, and without opening the record. Without it, lists link to the record and name nothing. */
  Line?(props: { readonly value: Id<string> }): ReactNode
}

/** Rows offered by the derived picker; a record with more of them should bring its own. */
const OFFERED = 200

function useTarget(refersTo: string | null) {
  const [moduleName = '', record = ''] = (refersTo ?? '').split('.')
  const module = useDesk().modules.find(each => each.name === moduleName) ?? null
  return { module, record, definition: module?.records[record] ?? null }
}

function DerivedInput(props: InputProps<Id<string>>) {
  const words = useWords()
  const { module, record, definition } = useTarget(props.field.refersTo)
  const found = useQuery({
    queryKey: ['records', module?.name, record, 'offered'],
    queryFn: ({ signal }) => api.list(module!, record, { limit: OFFERED }, signal),
    enabled: module !== null && definition !== null,
  })
  const data = (found.data?.rows ?? []).map(row => ({
    value: row.id,
    label:
      module === null || definition === null
        ? row.id
        : titleOf({ module: module.name, record, definition }, { ...row }, words),
  }))
  return (
    <Select
      {...frame(props)}
      data={data}
      searchable
      clearable={props.field.optional}
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      value={props.value}
      placeholder={words.say('ui.type-to-find')}
      filter={listFilter(words.say('ui.nothing-found'))}
      onChange={id => props.onChange(id as Id<string> | null)}
    />
  )
}

function DerivedOutput({ value, field }: OutputProps<Id<string>>) {
  const words = useWords()
  const { module, record, definition } = useTarget(field.refersTo)
  const found = useQuery({
    queryKey: ['record', module?.name, record, value],
    queryFn: ({ signal }) => api.get(module!, record, value, signal),
    enabled: module !== null && definition !== null,
    retry: false,
  })
  if (module === null || definition === null || found.isError)
    return (
      <Text span c="dimmed">
        {words.say('ui.not-shown')}
      </Text>
    )
  if (found.data === undefined)
    return (
      <Text span c="dimmed">
        …
      </Text>
    )
  return (
    <Go to={`/${module.name}/${record}/${value}`}>
      {titleOf({ module: module.name, record, definition }, { ...found.data }, words)}
    </Go>
  )
}

/** Another record: shown and chosen by its title, or as its own module says. */
export const ReferenceKind: KindOnScreen<Id<string>> = {
  Input(props) {
    const own = useDesk().references[props.field.refersTo ?? '']
    const Input = own?.Input ?? DerivedInput
    return <Input {...props} />
  },
  Output(props) {
    const own = useDesk().references[props.field.refersTo ?? '']
    const Output = own?.Output ?? DerivedOutput
    return <Output {...props} />
  },
}

/** A reference in a list: its line, or a link. Each record read is a case opened, and noted. */
export function ReferenceInList({ value, refersTo }: { readonly value: Id<string>; readonly refersTo: string }) {
  const { say } = useWords()
  const Line = useDesk().references[refersTo]?.Line
  if (Line !== undefined) return <Line value={value} />
  return (
    <Go to={`/${refersTo.replace('.', '/')}/${value}`} className="nansen-above">
      {say('ui.open')}
    </Go>
  )
}
