import { Table, Text } from '@mantine/core'
import { Bars, entryLabel, Page, Refused, Slow, Surface, useAsk, useCodes, useWords } from '@nansen/ui'
import { resettlement } from '../index.ts'

interface Stage {
  readonly state: string
  readonly cases: number
  readonly people: number
  readonly emergency: number
  readonly urgent: number
  readonly late: number
  readonly longest: number
}
interface Asked {
  readonly year: string
  readonly country: string
  readonly quota: number
  readonly submitted: number
  readonly accepted: number
  readonly departed: number
  readonly left: number
}
interface Waiting {
  readonly year: string
  readonly country: string
  readonly cases: number
  readonly people: number
}

const COLUMNS = ['cases', 'people', 'emergency', 'urgent', 'late', 'longest'] as const
const STEPS = ['quota', 'submitted', 'accepted', 'departed'] as const

/** Where the cases stand, and needs beside places, by country and year. */
export function BoardScreen() {
  const { say } = useWords()
  const { data, error, isLoading } = useAsk<{
    readonly stages: readonly Stage[]
    readonly asked: readonly Asked[]
    readonly waiting: readonly Waiting[]
  }>('resettlement.pipeline')
  return (
    <Page title={say('resettlement.board.title')} subtitle={say('resettlement.board.intro')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <>
          <Stages stages={data.stages} />
          <WaitingFor waiting={data.waiting} />
          <Gap asked={data.asked} />
        </>
      )}
    </Page>
  )
}

function Stages({ stages }: { readonly stages: readonly Stage[] }) {
  const words = useWords()
  const inOrder = resettlement
    .lifecycle!.table.states.map(state => stages.find(each => each.state === state))
    .filter(each => each !== undefined)
  return (
    <Surface title={words.say('resettlement.board.stages')}>
      {inOrder.length === 0 && <Text>{words.say('resettlement.board.none')}</Text>}
      {inOrder.length > 0 && (
        <Table data-stages={inOrder.length} className="nansen-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.say('resettlement.board.state')}</Table.Th>
              {COLUMNS.map(column => (
                <Table.Th key={column}>{words.say(`resettlement.board.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder.map(stage => (
              <Table.Tr key={stage.state}>
                <Table.Td fw={600}>{words.say(`resettlement.state.${stage.state}`)}</Table.Td>
                {COLUMNS.map(column => (
                  <Table.Td
                    key={column}
                    data-label={words.say(`resettlement.board.${column}`)}
                    fw={column === 'late' && stage.late > 0 ? 700 : 400}
                  >
                    {words.number(stage[column])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Surface>
  )
}

function useCountry() {
  const words = useWords()
  const { entries } = useCodes('country')
  return (code: string) => {
    const entry = entries.find(each => each.code === code)
    return entry === undefined ? code : entryLabel(entry, words)
  }
}

function WaitingFor({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { say } = useWords()
  const country = useCountry()
  if (waiting.length === 0) return null
  const bars = waiting.map(each => ({ label: `${each.year} · ${country(each.country)}`, value: each.people }))
  return (
    <Surface title={say('resettlement.board.waiting')} mt="md">
      <Text size="sm" mb="sm">
        {say('resettlement.board.waiting-intro')}
      </Text>
      <Bars bars={bars} />
    </Surface>
  )
}

function Gap({ asked }: { readonly asked: readonly Asked[] }) {
  const words = useWords()
  const country = useCountry()
  return asked.map(each => (
    <Surface
      key={`${each.year} ${each.country}`}
      title={`${country(each.country)} · ${each.year}`}
      mt="md"
      data-gap={each.country}
    >
      <Bars bars={STEPS.map(step => ({ label: words.say(`resettlement.board.${step}`), value: each[step] }))} />
      <Text size="sm" mt="sm">
        {words.say('resettlement.board.left', { number: words.number(each.left) })}
      </Text>
    </Surface>
  ))
}
