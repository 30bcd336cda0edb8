import { Text } from '@mantine/core'
import { useColleague, useOfficeNames } from '../client/names.ts'
import { useWords } from '../language/words.ts'

/** A colleague by name. */
export function ColleagueName({ id }: { readonly id: string }) {
  return <Name name={useColleague(id)} />
}

/** An office by name. */
export function OfficeName({ id }: { readonly id: string }) {
  const { offices, loading } = useOfficeNames()
  return <Name name={offices.find(office => office.id === id)?.name ?? (loading ? undefined : null)} />
}

function Name({ name }: { readonly name: string | null | undefined }) {
  const words = useWords()
  if (typeof name === 'string') return <bdi>{name}</bdi>
  return (
    <Text span c="dimmed">
      {name === undefined ? '…' : words.say('ui.not-shown')}
    </Text>
  )
}
