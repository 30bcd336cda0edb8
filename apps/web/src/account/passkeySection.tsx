import { Button, Group, Text } from '@mantine/core'
import { Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { login } from '../signIn/loginApi.ts'
import { makePasskey, passkeysPossible } from '../signIn/passkey.ts'
import { account, type OwnAccount } from './accountApi.ts'

interface PasskeySectionProps {
  readonly passkeys: OwnAccount['signIn']['passkeys']
  /** False: the only one is also the only second factor. */
  readonly removable: boolean
}

/** Passkeys on this and other devices. */
export function PasskeySection({ passkeys, removable }: PasskeySectionProps) {
  const words = useWords()
  const client = useQueryClient()
  const done = (said: string) => async () => {
    await client.invalidateQueries()
    toast(words.say(said))
  }
  const adding = useMutation({
    mutationFn: async () =>
      login.addPasskey(await makePasskey(await login.addPasskeyOptions()), navigator.platform || 'passkey'),
    onSuccess: done('shell.passkey-added'),
  })
  const removing = useMutation({ mutationFn: account.removePasskey, onSuccess: done('account.passkey-removed') })
  const error = adding.error ?? removing.error
  return (
    <Surface title={words.say('account.passkeys')} mt="md">
      {error !== null && <Refused error={error} />}
      {passkeys.length === 0 && <Text c="dimmed">{words.say('account.no-passkeys')}</Text>}
      <ul className="nansen-queue">
        {passkeys.map(({ id, name, since }) => (
          <li key={id}>
            <Group justify="space-between" gap="xs">
              <div>
                <Text>
                  <bdi>{name ?? '—'}</bdi>
                </Text>
                {since !== null && (
                  <Text size="sm" c="dimmed">
                    {words.say('account.since', { when: words.date(since.slice(0, 10)) })}
                  </Text>
                )}
              </div>
              <Button
                size="compact-md"
                variant="subtle"
                color="brick"
                disabled={!removable}
                loading={removing.isPending}
                onClick={() => removing.mutate(id)}
              >
                {words.say('account.remove-passkey')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {!removable && (
        <Text size="sm" c="dimmed">
          {words.say('account.last-factor')}
        </Text>
      )}
      {passkeysPossible() && (
        <Button variant="default" mt="sm" loading={adding.isPending} onClick={() => adding.mutate()}>
          {words.say('shell.add-passkey')}
        </Button>
      )}
    </Surface>
  )
}
