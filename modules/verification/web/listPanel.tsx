import { Button, Group, NativeSelect, Table, Text } from '@mantine/core'
import { api, Go, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

interface Listed {
  readonly rows: readonly {
    readonly individual: string | null
    readonly number: string
    readonly name: string | null
    readonly person: string | null
    readonly onDay: string | null
    readonly standing: string
    readonly reason: string | null
  }[]
  readonly next: string | null
}
const SHOWN = ['all', 'waiting', 'absent', 'seen'] as const

/** On the page of a campaign: everybody on its list and what was found of them, a page at a time. */
export function ListPanel({ id, state }: { readonly id: string; readonly state: string }) {
  const words = useWords()
  const say = (key: string) => words.say(`verification.list.${key}`)
  const [shown, setShown] = useState<string>('all')
  const [after, setAfter] = useState<string | null>(null)
  const asked = { campaignId: id, shown, ...(after === null ? {} : { after }) }
  const { data, error, isLoading } = useAsk<Listed>('verification.list', asked)
  const drafted = state === 'drafted'
  const head = [
    words.field('verification', 'mark', 'family_number'),
    words.field('verification', 'mark', 'individual'),
    say('day'),
    say('standing'),
  ]
  return (
    <Surface title={say('title')} mt="md" actions={<Acts id={id} state={state} />}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {drafted && <Text c="dimmed">{say('none')}</Text>}
      {data !== undefined && !drafted && (
        <>
          <NativeSelect
            label={say('shown')}
            w="16rem"
            mb="sm"
            value={shown}
            data={SHOWN.map(value => ({ value, label: say(value) }))}
            onChange={event => {
              setShown(event.currentTarget.value)
              setAfter(null)
            }}
          />
          <Table.ScrollContainer minWidth={480}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {head.map(each => (
                    <Table.Th key={each}>{each}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map(row => (
                  <Table.Tr key={`${row.number} ${row.individual}`}>
                    <Table.Td>
                      <bdi dir="ltr">{row.number}</bdi>
                    </Table.Td>
                    <Table.Td>
                      {row.individual !== null && (
                        <Go to={`/registration/individual/${row.individual}`}>
                          <bdi>{row.name ?? row.person}</bdi>
                        </Go>
                      )}
                    </Table.Td>
                    <Table.Td>{row.onDay === null ? '–' : words.date(row.onDay)}</Table.Td>
                    <Table.Td>
                      {row.reason === null
                        ? say(row.standing)
                        : words.option('verification', 'mark', 'reason', row.reason)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Group>
            {after !== null && (
              <Button variant="default" onClick={() => setAfter(null)}>
                {say('first')}
              </Button>
            )}
            {data.next !== null && (
              <Button variant="default" onClick={() => setAfter(data.next)}>
                {say('next')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Surface>
  )
}

const PLANNED: readonly string[] = ['frozen', 'running', 'grace']

function Acts({ id, state }: { readonly id: string; readonly state: string }) {
  const { say } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const acting = useMutation({
    mutationFn: (name: string) => api.command<{ readonly without?: number }>(name, { campaignId: id }),
    onSuccess: () => client.invalidateQueries(),
  })
  const name = state === 'drafted' ? 'freeze' : PLANNED.includes(state) ? 'schedule' : null
  if (name === null || !may('verification', 'change')) return null
  const without = acting.data?.without
  return (
    <Group>
      {without !== undefined && <Text role="status">{say('verification.list.without', { without })}</Text>}
      <Button loading={acting.isPending} onClick={() => acting.mutate(`verification.${name}`)}>
        {say(name === 'freeze' ? 'verification.move.freeze' : 'verification.list.schedule')}
      </Button>
      {acting.error && <Refused error={acting.error} />}
    </Group>
  )
}
