import { Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { useWords } from '../language/words.ts'

interface FoundByProps {
  readonly module: Module
  readonly matched: readonly { readonly record: string; readonly field: string }[]
}

/** Which answers led to a row. */
export function FoundBy({ module, matched }: FoundByProps) {
  const words = useWords()
  const known = matched.filter(({ record, field }) => module.records[record]?.fields[field] !== undefined)
  if (known.length === 0) return null
  const fields = known.map(({ record, field }) =>
    module.records[record]!.parent === null
      ? words.field(module.name, record, field)
      : `${words.record(module.name, record)}: ${words.field(module.name, record, field)}`,
  )
  return (
    <Text size="sm" c="dimmed" fw={400} component="div">
      {words.say('search.found-by', { fields: fields.join(' · ') })}
    </Text>
  )
}
