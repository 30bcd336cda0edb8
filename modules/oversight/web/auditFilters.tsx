import { Select, TextInput } from '@mantine/core'
import { isId } from '@nansen/kernel'
import { matches, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { useOffices } from './administration.ts'

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
      size="sm"
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

/** Colleagues of an office and those below it. Offered to those who may see the offices. */
export function OfficeFilter({ value, onChange }: FilterProps) {
  const words = useWords()
  const allowed = useMay()('admin', 'read')
  const { rows } = useOffices(allowed)
  if (!allowed) return null
  return (
    <Select
      size="sm"
      label={words.say('oversight.audit.office')}
      placeholder={words.say('list.all')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      data={rows.map(office => ({ value: office.id, label: office.name }))}
      value={value}
      onChange={onChange}
      filter={({ options, search }) => options.filter(each => 'value' in each && matches(each.label, search))}
    />
  )
}

/** A moment in the reader's time zone; asked in UTC. */
export function TimeFilter({ label, value, onChange }: FilterProps & { readonly label: string }) {
  const local = (iso: string) => {
    const at = new Date(iso)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }
  return (
    <TextInput
      size="sm"
      type="datetime-local"
      label={label}
      value={value === null ? '' : local(value)}
      onChange={event => {
        const at = new Date(event.currentTarget.value)
        onChange(Number.isNaN(at.getTime()) ? null : at.toISOString())
      }}
    />
  )
}
