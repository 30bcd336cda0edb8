import { Badge, Button, Group, Select, Text } from '@mantine/core'
import {
  ColleagueName,
  type ListedRow,
  Panels,
  SearchableSelect,
  Surface,
  useAsk,
  useMay,
  useWords,
  type Words,
} from '@nansen/ui'
import { type ComponentType, useState } from 'react'
import { NEXT_STEPS, NO_SHOW_REASONS } from '../meetings.ts'
import { AddDialog } from './addDialog.tsx'
import { AskDialog } from './askDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { colleagueInput, type Input } from './inputs.tsx'
import { ObjectionDialog } from './objections.tsx'
import { useSending } from './sending.ts'
import { TranscriptDialog } from './transcript.tsx'

export interface Bookable {
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
  readonly interpreters: readonly {
    readonly id: string
    readonly name: string
    readonly sex: string
    readonly languages: readonly string[]
    readonly conflict: boolean
  }[]
}

const ASKED = [
  'kind',
  'individual',
  'starts_at',
  'minutes',
  'officer',
  'unit',
  'room',
  'language',
  'interpreter_sex',
  'interpreter',
  'said',
  'override_because',
] as const

interface AppointmentsProps extends CasePlace {
  readonly rows: readonly ListedRow[]
  readonly transcripts: readonly ListedRow[]
}

