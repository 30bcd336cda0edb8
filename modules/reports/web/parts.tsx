import { Text, Title } from '@mantine/core'
import { Surface, useWords } from '@nansen/ui'
import type { Figures, Told } from '../figures.ts'
import { shown } from './overview.tsx'

/** One kind of cases: in which state, with which outcome, and how long in each state. Nothing where there was nothing. */
export function Parts({ figures }: { readonly figures: Figures }) {
  const words = useWords()
  const { module, record, states, outcomes, times, told_by: field } = figures
  if (states.length + outcomes.length + times.length === 0) return null
  const outcome = (value: string) => (field === null ? value : words.option(module, record, field, value))
  const days = (many: number) => words.number(many, { maximumFractionDigits: 1 })
  return (
    <Surface mt="md" title={words.say(`${module}.module`)} data-parts={module}>
      <Lines title={words.say('reports.part.states')} told={states} nameOf={value => words.state(module, value)} />
      <Lines title={words.say('reports.part.outcomes')} told={outcomes} nameOf={outcome} />
      {times.length > 0 && (
        <>
          <Head title={words.say('reports.part.times')} />
          <dl className="nansen-bars">
            {times.map(({ state, half, slowest }) => (
              <div key={state}>
                <dt>{words.state(module, state)}</dt>
                <dd>{words.say('reports.part.days', { half: days(half), slowest: days(slowest) })}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Surface>
  )
}

interface LinesProps {
  readonly title: string
  readonly told: readonly Told[]
  readonly nameOf: (value: string) => string
}

function Lines({ title, told, nameOf }: LinesProps) {
  const words = useWords()
  if (told.length === 0) return null
  if (told.every(({ count }) => count === null))
    return (
      <>
        <Head title={title} />
        <Text c="dimmed">{words.say('reports.part.hidden')}</Text>
      </>
    )
  return (
    <>
      <Head title={title} />
      <dl className="nansen-bars">
        {told.map(({ value, count }) => (
          <div key={value}>
            <dt>{nameOf(value)}</dt>
            <dd>{shown(count, words.number, words.say('reports.cases.hidden'))}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const Head = ({ title }: { readonly title: string }) => (
  <Title order={3} size="h5" mt="sm" mb="xs">
    {title}
  </Title>
)
