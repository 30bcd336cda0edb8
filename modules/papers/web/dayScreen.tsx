import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { code, date, note, reference, text } from '@nansen/model'
import {
  ActDialog,
  api,
  attachmentAddress,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useMay,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { APPOINTMENT_PURPOSES } from '../index.ts'
import { useMyOffices } from './myOffices.ts'

interface Booked {
  readonly id: string
  readonly at_time: string
  readonly place: string
  readonly purpose: string
  readonly outcome: string
  readonly said: string | null
  readonly card: {
    readonly id: string
    readonly number: string
    readonly display_name: string
    readonly display_name_native: string | null
    readonly thumbnail: string | null
  } | null
}
interface DayList {
  readonly booked: readonly Booked[]
  readonly room: number
}

const BOOK = {
  individual: reference('registration.individual'),
  purpose: code(APPOINTMENT_PURPOSES),
  on_day: date(),
  at_time: text({ max: 5 }),
  place: text({ max: 60 }),
  said: note({ optional: true, max: 300 }),
} as const

const today = () => new Date().toISOString().slice(0, 10)

/** Who is asked to come to an office on a day, hour by hour; what became of it; and the slips. */
export function DayScreen() {
  const words = useWords()
  const may = useMay()
  const individual = useAddressed('individual')
  const offices = useMyOffices()
  const [chosen, setChosen] = useState<string | null>(null)
  const [onDay, setDay] = useState(today())
  const [booking, setBooking] = useState(individual !== null)
  const officeId = chosen ?? offices[0]?.id ?? null
  const { data, error, isLoading } = useAsk<DayList>('papers.day', { officeId, onDay }, { enabled: officeId !== null })
  return (
    <Page
      title={words.say('papers.day.title')}
      subtitle={data && words.say('papers.day.room', { count: data.room })}
      actions={
        may('papers', 'create') && <Button onClick={() => setBooking(true)}>{words.say('papers.day.book')}</Button>
      }
    >
      <Stack gap="md">
        <Group align="end">
          {offices.length > 1 && (
            <Select
              label={words.say('papers.office')}
              allowDeselect={false}
              data={offices.map(({ id, name }) => ({ value: id, label: name }))}
              value={officeId}
              onChange={setChosen}
            />
          )}
          <TextInput
            type="date"
            label={words.field('papers', 'appointment', 'on_day')}
            value={onDay}
            onChange={event => event.currentTarget.value !== '' && setDay(event.currentTarget.value)}
          />
        </Group>
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {data && <List booked={data.booked} />}
      </Stack>
      {booking && officeId !== null && (
        <ActDialog
          module="papers"
          record="appointment"
          fields={BOOK}
          start={{ individual, on_day: onDay, at_time: '09:00', purpose: 'registration' }}
          title={words.say('papers.day.book')}
          explained={words.say('papers.day.book-explained')}
          confirm={words.say('papers.day.book')}
          command="papers.book"
          input={({ individual: who, purpose, on_day, at_time, place, said }) => ({
            individualIds: [who],
            officeId,
            purpose,
            onDay: on_day,
            atTime: at_time,
            place,
            ...(said ? { said } : {}),
          })}
          onDone={(_, { on_day }) => setDay(String(on_day))}
          onClose={() => setBooking(false)}
        />
      )}
    </Page>
  )
}

function List({ booked }: { readonly booked: readonly Booked[] }) {
  const words = useWords()
  return (
    <Surface title={words.records('papers', 'appointment')}>
      {booked.length === 0 && <Text c="dimmed">{words.say('papers.day.none')}</Text>}
      <ul className="nansen-queue">
        {booked.map(each => (
          <li key={each.id} data-outcome={each.outcome}>
            <Line booked={each} />
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function Line({ booked }: { readonly booked: Booked }) {
  const words = useWords()
  const may = useMay()
  const client = useQueryClient()
  const acting = useMutation({
    mutationFn: (outcome: string) => api.command('papers.outcome', { id: booked.id, outcome }),
    onSuccess: () => client.invalidateQueries(),
  })
  const slip = useMutation({
    mutationFn: () => api.command<{ file: string }>('papers.slip', { id: booked.id, language: 'own' }),
    onSuccess: ({ file }) => void window.open(attachmentAddress(file), '_blank', 'noopener'),
  })
  const open = booked.outcome === 'booked'
  return (
    <Group justify="space-between" align="start" gap="sm">
      <div>
        <Text fw={700} component="div">
          <bdi dir="ltr">{booked.at_time}</bdi> · <bdi>{booked.place}</bdi> ·{' '}
          {words.option('papers', 'appointment', 'purpose', booked.purpose)}{' '}
          {!open && (
            <Badge variant="light" color={booked.outcome === 'came' ? 'leaf' : 'gray'} tt="none">
              {words.option('papers', 'appointment', 'outcome', booked.outcome)}
            </Badge>
          )}
        </Text>
        {booked.card === null ? (
          <Text c="dimmed">{words.say('ui.not-shown')}</Text>
        ) : (
          <PersonCard
            name={booked.card.display_name_native ?? booked.card.display_name}
            number={booked.card.number}
            sex={null}
            born={null}
            photo={booked.card.thumbnail}
            to={`/registration/individual/${booked.card.id}`}
          />
        )}
      </div>
      {open && may('papers', 'change') && (
        <Group gap="xs">
          <Button size="compact-sm" variant="light" loading={slip.isPending} onClick={() => slip.mutate()}>
            {words.say('papers.day.slip')}
          </Button>
          {(['came', 'no-show', 'cancelled'] as const).map(outcome => (
            <Button key={outcome} size="compact-sm" variant="default" onClick={() => acting.mutate(outcome)}>
              {words.option('papers', 'appointment', 'outcome', outcome)}
            </Button>
          ))}
        </Group>
      )}
      {(acting.error ?? slip.error) && <Refused error={acting.error ?? slip.error} />}
    </Group>
  )
}
