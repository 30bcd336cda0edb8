import { Text } from '@mantine/core'
import type { FieldPlace } from '../kinds/kindOnScreen.ts'
import { kindOnScreen } from '../kinds/table.ts'
import { useWords } from '../language/words.ts'
import { Go } from './go.tsx'

interface FieldOutputProps extends FieldPlace {
  readonly value: unknown
  /** In lists: other records are linked and not read, because each one read is a case opened, and noted. */
  readonly brief?: true
}

/** An answer, or a dash where there is none. */
export function FieldOutput({ value, brief, ...place }: FieldOutputProps) {
  const { say } = useWords()
  const { kind, refersTo } = place.field
  const { Output } = kindOnScreen(kind)
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
    return (
      <Text span c="dimmed">
        —
      </Text>
    )
  }
  if (brief === true && kind === 'reference' && refersTo !== null && !refersTo.startsWith('auth.')) {
    return (
      <Go to={`/${refersTo.replace('.', '/')}/${String(value)}`} className="nansen-above">
        {say('ui.open')}
      </Go>
    )
  }
  return <Output {...place} value={value} />
}
