import { Textarea } from '@mantine/core'
import { frame } from './frame.ts'
import type { KindOnScreen } from './kindOnScreen.ts'

/** Several lines, growing with what is written. */
export const NoteKind: KindOnScreen<string> = {
  Input: props => (
    <Textarea
      {...frame(props)}
      dir="auto"
      autosize
      minRows={3}
      maxRows={16}
      value={props.value ?? ''}
      maxLength={props.field.max ?? 10_000}
      onChange={event => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  ),
  Output: ({ value }) => (
    <span className="nansen-note" dir="auto">
      {value}
    </span>
  ),
}
