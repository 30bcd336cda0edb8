import { Group, Table, Text } from '@mantine/core'
import { GoButton, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { PrintPapers } from './printPapers.tsx'

interface Shelf {
  readonly item: string
  readonly measure: string
  readonly received: number
  readonly given: number
  readonly returned: number
  readonly lost: number
  readonly expected: number
  readonly counted: number | null
  readonly difference: number | null
}
interface Progress {
  readonly open: boolean
  readonly served: number
  readonly waiting: number
  readonly desk: number
  readonly shelves: readonly Shelf[]
}

/** On the page of a point: how far it is, the way to the lane, and whether what is left is what should be. */
export function PointPanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const may = useMay()
  const { data, error, isLoading } = useAsk<Progress | null>('assistance.progress', { pointId: id })
  return (
    <>
      <Surface
        title={say('assistance.shelves.title')}
        mt="md"
        actions={
          data &&
          may('assistance', 'create') && (
            <Group gap="sm">
              <GoButton variant="default" to={`/assistance/point/${id}/paper`}>
                {say('assistance.writeup.title')}
              </GoButton>
              {data.open && (
                <GoButton size="lg" to={`/assistance/point/${id}/lane`}>
                  {say('assistance.lane.title')}
                </GoButton>
              )}
            </Group>
          )
        }
      >
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {data && (
          <>
            <Text mb="sm">
              {say('assistance.lane.progress', { served: data.served, waiting: data.waiting, desk: data.desk })}
            </Text>
            {data.shelves.length === 0 ? (
              <Text c="dimmed">{say('assistance.shelves.none')}</Text>
            ) : (
              <Shelves shelves={data.shelves} />
            )}
          </>
        )}
      </Surface>
      {data && may('assistance', 'print') && <PrintPapers id={id} families={data.served + data.waiting} />}
    </>
  )
}

function Shelves({ shelves }: { readonly shelves: readonly Shelf[] }) {
  const words = useWords()
  const act = (code: string) => words.option('assistance', 'stock', 'act', code)
  const heads = [
    words.field('assistance', 'stock', 'item'),
    act('received'),
    words.say('assistance.shelves.given'),
    act('returned'),
    act('lost'),
    words.say('assistance.shelves.expected'),
    act('counted'),
    words.say('assistance.shelves.difference'),
  ]
  const figure = (value: number | null) => (value === null ? '–' : words.number(value))
  return (
    <Table.ScrollContainer minWidth={600}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {heads.map(head => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shelves.map(shelf => (
            <Table.Tr key={`${shelf.item} ${shelf.measure}`}>
              <Table.Td>
                <bdi>{shelf.item}</bdi> ({words.say(`assistance.unit.${shelf.measure}`)})
              </Table.Td>
              {[shelf.received, shelf.given, shelf.returned, shelf.lost, shelf.expected, shelf.counted].map(
                (value, at) => (
                  <Table.Td key={heads[at + 1]}>{figure(value)}</Table.Td>
                ),
              )}
              <Table.Td>
                {shelf.difference ? <strong>{figure(shelf.difference)}</strong> : figure(shelf.difference)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
