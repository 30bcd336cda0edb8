import { Text } from '@mantine/core'
import { openText, type Place, type SealedContent } from '@nansen/sealed'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { useGroupKeys, useSealing } from './readerGroups.ts'
import { useOwnKeys } from './unlocked.ts'

/** What was sealed, in plain words for a reader whose keys are unlocked; for everybody else a line that says what it would take. */
export function SealedText({ content, place }: { readonly content: SealedContent; readonly place: Place }) {
  const words = useWords()
  const own = useOwnKeys()
  const sealing = useSealing()
  const group = sealing.data?.groups.find(({ id }) => id === content.group)
  const keys = useGroupKeys(group)
  const opened = useQuery({
    queryKey: ['sealing', 'text', place, content.signature, group?.epochs.length],
    queryFn: () => openText(keys!, group!.epochs, place, content),
    enabled: keys !== null && group !== undefined,
    gcTime: 0,
    retry: false,
  })
  if (group?.fault) return <Text c="brick">{words.say('sealed.broken-chain', { group: group.name })}</Text>
  if (own === null || keys === null) return <Text c="dimmed">{words.say('sealed.locked-text')}</Text>
  if (opened.isError) return <Refused error={opened.error} says={{ invalid: 'sealed.changed-text' }} />
  return (
    <Text className="nansen-note" dir="auto">
      {opened.data ?? ''}
    </Text>
  )
}
