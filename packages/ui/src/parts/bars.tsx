import { useWords } from '../language/words.ts'

export interface Bar {
  readonly label: string
  readonly value: number
}

/** A few amounts side by side: the longest fills the width, and each says its number. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const words = useWords()
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <dl className="nansen-bars">
      {bars.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value > 0 && (
              <span className="nansen-bars-one" aria-hidden="true" style={{ inlineSize: `${(value / most) * 100}%` }} />
            )}
            {words.number(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
