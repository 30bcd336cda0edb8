import { TextInput } from '@mantine/core'
import { frame } from './frame.ts'
import type { KindOnScreen } from './kindOnScreen.ts'

/** One line. Its direction follows what is typed, so that a Latin word in an Arabic form stays whole. */
export const TextKind: KindOnScreen<string> = {
  Input: props => (
    <TextInput
      {...frame(props)}
      dir="auto"
      value={props.value ?? ''}
      maxLength={props.field.max ?? 200}
      onChange={event => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  ),
  Output: ({ value }) => <bdi>{value}</bdi>,
}
