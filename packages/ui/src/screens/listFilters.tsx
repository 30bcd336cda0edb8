import { Button, Group, Select, TextInput } from '@mantine/core'
import { type Field, isOwnName, type Kind, type Module } from '@nansen/model'
import { useState } from 'react'
import type { Option } from '../kinds/choice.tsx'
import { useOptions } from '../kinds/options.ts'
import { TypedDateInput } from '../kinds/typedDateInput.tsx'
import { useWords, type Words } from '../language/words.ts'

/** Kinds of listed columns that a list is narrowed by. */
const NARROWING: readonly Kind[] = ['code', 'codes', 'boolean', 'date', 'partial-date', 'instant']

export type Filter = Readonly<Record<string, string>>

interface FiltersProps {
  readonly module: Module
  readonly record: string
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}

/** A list narrowed by its state and by the coded, yes-or-no and dated answers among its columns. */
export function ListFilters({ module, record, filter, onChange }: FiltersProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const definition = module.records[record]!
  const narrowing = definition.listed.flatMap(name => {
    const field = definition.fields[name]
    const fits = field !== undefined && (NARROWING.includes(field.kind) || isOwnName(name))
    return fits && field.sensitivity !== 'protected' ? [[name, field] as const] : []
  })
  const states = module.lifecycle?.record === record ? module.lifecycle.table.states : []
  const set = (name: string, value: string | null) => {
    const { [name]: _, ...others } = filter
    onChange(value === null ? others : { ...others, [name]: value })
  }
  if (narrowing.length === 0 && states.length === 0) return null
  return (
    <Group
      gap="sm"
      mb="md"
      align="start"
      component="search"
      className="nansen-filters"
      data-open={open}
      aria-label={words.say('list.filter')}
    >
      <Button variant="default" hiddenFrom="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.say('list.filter')}
      </Button>
      {states.length > 0 && (
        <Choice
          label={words.field(module.name, record, 'state')}
          options={states.map(state => ({ value: state, label: words.state(module.name, state) }))}
          value={filter.state ?? null}
          onChange={value => set('state', value)}
        />
      )}
      {narrowing.map(([name, field]) => (
        <FieldFilter
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

interface FieldFilterProps {
  readonly module: string
  readonly record: string
  readonly name: string
  readonly field: Field<unknown>
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function FieldFilter(props: FieldFilterProps) {
  const { module, record, name, field, value, onChange } = props
  const words = useWords()
  const { options } = useOptions(props)
  const label = words.field(module, record, name)
  if (field.kind === 'code' || field.kind === 'codes')
    return <Choice label={label} options={options.map(shown(words))} value={value} onChange={onChange} />
  if (field.kind === 'boolean') {
    const both = ['true', 'false'].map(each => ({
      value: each,
      label: words.say(each === 'true' ? 'ui.yes' : 'ui.no'),
    }))
    return <Choice label={label} options={both} value={value} onChange={onChange} />
  }
  if (field.kind === 'text' || field.kind === 'integer')
    return <Written key={value} label={label} value={value} onChange={onChange} />
  return (
    <TypedDateInput
      module={module}
      record={record}
      name={name}
      field={{ ...field, optional: true }}
      id={`filter-${name}`}
      label={label}
      value={value}
      problem={null}
      onChange={onChange}
      hint="problem.partial-date"
      whole={false}
    />
  )
}

/** An answer that is looked for as it is written: by Enter, or on leaving the field. */
function Written({ label, value, onChange }: Pick<ChoiceProps, 'label' | 'value' | 'onChange'>) {
  const [typed, setTyped] = useState(value ?? '')
  const say = () => onChange(typed.trim() === '' ? null : typed.trim())
  return (
    <TextInput
      label={label}
      value={typed}
      onChange={event => setTyped(event.currentTarget.value)}
      onBlur={say}
      onKeyDown={event => {
        if (event.key === 'Enter') say()
      }}
    />
  )
}

/** What records of before say stays to be looked for, marked as such; forms do not offer it. */
const shown =
  (words: Words) =>
  ({ value, label, retired }: Option) => ({ value, label: retired ? words.say('list.retired', { label }) : label })

interface ChoiceProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  const words = useWords()
  return (
    <Select
      label={label}
      data={[...options]}
      value={value}
      searchable={options.length > 8}
      placeholder={words.say('list.all')}
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      onChange={onChange}
    />
  )
}
