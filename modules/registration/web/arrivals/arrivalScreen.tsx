import { Text } from '@mantine/core'
import { api, Go, GoButton, RecordScreen, Surface, useMay, useParam, useWords, type Values } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { registration } from '../../index.ts'

/** Age groups of the count, and how they are written. */
const BANDS = [
  ['0_4', '0–4'],
  ['5_11', '5–11'],
  ['12_17', '12–17'],
  ['18_59', '18–59'],
  ['60', '60+'],
] as const

/** People counted on arrival: how many they are, and the way to registering them. */
export function ArrivalScreen() {
  const words = useWords()
  const may = useMay()
  const id = useParam('id')
  const { data } = useQuery({
    queryKey: ['record', 'registration', 'pre_registration', id],
    queryFn: ({ signal }) => api.get(registration, 'pre_registration', id, signal),
  })
  const asked = new URLSearchParams({ q: data?.focal_point_name ?? '', from: id })
  return (
    <RecordScreen
      key={id}
      module={registration}
      record="pre_registration"
      id={id}
      actions={
        data?.became === null &&
        may('registration', 'create') && (
          <GoButton to={`/registration/search?${asked}`}>{words.say('registration.arrivals.register')}</GoButton>
        )
      }
    >
      {data && (
        <Surface title={words.say('registration.arrivals.people', { count: peopleIn(data) })} mt="md">
          <Text>
            {BANDS.map(
              ([band, name]) =>
                `${name}: ${words.number(countOf(data, `female_${band}`) + countOf(data, `male_${band}`))}`,
            ).join(' · ')}
          </Text>
          {data.became !== null && (
            <Go to={`/registration/registration_group/${data.became}`}>{words.say('registration.arrivals.open')}</Go>
          )}
        </Surface>
      )}
    </RecordScreen>
  )
}

const countOf = (row: Values, name: string): number => Number(row[name] ?? 0)
const peopleIn = (row: Values): number =>
  BANDS.reduce((sum, [band]) => sum + countOf(row, `female_${band}`) + countOf(row, `male_${band}`), 0)
