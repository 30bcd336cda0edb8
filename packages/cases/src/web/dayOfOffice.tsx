import { Badge, Button, Checkbox, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import {
  ColleagueName,
  FieldOutput,
  Go,
  Page,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useDesk,
  useOfficeNames,
  useSession,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { REMINDED_BY } from '../meetings.ts'
import { Places, type PlacesFound } from './places.tsx'
import { useSending } from './sending.ts'

interface Appointment {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly kind: string
  readonly startsAt: string
  readonly minutes: number
  readonly individual: string | null
  readonly officer: string | null
  readonly unit: string | null
  readonly room: string | null
  readonly status: string
  readonly remindedAt: string | null
}

const A_DAY = 86_400_000
/** Who comes within so many days is reminded. Ours. */
const REMIND_DAYS = 3

const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
const startOf = (day: string): Date => new Date(`${day}T00:00:00`)

/** The appointments of an office on a day, over all kinds of cases that the reader reads; who is to be reminded; and what the office has. */
export function DayOfOffice() {
  const words = useWords()
  const offices = useReached()
  const [chosen, setChosen] = useState(useAddressed('office'))
  const [day, setDay] = useState(today())
  const [mine, setMine] = useState(false)
  const officeId = chosen ?? offices[0]?.id ?? null
  const places = useAsk<PlacesFound>('cases.places', { officeId }, { enabled: officeId !== null })
  if (officeId === null) return <Page title={words.say('case.meet.screen')}>{words.say('case.meet.empty')}</Page>
  return (
    <Page title={words.say('case.meet.screen')}>
      <Group align="end" mb="md">
        {offices.length > 1 && (
          <Select
            label={words.say('case.meet.office')}
            allowDeselect={false}
            searchable
            data={offices.map(({ id, name }) => ({ value: id, label: name }))}
            value={officeId}
            onChange={setChosen}
          />
        )}
        <TextInput
          type="date"
          label={words.say('case.meet.day')}
          value={day}
          onChange={event => event.currentTarget.value !== '' && setDay(event.currentTarget.value)}
        />
        <Checkbox
          mb={8}
          label={words.say('case.meet.mine')}
          checked={mine}
          onChange={event => setMine(event.currentTarget.checked)}
        />
      </Group>
      <Stack>
        <OfDay officeId={officeId} day={day} mine={mine} rooms={places.data?.rooms ?? []} />
        <ToRemind officeId={officeId} mine={mine} />
        {places.data !== undefined && <Places officeId={officeId} found={places.data} />}
      </Stack>
    </Page>
  )
}

/** Offices of the reader's assignments, and those below. */
export function useReached() {
  const { offices } = useOfficeNames()
  const { assignments } = useSession()
  const own = new Set(assignments.map(({ officeId }) => String(officeId)))
  const below = (id: string | null): boolean =>
    id !== null && (own.has(id) || below(offices.find(office => office.id === id)?.parentId ?? null))
  return offices.filter(({ id }) => below(id))
}

interface OfDayProps {
  readonly officeId: string
  readonly day: string
  readonly mine: boolean
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
}

function OfDay({ officeId, day, mine, rooms }: OfDayProps) {
  const words = useWords()
  const from = startOf(day)
  const until = new Date(from.getTime() + A_DAY)
  const found = useAppointments({ officeId, from, until, mine })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const { appointments } = found.data
  if (appointments.length === 0)
    return (
      <Surface>
        <Text c="dimmed">{words.say('case.meet.empty')}</Text>
      </Surface>
    )
  const heads = ['starts_at', 'individual', 'kind', 'officer', 'room', 'status'] as const
  const head = (name: string) => words.field(appointments[0]!.module, 'appointment', name)
  return (
    <div className="nansen-surface nansen-flush">
      <Table className="nansen-table" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {heads.map(name => (
              <Table.Th key={name}>{head(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {appointments.map(each => (
            <Table.Tr key={each.id}>
              <Table.Td data-label={head('starts_at')}>
                <bdi>{timeOf(each.startsAt, words.language)}</bdi>{' '}
                <Text span size="sm" c="dimmed">
                  {words.say('case.meet.minutes', { minutes: words.number(each.minutes) })}
                </Text>
              </Table.Td>
              <Table.Td data-label={head('individual')}>
                <Whom appointment={each} />
              </Table.Td>
              <Table.Td data-label={head('kind')}>
                {words.option(each.module, 'appointment', 'kind', each.kind)}
              </Table.Td>
              <Table.Td data-label={head('officer')}>
                {each.officer === null ? (each.unit ?? '—') : <ColleagueName id={each.officer} />}
              </Table.Td>
              <Table.Td data-label={head('room')}>{rooms.find(({ id }) => id === each.room)?.name ?? '—'}</Table.Td>
              <Table.Td data-label={head('status')}>
                <Badge variant="light" color={each.status === 'planned' ? 'petrol' : 'gray'} tt="none" fw={500}>
                  {words.option(each.module, 'appointment', 'status', each.status)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

const timeOf = (at: string, language: string): string =>
  new Date(at).toLocaleTimeString(language === 'ar' ? 'ar-u-nu-latn' : language, { hour: '2-digit', minute: '2-digit' })

interface Stretch {
  readonly officeId: string
  readonly from: Date
  readonly until: Date
  readonly mine: boolean
}
const useAppointments = ({ officeId, from, until, mine }: Stretch) =>
  useAsk<{ readonly appointments: readonly Appointment[] }>('cases.appointments', {
    officeId,
    from: from.toISOString(),
    until: until.toISOString(),
    mine,
  })

/** The case, and with whom. */
function Whom({ appointment }: { readonly appointment: Appointment }) {
  const { modules } = useDesk()
  const module = modules.find(({ name }) => name === appointment.module)
  const field = module?.records.appointment?.fields.individual
  return (
    <>
      <Go to={`/${appointment.module}/${module?.case?.record ?? ''}/${appointment.caseId}`}>
        <bdi>{appointment.number}</bdi>
      </Go>
      {field !== undefined && appointment.individual !== null && (
        <div>
          <FieldOutput
            module={appointment.module}
            record="appointment"
            name="individual"
            field={field}
            value={appointment.individual}
            brief
          />
        </div>
      )}
    </>
  )
}

/** Who comes in the next days and was not reminded. */
function ToRemind({ officeId, mine }: { readonly officeId: string; readonly mine: boolean }) {
  const words = useWords()
  const from = startOf(today())
  const found = useAppointments({ officeId, from, until: new Date(from.getTime() + (REMIND_DAYS + 1) * A_DAY), mine })
  const sending = useSending('cases.reminded')
  const waiting = (found.data?.appointments ?? []).filter(
    ({ status, remindedAt, individual }) => status === 'planned' && remindedAt === null && individual !== null,
  )
  if (waiting.length === 0) return null
  return (
    <Surface title={words.say('case.meet.remind')}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.say('case.meet.remind-why')}
      </Text>
      <ul className="nansen-case-tasks">
        {waiting.map(each => (
          <li key={each.id}>
            <div>
              <strong>{words.instant(each.startsAt)}</strong>
              <div>
                <Whom appointment={each} />
              </div>
            </div>
            <Group gap="xs">
              {REMINDED_BY.map(by => (
                <Button
                  key={by}
                  size="compact-md"
                  variant="default"
                  loading={sending.isPending}
                  onClick={() => sending.mutate({ module: each.module, id: each.id, by })}
                >
                  {words.option(each.module, 'appointment', 'reminded_by', by)}
                </Button>
              ))}
            </Group>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
