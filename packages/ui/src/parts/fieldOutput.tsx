import { Text } from '@mantine/core'
import type { FieldPlace } from '../kinds/kindOnScreen.ts'
import { kindOnScreen } from '../kinds/table.ts'

/** An answer, or a dash that screen readers pass over as "no answer". */
export function FieldOutput({ value, ...place }: FieldPlace & { readonly value: unknown }) {
  const { Output } = kindOnScreen(place.field.kind)
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  return empty ? (
    <Text span c="dimmed">
      —
    </Text>
  ) : (
    <Output {...place} value={value} />
  )
}
