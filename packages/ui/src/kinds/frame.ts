import type { InputProps } from './kindOnScreen.ts'

/** What every text-like Mantine input takes from `InputProps`. */
export const framed = ({ id, label, field, problem, disabled, autoFocus }: InputProps<never>) => ({
  id,
  label,
  error: problem,
  disabled: disabled ?? false,
  withAsterisk: !field.optional,
  'aria-required': !field.optional,
  autoComplete: 'off',
  ...(autoFocus === true ? { 'data-autofocus': true, autoFocus: true } : {}),
})

/** The frame depends on no value: a narrower set of props is enough. */
export const frame = <T>(props: InputProps<T>) => framed(props as unknown as InputProps<never>)
