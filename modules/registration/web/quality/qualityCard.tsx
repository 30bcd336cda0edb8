import { Text } from '@mantine/core'
import { Go, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { Completeness } from './completeness.tsx'
import { type CountedFinding, FindingBars } from './findingBars.tsx'

/** `registration.quality`. */
export interface QualityFigures {
  readonly people: number
  readonly waiting: number
  readonly findings: readonly CountedFinding[]
  readonly levels: readonly {
    readonly level: string
    readonly people: number
    readonly asked: number
    readonly answered: number
  }[]
  readonly offices: readonly { readonly office: string; readonly people: number; readonly findings: number }[]
}

/** Kinds of findings that the home page names. */
const NAMED = 6

/** What the records of one's offices lack, on the first page of whoever answers for them. */
export function QualityCard() {
  const { say } = useWords()
  const { data, error, isLoading } = useAsk<QualityFigures>('registration.quality')
  return (
    <Surface
      title={say('registration.quality.title')}
      actions={<Go to="/registration/quality">{say('registration.quality.all')}</Go>}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <>
          {data.findings.length === 0 && <Text c="dimmed">{say('registration.quality.nothing')}</Text>}
          <FindingBars findings={data.findings} most={NAMED} />
          <Completeness levels={data.levels} />
        </>
      )}
    </Surface>
  )
}
