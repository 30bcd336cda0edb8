import { Button, Group, Radio } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps } from './kindOnScreen.ts'

export interface Option {
  readonly value: string
  readonly label: string
  /** False: shown where it is the answer already, and not offered. */
  readonly offered?: boolean
  /** Of before: a filter says so. */
  readonly retired?: boolean
}

/** All answers side by side: one touch or one arrow key. For up to five. */
export function Choice({ options, ...props }: InputProps<string> & { readonly options: readonly Option[] }) {
  const { say } = useWords()
  const { label, error, withAsterisk } = frame(props)
  return (
    <Radio.Group
      label={label}
      error={error}
      withAsterisk={withAsterisk}
      id={`${props.id}-group`}
      size="md"
      value={props.value}
      onChange={value => props.onChange(value)}
    >
      <Group gap="xs" mt={4} mb={4}>
        {options.map((option, i) => (
          <Radio
            key={option.value}
            id={i === 0 ? props.id : `${props.id}-${option.value}`}
            className="nansen-choice"
            value={option.value}
            label={option.label}
            disabled={props.disabled ?? false}
          />
        ))}
        {props.field.optional && props.value !== null && (
          <Button variant="subtle" size="compact-sm" onClick={() => props.onChange(null)}>
            {say('ui.clear')}
          </Button>
        )}
      </Group>
    </Radio.Group>
  )
}
