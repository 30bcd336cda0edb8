import { Text } from '@mantine/core'
import type { Id } from '@nansen/kernel'
import { AsTold } from '../kinds/asTold.tsx'
import type { FieldPlace } from '../kinds/kindOnScreen.ts'
import { ReferenceInList } from '../kinds/reference.tsx'
import { kindOnScreen } from '../kinds/table.ts'

interface FieldOutputProps extends FieldPlace {
  readonly value: unknown
  /** In lists: other records are named in a line or linked, and not read. */
  readonly brief?: true
  /** The words in which a date was told, where they are kept. */
  readonly said?: unknown
}

/** An answer, or a dash where there is none. */
export function FieldOutput({ value, brief, said, ...place }: FieldOutputProps) {
  const { kind, refersTo } = place.field
  const { Output } = kindOnScreen(kind)
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
    return (
      <Text span c="dimmed">
        —
      </Text>
    )
  }
  if (brief === true && kind === 'reference' && refersTo !== null)
    return <ReferenceInList value={value as Id<string>} refersTo={refersTo} />
  if (place.field.told && typeof said === 'string') return <AsTold date={String(value)} said={said} />
  return <Output {...place} value={value} />
}
