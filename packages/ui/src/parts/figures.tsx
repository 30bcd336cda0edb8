import { Text } from '@mantine/core'
import { useWords } from '../language/words.ts'

export interface Figure {
  readonly label: string
  readonly value: number | null
  readonly hint?: string
}

/** A few numbers of today, large enough to read from a step away. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const words = useWords()
  return (
    <dl className="nansen-figures">
      {figures.map(({ label, value, hint }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === null ? '—' : words.number(value)}</dd>
          {hint !== undefined && (
            <Text size="sm" c="dimmed" component="dd">
              {hint}
            </Text>
          )}
        </div>
      ))}
    </dl>
  )
}
