import { Fieldset, Group, Select, Text, TextInput } from '@mantine/core'
import type { Place } from '@nansen/model'
import type { CodeEntry } from '../client/api.ts'
import { useCodes } from '../client/hooks.ts'
import { useWords } from '../language/words.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'
import { listFilter } from './matches.ts'
import { entryLabel } from './options.ts'
import { placePath, placesBelow } from './placeTree.ts'

function PlaceInput(props: InputProps<Place>) {
  const words = useWords()
  const { entries } = useCodes('place')
  const path = props.value === null ? [] : placePath(entries, props.value.pcode)
  const parents = [null, ...path.map(entry => entry.code)]
  const levels = parents
    .map(parent => ({ parent, below: placesBelow(entries, parent) }))
    .filter((level, i) => i === 0 || level.below.length > 0)
  const choose = (pcode: string | null) =>
    props.onChange(
      pcode === null ? null : { pcode, ...(props.value?.detail === undefined ? {} : { detail: props.value.detail }) },
    )
  return (
    <Fieldset
      id={props.id}
      tabIndex={-1}
      legend={props.label}
      className="nansen-place"
      {...(props.problem === null ? {} : { 'aria-describedby': `${props.id}-problem` })}
    >
      <Group gap="xs" align="end">
        {levels.map(({ parent, below }, level) => (
          <Level
            key={parent ?? 'first'}
            label={words.say('ui.place-level', { level: level + 1 })}
            entries={below}
            value={path[level]?.code ?? null}
            disabled={props.disabled ?? false}
            onChoose={pcode => choose(pcode ?? parent)}
          />
        ))}
        <TextInput
          label={words.say('ui.place-detail')}
          dir="auto"
          style={{ flex: '1 1 12rem' }}
          disabled={props.value === null || props.disabled === true}
          value={props.value?.detail ?? ''}
          maxLength={200}
          onChange={event =>
            props.value !== null && props.onChange(detailed(props.value.pcode, event.currentTarget.value))
          }
        />
      </Group>
      {props.problem !== null && (
        <Text id={`${props.id}-problem`} c="var(--mantine-color-error)" size="sm" mt={4}>
          {props.problem}
        </Text>
      )}
    </Fieldset>
  )
}

const detailed = (pcode: string, detail: string): Place => (detail === '' ? { pcode } : { pcode, detail })

interface LevelProps {
  readonly label: string
  readonly entries: readonly CodeEntry[]
  readonly value: string | null
  readonly disabled: boolean
  readonly onChoose: (pcode: string | null) => void
}

function Level({ label, entries, value, disabled, onChoose }: LevelProps) {
  const words = useWords()
  return (
    <Select
      label={label}
      style={{ flex: '1 1 10rem' }}
      data={entries.map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
      value={value}
      onChange={onChoose}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      disabled={disabled}
      limit={60}
      filter={listFilter(words.say('ui.nothing-found'))}
    />
  )
}

/** A place, from the country down to the deepest level known, and words for what lies below it. */
export const PlaceKind: KindOnScreen<Place> = {
  Input: PlaceInput,
  Output({ value }) {
    const words = useWords()
    const { entries } = useCodes('place')
    const path = placePath(entries, value.pcode).map(entry => entryLabel(entry, words))
    const known = path.length === 0 ? [value.pcode] : path
    return <span dir="auto">{[...known, ...(value.detail === undefined ? [] : [value.detail])].join(' › ')}</span>
  },
}
