import { Badge, Group } from '@mantine/core'
import { useWords } from '@nansen/ui'

/** Why two records may be one person, as `registration.lookAlikes` and `possibleDuplicates` say it. */
export interface Reason {
  readonly code: string
  readonly years?: number
  readonly weight?: 'rare' | 'common'
}

const COLOURS: Readonly<Record<string, string>> = { likely: 'orange', possible: 'yellow', weak: 'gray' }

/** How likely in words, and why. */
export function Likeness({ band, reasons }: { readonly band: string; readonly reasons: readonly Reason[] }) {
  const { say, number } = useWords()
  return (
    <Group gap={4}>
      <Badge color={COLOURS[band] ?? 'gray'} variant="light" tt="none" data-band={band}>
        {say(`registration.alike.band.${band}`)}
      </Badge>
      {reasons.map(({ code, years, weight }) => (
        <Badge key={code} variant="light" tt="none">
          {say(`registration.reason.${code}`, { years: years === undefined ? '' : number(years) })}
          {weight !== undefined && ` (${say(`registration.reason.${weight}`)})`}
        </Badge>
      ))}
    </Group>
  )
}
