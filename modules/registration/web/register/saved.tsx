import { Alert, Group, Stack, Text } from '@mantine/core'
import { GoButton, Page, Surface, useMay, useWords } from '@nansen/ui'
import { ALL_ASKED } from '../../nameShape.ts'
import { PrintCertificate } from '../person/printCertificate.tsx'
import { SetPhoto } from '../person/setPhoto.tsx'
import type { MemberForm } from './family.ts'
import type { Registered } from './useFamily.ts'

/** Registered: the numbers to say aloud, and what comes next for each person. */
export function Saved({
  registered,
  members,
}: {
  readonly registered: Registered
  readonly members: readonly MemberForm[]
}) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  return (
    <Page title={say('registration.register.done')}>
      <Stack gap="md">
        <Alert
          color="green"
          role="status"
          data-group={registered.number}
          title={say('registration.register.groupNumber', { number: registered.number })}
        />
        {registered.members.map(({ id, number }, at) => (
          <Surface key={id}>
            <Group justify="space-between" data-person={number}>
              <div>
                <Text fw={600}>
                  <bdi>{nameOf(members[at])}</bdi>
                </Text>
                <div className="nansen-number" dir="ltr">
                  {number}
                </div>
              </div>
              <Group gap="xs">
                <SetPhoto individualId={id} />
                {may('identity', 'create') && (
                  <GoButton to={`/identity/enrol/${id}`} variant="light">
                    {say('registration.register.capture')}
                  </GoButton>
                )}
                <GoButton to={`/registration/individual/${id}`} variant="default">
                  {say('registration.register.open')}
                </GoButton>
              </Group>
            </Group>
          </Surface>
        ))}
        <Group>
          <PrintCertificate groupId={registered.groupId} />
          <GoButton to="/registration/search" variant="default">
            {say('registration.register.next')}
          </GoButton>
        </Group>
      </Stack>
    </Page>
  )
}

/** In the order people say it, whichever part was typed first. */
function nameOf(member: MemberForm | undefined): string {
  const { native = {}, latin = {} } = member ?? {}
  const line = Object.values(native).some(Boolean) ? native : latin
  return ALL_ASKED.map(part => line[part]?.trim())
    .filter(Boolean)
    .join(' ')
}
