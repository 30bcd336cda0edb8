import { Badge, Button, Group, MultiSelect, NumberInput, Select, Text, TextInput } from '@mantine/core'
import { entryLabel, Surface, useCodes, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AskDialog } from './askDialog.tsx'
import { useSending } from './sending.ts'

export interface PlacesFound {
  readonly rooms: readonly {
    readonly id: string
    readonly name: string
    readonly aDay: number | null
    readonly active: boolean
  }[]
  readonly interpreters: readonly {
    readonly id: string
    readonly name: string
    readonly sex: string
    readonly languages: readonly string[]
    readonly undertakingOn: string | null
    readonly active: boolean
  }[]
  readonly aDay: number | null
  readonly keeps: boolean
}

interface PlacesProps {
  readonly officeId: string
  readonly found: PlacesFound
}

/** Rooms, interpreters and how many appointments an office takes a day; who approves there says so. */
export function Places({ officeId, found }: PlacesProps) {
  const words = useWords()
  const [adding, setAdding] = useState<'room' | 'interpreter' | null>(null)
  const capacity = useSending('cases.dayCapacity')
  const { rooms, interpreters, aDay, keeps } = found
  if (!keeps && rooms.length === 0 && interpreters.length === 0) return null
  return (
    <Surface
      title={words.say('case.place.title')}
      actions={
        keeps && (
          <Group gap="xs">
            <Button variant="subtle" size="compact-md" onClick={() => setAdding('room')}>
              {words.say('case.place.room')}
            </Button>
            <Button variant="subtle" size="compact-md" onClick={() => setAdding('interpreter')}>
              {words.say('case.place.interpreter')}
            </Button>
          </Group>
        )
      }
    >
      {keeps && (
        <NumberInput
          maw={260}
          mb="sm"
          label={words.say('case.place.a-day')}
          min={1}
          max={2000}
          allowDecimal={false}
          defaultValue={aDay ?? ''}
          onBlur={event => {
            const said = event.currentTarget.value === '' ? null : Number(event.currentTarget.value)
            if (said !== aDay) capacity.mutate({ officeId, aDay: said })
          }}
        />
      )}
      <ul className="nansen-case-notes">
        {rooms.filter(isActive).map(room => (
          <li key={room.id}>
            {room.name}
            {room.aDay !== null && (
              <Text span size="sm" c="dimmed">
                {' · '}
                {words.say('case.place.a-day')}: {words.number(room.aDay)}
              </Text>
            )}
            {keeps && <End command="cases.keepRoom" officeId={officeId} of={room} />}
          </li>
        ))}
        {interpreters.filter(isActive).map(each => (
          <li key={each.id}>
            {each.name}{' '}
            <Text span size="sm" c="dimmed">
              <Languages codes={each.languages} />
            </Text>{' '}
            {each.undertakingOn === null && (
              <Badge color="brick" variant="light" tt="none">
                {words.say('case.place.unsigned')}
              </Badge>
            )}
            {keeps && <End command="cases.keepInterpreter" officeId={officeId} of={each} />}
          </li>
        ))}
      </ul>
      {adding === 'room' && <RoomDialog officeId={officeId} onClose={() => setAdding(null)} />}
      {adding === 'interpreter' && <InterpreterDialog officeId={officeId} onClose={() => setAdding(null)} />}
    </Surface>
  )
}

const isActive = ({ active }: { readonly active: boolean }): boolean => active

interface EndProps {
  readonly command: 'cases.keepRoom' | 'cases.keepInterpreter'
  readonly officeId: string
  readonly of: { readonly name: string }
}

/** Nobody is booked into it, or with them, any more; what was booked stands. */
function End({ command, officeId, of }: EndProps) {
  const words = useWords()
  const sending = useSending(command)
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={sending.isPending}
      aria-label={words.say('case.place.end.of', { name: of.name })}
      onClick={() => sending.mutate({ ...of, officeId, active: false })}
    >
      {words.say('case.place.end')}
    </Button>
  )
}

function Languages({ codes }: { readonly codes: readonly string[] }) {
  const words = useWords()
  const { entries } = useCodes('language')
  const named = codes.map(code => {
    const entry = entries.find(each => each.code === code)
    return entry === undefined ? code : entryLabel(entry, words)
  })
  return <>{named.join(', ')}</>
}

interface DialogProps {
  readonly officeId: string
  readonly onClose: () => void
}

function RoomDialog({ officeId, onClose }: DialogProps) {
  const words = useWords()
  const [name, setName] = useState('')
  const [aDay, setADay] = useState<number | null>(null)
  const sending = useSending('cases.keepRoom', onClose)
  return (
    <AskDialog
      title={words.say('case.place.room')}
      ready={name.trim() !== ''}
      sending={sending}
      onGo={() => sending.mutate({ officeId, name, aDay, active: true })}
      onClose={onClose}
    >
      <TextInput
        label={words.say('case.place.name')}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <NumberInput
        label={words.say('case.place.a-day')}
        min={1}
        max={200}
        allowDecimal={false}
        value={aDay ?? ''}
        onChange={said => setADay(typeof said === 'number' ? said : null)}
      />
    </AskDialog>
  )
}

function InterpreterDialog({ officeId, onClose }: DialogProps) {
  const words = useWords()
  const { entries } = useCodes('language')
  const [name, setName] = useState('')
  const [sex, setSex] = useState<string | null>(null)
  const [languages, setLanguages] = useState<string[]>([])
  const [signedOn, setSignedOn] = useState('')
  const sending = useSending('cases.keepInterpreter', onClose)
  return (
    <AskDialog
      title={words.say('case.place.interpreter')}
      ready={name.trim() !== '' && sex !== null && languages.length > 0}
      sending={sending}
      onGo={() =>
        sending.mutate({
          officeId,
          name,
          sex,
          languages,
          undertakingOn: signedOn === '' ? null : signedOn,
          active: true,
        })
      }
      onClose={onClose}
    >
      <TextInput
        label={words.say('case.place.name')}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Select
        label={words.say('case.place.sex')}
        data={['female', 'male'].map(value => ({
          value,
          label: words.say(`case.code.appointment.interpreter_sex.${value}`),
        }))}
        value={sex}
        onChange={setSex}
      />
      <MultiSelect
        label={words.say('case.place.languages')}
        searchable
        hidePickedOptions
        limit={50}
        data={entries.map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
        value={languages}
        onChange={setLanguages}
      />
      <TextInput
        type="date"
        label={words.say('case.place.undertaking')}
        value={signedOn}
        onChange={event => setSignedOn(event.currentTarget.value)}
      />
    </AskDialog>
  )
}
