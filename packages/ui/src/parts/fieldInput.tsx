import type { InputProps } from '../kinds/kindOnScreen.ts'
import { kindOnScreen } from '../kinds/table.ts'

/** The input of a field, of whatever kind. */
export function FieldInput(props: InputProps<unknown>) {
  const { Input } = kindOnScreen(props.field.kind)
  return <Input {...props} />
}
