import { Select } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { Choice, type Option } from './choice.tsx'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'
import { listFilter } from './matches.ts'
import { offeredOf, useOptions } from './options.ts'

/** Above this many answers, typing finds one faster than reading all. */
const READ_AT_A_GLANCE = 5
/** Rows drawn in an open list; typing narrows the rest. */
const SHOWN = 60

interface SearchableProps extends InputProps<string> {
  readonly options: readonly Option[]
  readonly loading: boolean
}

/** A list that is searched by typing the beginning of any word, or the code itself. */
export function SearchableSelect({ options, loading, ...props }: SearchableProps) {
  const { say } = useWords()
  return (
    <Select
      {...frame(props)}
      data={options}
      value={props.value}
      onChange={value => props.onChange(value)}
      searchable
      selectFirstOptionOnChange
      clearable={props.field.optional}
      clearButtonProps={{ 'aria-label': say('ui.clear') }}
      limit={SHOWN}
      placeholder={loading ? say('ui.loading') : say('ui.type-to-find')}
      filter={listFilter(say(loading ? 'ui.loading' : 'ui.nothing-found'))}
    />
  )
}

/** One of a list. */
export const CodeKind: KindOnScreen<string> = {
  Input(props) {
    const { options, loading } = useOptions(props)
    const few = props.field.list === null && options.length <= READ_AT_A_GLANCE
    return few ? (
      <Choice {...props} options={options} />
    ) : (
      <SearchableSelect {...props} options={offeredOf(options, [props.value ?? ''])} loading={loading} />
    )
  },
  Output(props) {
    const { options } = useOptions(props)
    return <>{options.find(option => option.value === props.value)?.label ?? props.value}</>
  },
}
