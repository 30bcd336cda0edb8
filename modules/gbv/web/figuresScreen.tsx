import { Select, Text } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'

interface Sum {
  readonly dimension: string
  readonly value: string
  readonly count: number | null
}

const DIMENSIONS = ['type', 'context', 'survivor_age', 'survivor_sex', 'service', 'feedback'] as const
/** Quarters one may look back. */
const OFFERED = 8

/** The quarters that are over, the latest first. */
function quartersBefore(today: Date): readonly { readonly year: number; readonly quarter: number }[] {
  const now = today.getUTCFullYear() * 4 + Math.floor(today.getUTCMonth() / 3)
  return Array.from({ length: OFFERED }, (_, back) => now - 1 - back).map(each => ({
    year: Math.floor(each / 4),
    quarter: (each % 4) + 1,
  }))
}

/** Sums and nothing else: how many of what, for a quarter that is over. */
export function FiguresScreen() {
  const words = useWords()
  const quarters = quartersBefore(new Date())
  const [chosen, setChosen] = useState('0')
  const { data, error, isLoading } = useAsk<{ sums: readonly Sum[] }>('gbv.figures', { ...quarters[Number(chosen)] })
  const sums = data?.sums ?? []
  const whole = sums.find(({ dimension }) => dimension === 'all')
  return (
    <Page title={words.say('gbv.figures.title')} subtitle={words.say('gbv.figures.explained')}>
      <Select
        label={words.say('gbv.figures.quarter')}
        maw="16rem"
        mb="md"
        allowDeselect={false}
        value={chosen}
        data={quarters.map(({ year, quarter }, at) => ({
          value: String(at),
          label: words.say('gbv.figures.of', { quarter, year: String(year) }),
        }))}
        onChange={value => setChosen(value ?? '0')}
      />
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && whole === undefined && <Text>{words.say('gbv.figures.too-few')}</Text>}
      {whole !== undefined && (
        <>
          <Text mb="md">{words.say('gbv.figures.all', { number: words.number(whole.count ?? 0) })}</Text>
          {DIMENSIONS.map(dimension => (
            <Sums key={dimension} dimension={dimension} sums={sums.filter(each => each.dimension === dimension)} />
          ))}
          <Text size="sm" c="dimmed">
            {words.say('gbv.figures.why-hidden')}
          </Text>
        </>
      )}
    </Page>
  )
}

function Sums({ dimension, sums }: { readonly dimension: string; readonly sums: readonly Sum[] }) {
  const words = useWords()
  return (
    <Surface title={words.say(`gbv.figures.by.${dimension}`)} mb="md">
      <dl className="nansen-bars">
        {sums.map(({ value, count }) => (
          <div key={value}>
            <dt>{nameOf(words, dimension, value)}</dt>
            <dd>{count === null ? words.say('gbv.figures.hidden') : words.number(count)}</dd>
          </div>
        ))}
      </dl>
    </Surface>
  )
}

const nameOf = (words: Words, dimension: string, value: string): string =>
  dimension === 'service'
    ? words.option('gbv', 'service', 'service', value)
    : words.option('gbv', 'incident', dimension, value)
