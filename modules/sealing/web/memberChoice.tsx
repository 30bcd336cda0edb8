import { MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core'
import { useWords } from '@nansen/ui'
import type { Candidate, Chosen } from './members.ts'

interface MemberChoiceProps {
  readonly chosen: Chosen
  readonly candidates: readonly Candidate[]
  readonly onChange: (chosen: Chosen) => void
}

/** Who reads, until when, and the two officers. Only who has keys can be chosen; who lacks them is named, so that somebody tells them. */
export function MemberChoice({ chosen, candidates, onChange }: MemberChoiceProps) {
  const words = useWords()
  const options = (of: readonly Candidate[]) =>
    of.map(({ id, name, office }) => ({ value: id, label: `${name} (${office})` }))
  const readers = candidates.filter(({ mayRead, keys }) => mayRead && keys !== null)
  const keyless = candidates.filter(({ mayRead, keys }) => mayRead && keys === null)
  const officers = candidates.filter(({ id, keys }) => keys !== null && !chosen.readers.includes(id))
  const [first, second] = chosen.officers
  return (
    <Stack>
      <MultiSelect
        label={words.say('sealing.readers')}
        description={words.say('sealing.readers.explained')}
        data={options(readers)}
        value={[...chosen.readers]}
        searchable
        onChange={value => onChange({ ...chosen, readers: value })}
      />
      {keyless.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.say('sealing.keyless', { names: keyless.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      {chosen.readers.map(id => (
        <TextInput
          key={id}
          type="date"
          label={words.say('sealing.until', { name: candidates.find(each => each.id === id)?.name ?? '' })}
          value={chosen.until[id] ?? ''}
          maw="24rem"
          onChange={event =>
            onChange({ ...chosen, until: { ...chosen.until, [id]: event.currentTarget.value || null } })
          }
        />
      ))}
      <Select
        label={words.say('sealing.officer.first')}
        description={words.say('sealing.officers.explained')}
        data={options(officers.filter(({ id }) => id !== second))}
        value={first}
        searchable
        clearable
        onChange={value => onChange({ ...chosen, officers: [value, second] })}
      />
      <Select
        label={words.say('sealing.officer.second')}
        data={options(officers.filter(({ id }) => id !== first))}
        value={second}
        searchable
        clearable
        onChange={value => onChange({ ...chosen, officers: [first, value] })}
      />
    </Stack>
  )
}
