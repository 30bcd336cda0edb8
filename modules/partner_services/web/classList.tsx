import { Button, Group, NumberInput, SegmentedControl, Table, Text, TextInput } from '@mantine/core'
import { afterCaseAct, api, Go, Refused, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

interface Person {
  readonly enrolmentId: string
  readonly number: string
  readonly name: string
  readonly hours: number
}
/** As `partner_services.classList` answers. */
interface Listed {
  readonly people: readonly Person[]
  readonly meetings: readonly {
    readonly id: string
    readonly heldOn: string
    readonly topic: string
    readonly hours: number
    readonly present: number
    readonly absent: number
  }[]
}

const OFFERED = ['present', 'late', 'excused', 'absent'] as const
const USUAL_HOURS = 2
const MOST_HOURS = 24
const today = (): string => new Date().toISOString().slice(0, 10)

/** Who takes part in a programme, and its meetings; whoever works there writes down today's by reading out the list. */
export function ClassList({ id }: { readonly id: string }) {
  const words = useWords()
  const found = useAsk<Listed>('partner_services.classList', { programmeId: id })
  const [open, setOpen] = useState(false)
  const mayWrite = useMay()('partner_services', 'create')
  if (found.data === undefined) return null
  const { people, meetings } = found.data
  return (
    <Surface title={words.say('partner_services.class.title')} mt="md" data-class={people.length}>
      {people.length === 0 && <Text c="dimmed">{words.say('partner_services.class.nobody')}</Text>}
      {!open &&
        people.map(person => (
          <Group key={person.enrolmentId} justify="space-between" wrap="nowrap">
            <Go to={`/partner_services/enrolment/${person.enrolmentId}`}>
              <bdi>{person.name}</bdi>
            </Go>
            <Text size="sm" c="dimmed">
              {words.say('partner_services.class.hours', { number: words.number(person.hours) })}
            </Text>
          </Group>
        ))}
      {mayWrite && people.length > 0 && !open && (
        <Button mt="sm" variant="default" onClick={() => setOpen(true)}>
          {words.say('partner_services.class.hold')}
        </Button>
      )}
      {open && <Hold programmeId={id} people={people} onDone={() => setOpen(false)} />}
      {meetings.length > 0 && <Meetings meetings={meetings} />}
    </Surface>
  )
}

interface HoldProps {
  readonly programmeId: string
  readonly people: readonly Person[]
  readonly onDone: () => void
}

/** The list read out: everybody is there unless said otherwise. */
function Hold({ programmeId, people, onDone }: HoldProps) {
  const words = useWords()
  const client = useQueryClient()
  const [heldOn, setHeldOn] = useState(today())
  const [topic, setTopic] = useState('')
  const [hours, setHours] = useState(USUAL_HOURS)
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const holding = useMutation({
    mutationFn: () =>
      api.command('partner_services.holdSession', {
        programmeId,
        heldOn,
        topic,
        hours,
        came: people.map(({ enrolmentId }) => ({ enrolmentId, presence: said[enrolmentId] ?? 'present' })),
      }),
    onSuccess: async () => {
      await afterCaseAct(client, 'partner_services')
      onDone()
    },
  })
  const field = (name: string) => words.field('partner_services', 'session', name)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        holding.mutate()
      }}
    >
      {holding.isError && <Refused error={holding.error} />}
      <Group gap="sm" align="end" mb="sm">
        <TextInput
          type="date"
          label={field('held_on')}
          value={heldOn}
          required
          onChange={e => setHeldOn(e.target.value)}
        />
        <TextInput label={field('topic')} value={topic} required onChange={e => setTopic(e.target.value)} />
        <NumberInput
          label={field('hours')}
          min={1}
          max={MOST_HOURS}
          allowDecimal={false}
          value={hours}
          onChange={value => typeof value === 'number' && setHours(value)}
        />
      </Group>
      {people.map(({ enrolmentId, name }) => (
        <Group key={enrolmentId} justify="space-between" mb="xs">
          <bdi id={`came-${enrolmentId}`}>{name}</bdi>
          <SegmentedControl
            aria-labelledby={`came-${enrolmentId}`}
            value={said[enrolmentId] ?? 'present'}
            data={OFFERED.map(value => ({
              value,
              label: words.option('partner_services', 'attendance', 'presence', value),
            }))}
            onChange={value => setSaid({ ...said, [enrolmentId]: value })}
          />
        </Group>
      ))}
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={holding.isPending}>
          {words.say('partner_services.class.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {words.say('ui.cancel')}
        </Button>
      </Group>
    </form>
  )
}

/** On a telephone a table may be wider than the screen; arrow keys move it. */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }
const NARROWEST = 420

function Meetings({ meetings }: { readonly meetings: Listed['meetings'] }) {
  const words = useWords()
  const { option } = words
  const columns = [
    words.field('partner_services', 'session', 'held_on'),
    words.field('partner_services', 'session', 'topic'),
    words.field('partner_services', 'session', 'hours'),
    option('partner_services', 'attendance', 'presence', 'present'),
    option('partner_services', 'attendance', 'presence', 'absent'),
  ]
  return (
    <Table.ScrollContainer minWidth={NARROWEST} mt="md" scrollAreaProps={{ viewportProps: REACHED_BY_KEYBOARD }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(column => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {meetings.map(({ id, heldOn, topic, hours, present, absent }) => (
            <Table.Tr key={id}>
              <Table.Td>{words.date(heldOn)}</Table.Td>
              <Table.Td>
                <bdi>{topic}</bdi>
              </Table.Td>
              <Table.Td>{words.number(hours)}</Table.Td>
              <Table.Td>{words.number(present)}</Table.Td>
              <Table.Td>{words.number(absent)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
