import { Button, Checkbox, Group, Table, Text } from '@mantine/core'
import { api, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Item, Items } from './items.tsx'

interface Listed {
  readonly families: number
  readonly people: number
  readonly collected: number
  readonly partial: number
  readonly rows: readonly {
    readonly id: string
    readonly number: string
    readonly size: number
    readonly collector: string | null
    readonly items: readonly Item[]
    readonly givenAt: string | null
  }[]
  readonly next: string | null
}

/** On the page of a cycle: its list, who has not come, and the step that writes it. */
export function ListPanel({ id, planned }: { readonly id: string; readonly planned: boolean }) {
  const words = useWords()
  const say = (key: string, values = {}) => words.say(`assistance.list.${key}`, values)
  const [absent, setAbsent] = useState(false)
  const [after, setAfter] = useState<string | null>(null)
  const listing = { cycleId: id, absent, ...(after === null ? {} : { after }) }
  const { data, error, isLoading } = useAsk<Listed>('assistance.list', listing)
  return (
    <Surface title={say('title')} mt="md" data-families={data?.families} actions={planned && <Freeze id={id} />}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.families === 0 && <Text c="dimmed">{say('none')}</Text>}
      {data !== undefined && data.families > 0 && (
        <>
          <Text mb="sm">{say('sums', sums(data))}</Text>
          <Checkbox
            label={say('absent')}
            checked={absent}
            onChange={event => {
              setAbsent(event.currentTarget.checked)
              setAfter(null)
            }}
          />
          <Table.ScrollContainer minWidth={600}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.field('assistance', 'collection', 'family_number')}</Table.Th>
                  <Table.Th>{words.field('assistance', 'cycle', 'people')}</Table.Th>
                  <Table.Th>{say('collects')}</Table.Th>
                  <Table.Th>{say('due')}</Table.Th>
                  <Table.Th>{say('got')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map(row => (
                  <Table.Tr key={row.id}>
                    <Table.Td>
                      <bdi dir="ltr">{row.number}</bdi>
                    </Table.Td>
                    <Table.Td>{words.number(row.size)}</Table.Td>
                    <Table.Td>
                      <bdi>{row.collector}</bdi>
                    </Table.Td>
                    <Table.Td>
                      <Items items={row.items} />
                    </Table.Td>
                    <Table.Td>{row.givenAt === null ? '–' : words.date(row.givenAt.slice(0, 10))}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {data.next !== null && (
            <Button variant="default" onClick={() => setAfter(data.next)}>
              {say('more')}
            </Button>
          )}
        </>
      )}
    </Surface>
  )
}

const sums = ({ families, people, collected, partial }: Listed) => ({ families, people, collected, partial })

function Freeze({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const client = useQueryClient()
  const acting = useMutation({
    mutationFn: () => api.command('assistance.freeze', { cycleId: id }),
    onSuccess: () => client.invalidateQueries(),
  })
  if (!may('assistance', 'change')) return null
  return (
    <Group>
      <Button loading={acting.isPending} onClick={() => acting.mutate()}>
        {words.say('assistance.move.freeze')}
      </Button>
      {acting.error && <Refused error={acting.error} />}
    </Group>
  )
}
