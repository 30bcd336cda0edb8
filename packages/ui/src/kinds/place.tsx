import { Fieldset, Group, Select, Text, TextInput } from '@mantine/core'
import type { Place } from '@nansen/model'
import type { CodeEntry } from '../client/api.ts'
import { useCodes } from '../client/hooks.ts'
import { useWords, type Words } from '../language/words.ts'
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
            label={levelLabel(path[level - 1], words)}
            isFirst={level === 0}
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
          placeholder={props.value === null ? words.say('ui.place-first') : ''}
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

/** A level is called after the place that it is within: every country has names of its own for them. */
const levelLabel = (within: CodeEntry | undefined, words: Words): string =>
  within === undefined
    ? words.say('ui.place-country')
    : words.say('ui.place-within', { place: entryLabel(within, words) })

interface LevelProps {
  readonly label: string
  readonly isFirst: boolean
  readonly entries: readonly CodeEntry[]
  readonly value: string | null
  readonly disabled: boolean
  readonly onChoose: (pcode: string | null) => void
}

function Level({ label, isFirst, entries, value, disabled, onChoose }: LevelProps) {
  const words = useWords()
  return (
    <Select
      label={label}
      style={{ flex: '1 1 10rem' }}
      data={entries.map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
      value={value}
      onChange={onChoose}
      searchable
      selectFirstOptionOnChange
      clearable
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      disabled={disabled}
      placeholder={words.say(isFirst ? 'ui.place-first' : 'ui.type-to-find')}
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
