import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { isId } from '@nansen/kernel'
import { date } from '@nansen/model'
import { FieldInput, matches, useAsk, useOfficeNames, useWords } from '@nansen/ui'
import { useState } from 'react'

interface FilterProps {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** A person or any other record, by its identifier as it stands in the address of its screen. */
export function PersonFilter({ value, onChange }: FilterProps) {
  const words = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value ?? ''
  const wrong = text !== '' && !isId(text)
  return (
    <TextInput
      label={words.say('oversight.audit.person')}
      dir="ltr"
      className="nansen-typed"
      value={value === null ? text : value}
      error={wrong ? words.say('oversight.audit.not-an-identifier') : null}
      onChange={event => {
        const id = (/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(event.currentTarget.value) ?? [
          event.currentTarget.value.trim(),
        ])[0]
        setTyped(id)
        onChange(isId(id) ? id : null)
      }}
    />
  )
}

/** Pause in typing before colleagues are looked for, ms. */
const QUIET = 300

interface ColleagueFilterProps extends FilterProps {
  /** The name that goes with `value`. */
  readonly name: string | null
  readonly onChange: (id: string | null, name?: string) => void
}

/** One colleague, found by any words of the name. */
export function ColleagueFilter({ value, name, onChange }: ColleagueFilterProps) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), QUIET)
  const looks = asked !== '' && asked !== name
  const found = useAsk<{ readonly rows: readonly { readonly id: string; readonly name: string }[] }>(
    'oversight.colleagues',
    { text: asked },
    { enabled: looks },
  )
  const rows = looks ? (found.data?.rows ?? []) : []
  const chosen = value === null ? [] : [{ id: value, name: name ?? '' }]
  const known = [...new Map([...chosen, ...rows].map(row => [row.id, row])).values()]
  return (
    <Select
      label={words.say('oversight.audit.colleague')}
      placeholder={words.say('list.all')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      data={known.map(row => ({ value: row.id, label: row.name }))}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) =>
        options.length > 0
          ? options
          : [
              {
                value: '',
                label: words.say(found.isSuccess && looks ? 'ui.nothing-found' : 'ui.type-to-find'),
                disabled: true,
              },
            ]
      }
      onChange={id => onChange(id, known.find(row => row.id === id)?.name)}
    />
  )
}

/** Colleagues of an office and those below it. */
export function OfficeFilter({ value, onChange }: FilterProps) {
  const words = useWords()
  const { offices } = useOfficeNames()
  return (
    <Select
      label={words.say('oversight.audit.office')}
      placeholder={words.say('list.all')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      data={offices.map(office => ({ value: office.id, label: office.name }))}
      value={value}
      onChange={onChange}
      filter={({ options, search }) => options.filter(each => 'value' in each && matches(each.label, search))}
    />
  )
}

interface DayFilterProps extends FilterProps {
  readonly name: 'since' | 'until'
}

const DAY = date({ optional: true })

/** A day of the reader's own time zone, asked from its first to its last moment in UTC. */
export function DayFilter({ name, value, onChange }: DayFilterProps) {
  const words = useWords()
  const [day, setDay] = useState<string | null>(null)
  return (
    <FieldInput
      module="oversight"
      record="audit"
      name={name}
      field={DAY}
      id={`audit-${name}`}
      label={words.field('oversight', 'audit', name)}
      value={value === null ? null : day}
      problem={null}
      onChange={typed => {
        setDay(typeof typed === 'string' ? typed : null)
        onChange(
          typeof typed === 'string'
            ? new Date(`${typed}T${name === 'since' ? '00:00:00' : '23:59:59'}`).toISOString()
            : null,
        )
      }}
    />
  )
}
