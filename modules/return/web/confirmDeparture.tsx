import { Button, Checkbox, Group, Select, Text, TextInput } from '@mantine/core'
import { afterCaseAct, api, Refused, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inShort, type Traveller } from './traveller.ts'

const OUTCOMES = ['left', 'did-not-come', 'changed-mind', 'stopped'] as const
const KNOWN_BY = ['finger', 'eye', 'face', 'paper', 'exception'] as const

/** What is said of one person at the gate. Usually they left, and were known by their finger. */
interface Said {
  readonly outcome: string
  readonly knownBy: string
  readonly because: string
}
const USUAL: Said = { outcome: 'left', knownBy: 'finger', because: '' }
const today = (): string => new Date().toISOString().slice(0, 10)

interface Props {
  readonly convoyId: string
  readonly people: readonly Traveller[]
  readonly onDone: () => void
}

/** The list at the gate: who left, who did not, and how each was known. */
export function ConfirmDeparture({ convoyId, people, onDone }: Props) {
  const words = useWords()
  const client = useQueryClient()
  const [departedOn, setDepartedOn] = useState(today())
  const [askedAgain, setAskedAgain] = useState(false)
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({})
  const of = (individual: string): Said => said[individual] ?? USUAL
  const confirming = useMutation({
    mutationFn: () =>
      api.command('return.confirmDeparture', {
        convoyId,
        departedOn,
        askedAgain,
        people: people.map(({ fileId, individual }) => ({ fileId, individual, ...answer(of(individual)) })),
      }),
    onSuccess: async () => {
      await afterCaseAct(client, 'return')
      onDone()
    },
  })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        confirming.mutate()
      }}
    >
      <TextInput
        type="date"
        label={words.field('return', 'file', 'departed_on')}
        value={departedOn}
        max={today()}
        required
        mb="sm"
        onChange={event => setDepartedOn(event.target.value)}
      />
      <Checkbox
        label={words.say('return.manifest.asked-again')}
        checked={askedAgain}
        mb="md"
        onChange={event => setAskedAgain(event.currentTarget.checked)}
      />
      {people.map(each => (
        <Gate
          key={each.individual}
          person={each}
          said={of(each.individual)}
          onChange={change => setSaid({ ...said, [each.individual]: { ...of(each.individual), ...change } })}
        />
      ))}
      <Text size="sm" mb="sm">
        {words.say('return.manifest.inactive')}
      </Text>
      {confirming.isError && <Refused error={confirming.error} />}
      <Group gap="sm">
        <Button type="submit" loading={confirming.isPending}>
          {words.say('return.manifest.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {words.say('ui.cancel')}
        </Button>
      </Group>
    </form>
  )
}

const answer = ({ outcome, knownBy, because }: Said) => ({
  outcome,
  ...(outcome === 'left' ? { knownBy } : {}),
  ...(outcome === 'left' && knownBy === 'exception' && because !== '' ? { knownBecause: because } : {}),
})

interface GateProps {
  readonly person: Traveller
  readonly said: Said
  readonly onChange: (change: Partial<Said>) => void
}

function Gate({ person, said, onChange }: GateProps) {
  const words = useWords()
  const named = `gate-${person.individual}`
  const choice = (field: 'outcome' | 'known_by', among: readonly string[]) =>
    among.map(value => ({ value, label: words.option('return', 'departure', field, value) }))
  return (
    <Group gap="sm" align="end" mb="md" role="group" aria-labelledby={named} data-gate={person.number}>
      <div style={{ flexGrow: 1 }}>
        <bdi id={named}>{person.name}</bdi>
        <Text size="sm" c="dimmed">
          {inShort(person, words)}
        </Text>
      </div>
      <Select
        label={words.field('return', 'departure', 'outcome')}
        allowDeselect={false}
        data={choice('outcome', OUTCOMES)}
        value={said.outcome}
        onChange={value => value !== null && onChange({ outcome: value })}
      />
      {said.outcome === 'left' && (
        <Select
          label={words.say('return.manifest.known-by')}
          allowDeselect={false}
          data={choice('known_by', KNOWN_BY)}
          value={said.knownBy}
          onChange={value => value !== null && onChange({ knownBy: value })}
        />
      )}
      {said.outcome === 'left' && said.knownBy === 'exception' && (
        <TextInput
          label={words.say('return.manifest.because')}
          value={said.because}
          required
          onChange={event => onChange({ because: event.target.value })}
        />
      )}
    </Group>
  )
}