/** When the people of the case are asked to come, to whom, and what became of it: what is planned first. */
export function Appointments({ module, row, rows, transcripts }: AppointmentsProps) {
  const words = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [objecting, setObjecting] = useState(false)
  const mayAdd = may(module.name, 'create')
  // Who interprets is known to few.
  const mayObject = module.case!.roles.length > 0 && may(module.name, 'change') && may(module.name, 'read', 'protected')
  const fields = module.records.appointment!.fields
  const asked = ASKED.filter(
    name =>
      (name !== 'individual' || module.case!.roles.length > 0) &&
      (name !== 'interpreter' || may(module.name, 'create', 'protected')),
  )
  if (rows.length === 0 && !mayAdd) return null
  const order = rows.toSorted(
    (a, b) =>
      Number(b.status === 'planned') - Number(a.status === 'planned') ||
      String(a.starts_at).localeCompare(String(b.starts_at)),
  )
  return (
    <Surface
      mt="md"
      title={words.records(module.name, 'appointment')}
      actions={
        mayAdd && (
          <Group gap="xs">
            {mayObject && (
              <Button variant="subtle" size="compact-md" onClick={() => setObjecting(true)}>
                {words.say('case.meet.objection')}
              </Button>
            )}
            <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
              {words.say('case.meet.add')}
            </Button>
          </Group>
        )
      }
    >
      {objecting && <ObjectionDialog module={module} row={row} onClose={() => setObjecting(false)} />}
      {rows.length === 0 && <Text c="dimmed">{words.say('case.meet.none')}</Text>}
      <ul className="nansen-case-tasks">
        {order.map(each => (
          <AppointmentLine
            key={each.id}
            module={module}
            row={row}
            appointment={each}
            transcripts={transcripts.filter(({ appointment }) => appointment === each.id)}
          />
        ))}
      </ul>
      {adding && (
        <AddDialog
          module={module}
          record="appointment"
          parentId={row.id}
          fields={() => asked.map(name => [name, fields[name]!] as const)}
          inputs={{
            officer: colleagueInput(module.name, row.id),
            room: roomInput(module.name, row.id),
            interpreter: interpreterInput(module.name, row.id),
          }}
          start={{ kind: 'interview', minutes: 60, individual: row.subject ?? null }}
          title={words.say('case.meet.add')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

interface LineProps extends CasePlace {
  readonly appointment: ListedRow
  readonly transcripts: readonly ListedRow[]
}

function AppointmentLine({ module, row, appointment, transcripts }: LineProps) {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState<'no-show' | 'words' | null>(null)
  const sending = useSending('cases.appointmentOutcome')
  const planned = appointment.status === 'planned'
  const option = (field: string, value: unknown) => words.option(module.name, 'appointment', field, String(value))
  const became = (status: string) => sending.mutate({ module: module.name, id: appointment.id, status })
  const heard = appointment.status === 'planned' || appointment.status === 'came'
  const mayWrite =
    may(module.name, 'read', 'protected') && (transcripts.length > 0 || (heard && may(module.name, 'create')))
  return (
    <li>
      <div>
        <strong>{words.instant(String(appointment.starts_at))}</strong>{' '}
        <Badge variant="light" color={planned ? 'petrol' : 'gray'} tt="none" fw={500}>
          {option('status', appointment.status)}
        </Badge>
        <div>
          {option('kind', appointment.kind)} ·{' '}
          {words.say('case.meet.minutes', { minutes: words.number(Number(appointment.minutes)) })}
        </div>
        <Text size="sm" c="dimmed" component="div">
          {typeof appointment.officer === 'string' && <ColleagueName id={appointment.officer} />}
          {appointment.unit != null && <> · {String(appointment.unit)}</>}
          {appointment.no_show_because != null && (
            <div>
              {option('no_show_because', appointment.no_show_because)} · {option('next_step', appointment.next_step)}
            </div>
          )}
          {appointment.override_because != null && <div>{String(appointment.override_because)}</div>}
        </Text>
      </div>
      <Group gap="xs">
        {planned && may(module.name, 'change') && (
          <>
            <Button size="compact-md" variant="default" loading={sending.isPending} onClick={() => became('came')}>
              {words.say('case.meet.came')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => setOpen('no-show')}>
              {words.say('case.meet.no-show')}
            </Button>
            <Button size="compact-md" variant="subtle" color="gray" onClick={() => became('cancelled')}>
              {words.say('case.meet.cancelled')}
            </Button>
          </>
        )}
        {planned && appointment.individual != null && may(module.name, 'print') && (
          <Panels of="case.appointment" id={`${module.name} ${appointment.id}`} />
        )}
        {mayWrite && (
          <Button size="compact-md" variant="subtle" onClick={() => setOpen('words')}>
            {words.say('case.words.title')}
          </Button>
        )}
      </Group>
      {open === 'no-show' && (
        <NoShow module={module.name} id={appointment.id} words={words} onClose={() => setOpen(null)} />
      )}
      {open === 'words' && (
        <TranscriptDialog
          module={module}
          row={row}
          appointment={appointment}
          editions={transcripts}
          onClose={() => setOpen(null)}
        />
      )}
    </li>
  )
}

interface NoShowProps {
  readonly module: string
  readonly id: string
  readonly words: Words
  readonly onClose: () => void
}

/** Why somebody did not come, and what is done about it. */
function NoShow({ module, id, words, onClose }: NoShowProps) {
  const [because, setBecause] = useState<string | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const sending = useSending('cases.appointmentOutcome', onClose)
  const options = (field: string, codes: readonly string[]) =>
    codes.map(value => ({ value, label: words.option(module, 'appointment', field, value) }))
  return (
    <AskDialog
      title={words.say('case.meet.no-show')}
      ready={because !== null && next !== null}
      sending={sending}
      onGo={() => sending.mutate({ module, id, status: 'no-show', noShowBecause: because, nextStep: next })}
      onClose={onClose}
    >
      <Select
        label={words.field(module, 'appointment', 'no_show_because')}
        data={options('no_show_because', NO_SHOW_REASONS)}
        value={because}
        onChange={setBecause}
      />
      <Select
        label={words.field(module, 'appointment', 'next_step')}
        data={options('next_step', NEXT_STEPS)}
        value={next}
        onChange={setNext}
      />
    </AskDialog>
  )
}

/** Made once a case, so that what is being typed is not forgotten. */
const made = new Map<string, Input>()
const once = (key: string, make: () => Input): Input => {
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known
}

const roomInput = (module: string, id: string): Input =>
  once(`room ${module} ${id}`, () =>
    choosing(module, id, found => found.rooms.map(({ id: value, name }) => ({ value, label: name }))),
  )

/** Who may not interpret for these people is shown so and cannot be chosen by mistake: the database refuses them. */
const interpreterInput = (module: string, id: string): Input =>
  once(`interpreter ${module} ${id}`, () =>
    choosing(module, id, (found, words) =>
      found.interpreters.map(each => ({
        value: each.id,
        label: [
          each.name,
          words.option(module, 'appointment', 'interpreter_sex', each.sex),
          each.languages.join(', '),
          ...(each.conflict ? [words.say('case.meet.conflict')] : []),
        ].join(' · '),
      })),
    ),
  )

function choosing(
  module: string,
  id: string,
  options: (found: Bookable, words: Words) => { value: string; label: string }[],
): Input {
  const Choosing: Input = props => {
    const words = useWords()
    const found = useAsk<Bookable>('cases.bookable', { module, id })
    return (
      <SearchableSelect
        {...props}
        value={props.value as string | null}
        options={found.data === undefined ? [] : options(found.data, words)}
        loading={found.isPending}
        onChange={props.onChange}
      />
    )
  }
  return Choosing as ComponentType<never> as Input
}
