import { Select } from '@mantine/core'
import { entryLabel, listFilter, useCodes, useWords } from '@nansen/ui'
import type { Sex } from '../../index.ts'
import { FOCAL_POINT, relationshipFits } from '../../relationships.ts'

interface RelationshipSelectProps {
  readonly id: string
  readonly label: string
  readonly sex: string
  readonly value: string | null
  /** Whether an absent answer is a problem already. */
  readonly missing: boolean
  /** Default: it is. */
  readonly isNeeded?: boolean
  readonly onChange: (code: string) => void
}

/** What somebody is to the focal point: only what fits their sex is offered. */
export function RelationshipSelect({
  id,
  label,
  sex,
  value,
  missing,
  isNeeded = true,
  onChange,
}: RelationshipSelectProps) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  return (
    <Select
      id={id}
      label={label}
      withAsterisk={isNeeded}
      searchable
      selectFirstOptionOnChange
      maw="28rem"
      filter={listFilter(words.say('ui.nothing-found'))}
      placeholder={words.say('ui.type-to-find')}
      data={entries
        .filter(({ code }) => code !== FOCAL_POINT && relationshipFits(code, sex as Sex))
        .map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
      value={value}
      error={missing && value === null ? words.say('problem.required') : null}
      onChange={code => code !== null && onChange(code)}
    />
  )
}
