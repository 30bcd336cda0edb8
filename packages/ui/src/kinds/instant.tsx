import { TextInput } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { KindOnScreen } from './kindOnScreen.ts'

/** A moment: typed and shown in the reader's time zone, kept in UTC. */
export const InstantKind: KindOnScreen<string> = {
  Input: props => (
    <TextInput
      {...frame(props)}
      type="datetime-local"
      value={props.value === null ? '' : localMinutes(props.value)}
      onChange={event => {
        const at = new Date(event.currentTarget.value)
        props.onChange(Number.isNaN(at.getTime()) ? null : at.toISOString())
      }}
    />
  ),
  Output({ value }) {
    return <time dateTime={value}>{useWords().instant(value)}</time>
  },
}

/** `YYYY-MM-DDTHH:MM` in the reader's time zone, as the browser's own box wants it. */
function localMinutes(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
