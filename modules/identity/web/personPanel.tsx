import { Badge, Group, Stack, Text } from '@mantine/core'
import { GoButton, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'

interface Sitting {
  readonly id: string
  readonly state: string
  readonly capturedAt: string
  readonly lowestQuality: number | null
  readonly captures: readonly { readonly site: string; readonly quality: number }[]
  readonly exceptionsState: string | null
  readonly exceptionsWhy: string | null
  readonly exceptions: readonly { readonly site: string; readonly reason: string }[]
}

/** States in which people say whether an unlike sitting is the person's. */
const TO_BE_REVIEWED: readonly string[] = ['unlike-record', 'mixed', 'renewal-asked']

/** On the person page: what was captured, what the search said, and the two things to do about it. */
export function PersonPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const found = useAsk<{ sittings: readonly Sitting[]; underFive: boolean }>('identity.ofPerson', { individualId: id })
  const sittings = found.data?.sittings ?? []
  const underFive = found.data?.underFive === true
  const actions = may('identity', 'create') && !underFive && (
    <Group gap="xs">
      <GoButton to={`/identity/enrol/${id}`} variant={sittings.length === 0 ? 'filled' : 'light'} size="compact-sm">
        {say('identity.person.capture')}
      </GoButton>
      {sittings.some(({ captures }) => captures.length > 0) && (
        <GoButton to={`/identity/verify/${id}`} size="compact-sm">
          {say('identity.person.verify')}
        </GoButton>
      )}
    </Group>
  )
  return (
    <Surface title={say('identity.person.title')} actions={actions}>
      {found.isLoading && <Slow />}
      {found.error && <Refused error={found.error} />}
      {found.data && sittings.length === 0 && (
        <Text c="dimmed">{say(underFive ? 'identity.capture.underFive' : 'identity.person.none')}</Text>
      )}
      <Stack gap="sm">
        {sittings.map(sitting => (
          <Group key={sitting.id} justify="space-between" gap="xs">
            <Text size="sm">{words.instant(sitting.capturedAt)}</Text>
            <Text size="sm" c="dimmed">
              {say('identity.person.captured', {
                count: sitting.captures.length,
                exceptions: sitting.exceptions.length,
              })}
            </Text>
            {may('identity', 'approve') && TO_BE_REVIEWED.includes(sitting.state) && (
              <GoButton to={`/identity/renewal/${sitting.id}`} size="compact-sm">
                {say('identity.renewal.open')}
              </GoButton>
            )}
            {sitting.exceptionsState !== null && (
              <Badge
                color={sitting.exceptionsState === 'agreed' ? 'green' : 'orange'}
                variant="light"
                tt="none"
                data-exceptions={sitting.exceptionsState}
                {...(sitting.exceptionsWhy !== null && { title: sitting.exceptionsWhy })}
              >
                {say(`identity.exceptions.state.${sitting.exceptionsState}`)}
              </Badge>
            )}
            <Badge
              color={sitting.state === 'unique' ? 'green' : sitting.state === 'captured' ? 'gray' : 'orange'}
              variant="light"
            >
              {words.state('identity', sitting.state)}
            </Badge>
          </Group>
        ))}
      </Stack>
    </Surface>
  )
}
