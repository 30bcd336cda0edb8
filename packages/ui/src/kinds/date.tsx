import type { PartialDate } from '@nansen/kernel'
import { useWords } from '../language/words.ts'
import type { KindOnScreen } from './kindOnScreen.ts'
import { TypedDateInput } from './typedDateInput.tsx'

function DateText({ value }: { readonly value: string }) {
  return <time dateTime={value}>{useWords().date(value)}</time>
}

/** A date the person may know only in part. Typing `1987` is a complete answer, not an unfinished one. */
export const PartialDateKind: KindOnScreen<PartialDate> = {
  Input: props => (
    <TypedDateInput
      {...props}
      onChange={date => props.onChange(date as PartialDate | null)}
      hint="problem.partial-date"
      whole={false}
    />
  ),
  Output: ({ value }) => <DateText value={value} />,
}

/** A day that is known. */
export const DateKind: KindOnScreen<string> = {
  Input: props => <TypedDateInput {...props} hint="problem.date" whole />,
  Output: ({ value }) => <DateText value={value} />,
}
