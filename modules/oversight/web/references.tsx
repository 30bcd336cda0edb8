import { Text } from '@mantine/core'
import type { Id } from '@nansen/kernel'
import {
  ColleagueName,
  type InputProps,
  OfficeName,
  type OutputProps,
  type ReferenceOnScreen,
  SearchableSelect,
  useColleague,
  useMay,
  useOfficeNames,
  useSession,
  useWords,
} from '@nansen/ui'
import { useOrganisations, useStaff } from './administration.ts'

interface Named {
  readonly value: string
  readonly label: string
}
interface Names {
  readonly options: readonly Named[]
  readonly loading: boolean
}

/** A reference that is chosen from a list of names. */
const chosenFrom = (useNames: (chosen: string | null) => Names) =>
  function ChosenByName(props: InputProps<Id<string>>) {
    const { options, loading } = useNames(props.value)
    return (
      <SearchableSelect
        {...props}
        options={options}
        loading={loading}
        onChange={id => props.onChange(id as Id<string> | null)}
      />
    )
  }

/** The administration chooses among all colleagues; everybody else has themselves, and whoever stands there now. */
function useColleagues(chosen: string | null): Names {
  const session = useSession()
  const mayList = useMay()('admin', 'read')
  const { rows, pending } = useStaff(mayList)
  const now = useColleague(chosen)
  const few = [
    { value: session.staffId, label: session.displayName },
    ...(chosen !== null && chosen !== session.staffId && now ? [{ value: chosen, label: now }] : []),
  ]
  return { options: mayList ? rows.map(each => ({ value: each.id, label: each.displayName })) : few, loading: pending }
}

/** Without the right to the list, that one is set is all one sees. */
function OrganisationName({ value }: Pick<OutputProps<Id<string>>, 'value'>) {
  const words = useWords()
  const { rows } = useOrganisations(useMay()('admin', 'read'))
  const name = rows.find(each => each.id === value)?.name
  return name === undefined ? (
    <Text span c="dimmed">
      {words.say('ui.not-shown')}
    </Text>
  ) : (
    <bdi>{name}</bdi>
  )
}

export const references: Readonly<Record<string, ReferenceOnScreen>> = {
  'auth.office': {
    Input: chosenFrom(() => {
      const { offices, loading } = useOfficeNames()
      const options = offices.map(({ id, name, country, code }) => ({
        value: id,
        label: `${name} (${country}-${code})`,
      }))
      return { options, loading }
    }),
    Output: ({ value }) => <OfficeName id={value} />,
    Line: ({ value }) => <OfficeName id={value} />,
  },
  'auth.organisation': {
    Input: chosenFrom(() => {
      const { rows, pending } = useOrganisations()
      return { options: rows.map(each => ({ value: each.id, label: each.name })), loading: pending }
    }),
    Output: OrganisationName,
    Line: OrganisationName,
  },
  'auth.staff': {
    Input: chosenFrom(useColleagues),
    Output: ({ value }) => <ColleagueName id={value} />,
    Line: ({ value }) => <ColleagueName id={value} />,
  },
}
