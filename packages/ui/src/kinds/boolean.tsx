import { useWords } from '../language/words.ts'
import { Choice } from './choice.tsx'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'

/** Yes or no, and neither until somebody says so: an empty box would read as a no that nobody gave. */
export const BooleanKind: KindOnScreen<boolean> = {
  Input(props: InputProps<boolean>) {
    const { say } = useWords()
    const options = [
      { value: 'yes', label: say('ui.yes') },
      { value: 'no', label: say('ui.no') },
    ]
    const value = props.value === null ? null : props.value ? 'yes' : 'no'
    return (
      <Choice
        {...props}
        value={value}
        options={options}
        onChange={answer => props.onChange(answer === null ? null : answer === 'yes')}
      />
    )
  },
  Output({ value }) {
    return <>{useWords().say(value ? 'ui.yes' : 'ui.no')}</>
  },
}
