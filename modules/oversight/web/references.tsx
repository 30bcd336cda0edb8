import { Text } from '@mantine/core'
import type { Id } from '@nansen/kernel'
import {
  type InputProps,
  type OutputProps,
  type ReferenceOnScreen,
  SearchableSelect,
  useMay,
  useWords,
} from '@nansen/ui'
import { useOffices, useOrganisations, useStaff } from './administration.ts'

interface Named {
  readonly value: string
  readonly label: string
}
interface Names {
  readonly options: readonly Named[]
  readonly loading: boolean
}

/** A reference that is chosen from a list of names and shown by its name. Without the right to the list, that it is set is all one sees. */
function byName(useNames: (enabled: boolean) => Names): ReferenceOnScreen {
  return {
    Input(props: InputProps<Id<string>>) {
      const { options, loading } = useNames(true)
      return (
        <SearchableSelect
          {...props}
          options={options}
          loading={loading}
          onChange={id => props.onChange(id as Id<string> | null)}
        />
      )
    },
    Output({ value }: OutputProps<Id<string>>) {
      const words = useWords()
      const may = useMay()
      const { options } = useNames(may('admin', 'read'))
      const name = options.find(option => option.value === value)?.label
      return name === undefined ? (
        <Text span c="dimmed">
          {words.say('ui.not-shown')}
        </Text>
      ) : (
        <bdi>{name}</bdi>
      )
    },
  }
}

export const references: Readonly<Record<string, ReferenceOnScreen>> = {
  'auth.office': byName(enabled => {
    const { rows, pending } = useOffices(enabled)
    return {
      options: rows.map(office => ({ value: office.id, label: `${office.name} (${office.numberPrefix})` })),
      loading: pending,
    }
  }),
  'auth.organisation': byName(enabled => {
    const { rows, pending } = useOrganisations(enabled)
    return { options: rows.map(each => ({ value: each.id, label: each.name })), loading: pending }
  }),
  'auth.staff': byName(enabled => {
    const { rows, pending } = useStaff(enabled)
    return { options: rows.map(each => ({ value: each.id, label: each.displayName })), loading: pending }
  }),
}
