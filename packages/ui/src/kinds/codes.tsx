import { Badge, Group, MultiSelect } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { KindOnScreen } from './kindOnScreen.ts'
import { listFilter } from './matches.ts'
import { offeredOf, useOptions } from './options.ts'

/** Any number of a list. */
export const CodesKind: KindOnScreen<readonly string[]> = {
  Input(props) {
    const { say } = useWords()
    const { options, loading } = useOptions(props)
    return (
      <MultiSelect
        {...frame(props)}
        data={offeredOf(options, props.value ?? [])}
        value={[...(props.value ?? [])]}
        onChange={value => props.onChange(value.length === 0 ? null : value)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': say('ui.clear') }}
        hidePickedOptions
        limit={60}
        placeholder={props.value === null ? say('ui.type-to-find') : ''}
        filter={listFilter(say(loading ? 'ui.loading' : 'ui.nothing-found'))}
      />
    )
  },
  Output(props) {
    const { options } = useOptions(props)
    return (
      <Group gap={6} component="span">
        {props.value.map(value => (
          <Badge key={value} variant="default" tt="none" fw={500} size="lg">
            {options.find(option => option.value === value)?.label ?? value}
          </Badge>
        ))}
      </Group>
    )
  },
}
