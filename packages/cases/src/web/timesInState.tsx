import { Button, Table, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { Refused, Slow, StateBadge, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

interface Times {
  readonly states: readonly {
    readonly state: string
    readonly stays: number
    readonly half: number
    readonly slowest: number
  }[]
}

/** How long cases stay where they are: counted when somebody wants it. */
export function TimesInState({ module }: { readonly module: Module }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" mt="md" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.say('case.times.title')}
      </Button>
      {open && <Found module={module} />}
    </>
  )
}

function Found({ module }: { readonly module: Module }) {
  const words = useWords()
  const found = useAsk<Times>('cases.timesInState', { module: module.name })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const heads = ['case.queue.state', 'case.times.stays', 'case.times.half', 'case.times.slowest'].map(each =>
    words.say(each),
  )
  const days = (many: number) => words.number(many, { maximumFractionDigits: 1 })
  return (
    <Surface mt="md" title={words.say('case.times.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.say(found.data.states.length === 0 ? 'case.times.none' : 'case.times.why')}
      </Text>
      {found.data.states.length > 0 && (
        <Table className="nansen-table" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {heads.map(head => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.data.states.map(({ state, stays, half, slowest }) => (
              <Table.Tr key={state}>
                <Table.Td data-label={heads[0]}>
                  <StateBadge module={module} state={state} />
                </Table.Td>
                <Table.Td data-label={heads[1]}>{words.number(stays)}</Table.Td>
                <Table.Td data-label={heads[2]}>{days(half)}</Table.Td>
                <Table.Td data-label={heads[3]}>{days(slowest)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Surface>
  )
}
