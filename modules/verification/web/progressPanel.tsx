import { Group, Progress, Table, Text } from '@mantine/core'
import { Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'

interface Counted {
  readonly expected: number
  readonly seen: number
  readonly absent: number
}
interface HowFar extends Counted {
  readonly newcomers: number
  readonly days: readonly (Counted & { readonly day: string | null })[]
  readonly areas: readonly (Counted & { readonly area: string | null })[]
}
interface Row extends Counted {
  readonly name: string
}

/** On the page of a campaign: people expected, seen and absent, by the day they were asked for and by area. */
export function ProgressPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const say = (key: string, values = {}) => words.say(`verification.progress.${key}`, values)
  const { data, error, isLoading } = useAsk<HowFar>('verification.progress', { campaignId: id })
  return (
    <Surface title={say('title')} mt="md" data-seen={data?.seen}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <>
          <Text mb="sm">
            {say('sums', {
              seen: words.number(data.seen),
              expected: words.number(data.expected),
              absent: words.number(data.absent),
              newcomers: words.number(data.newcomers),
            })}
          </Text>
          <Bars
            head={say('day')}
            rows={data.days.map(row => ({ ...row, name: row.day === null ? say('no-day') : words.date(row.day) }))}
          />
          <Bars head={say('area')} rows={data.areas.map(row => ({ ...row, name: row.area ?? say('no-area') }))} />
        </>
      )}
    </Surface>
  )
}

/** One bar a row, with its figures beside it: the bar is for a glance, the figures are what counts. */
function Bars({ head, rows }: { readonly head: string; readonly rows: readonly Row[] }) {
  const { say, number } = useWords()
  const of = (row: Row, part: number) => (row.expected === 0 ? 0 : (100 * part) / row.expected)
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table mb="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <Table.Th>{say('verification.progress.expected')}</Table.Th>
            <Table.Th>{say('verification.list.seen')}</Table.Th>
            <Table.Th>{say('verification.code.mark.outcome.absent')}</Table.Th>
            <Table.Th aria-hidden="true" w="35%" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={row.name}>
              <Table.Td>
                <bdi>{row.name}</bdi>
              </Table.Td>
              <Table.Td>{number(row.expected)}</Table.Td>
              <Table.Td>{number(row.seen)}</Table.Td>
              <Table.Td>{number(row.absent)}</Table.Td>
              <Table.Td>
                <Group aria-hidden="true">
                  <Progress.Root size="lg" w="100%">
                    <Progress.Section value={of(row, row.seen)} color="leaf" />
                    <Progress.Section value={of(row, row.absent)} color="saffron" />
                  </Progress.Root>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
