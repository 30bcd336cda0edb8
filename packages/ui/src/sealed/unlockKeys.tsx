import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { type Lock, openByPasskey, openByPassphrase, ownKeysOf } from '@nansen/sealed'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { Go } from '../parts/go.tsx'
import { Refused } from '../parts/refused.tsx'
import { passkeyFor } from './passkeyPrf.ts'
import { useSealing } from './readerGroups.ts'
import { keepKeys } from './unlocked.ts'

/** Asks for the passphrase or the passkey that opens one's own keys, or says where to make keys. */
export function UnlockKeys() {
  const words = useWords()
  const sealing = useSealing()
  if (!sealing.data) return null
  const { locks } = sealing.data
  if (locks.length === 0)
    return (
      <Text>
        {words.say('sealed.no-keys')} <Go to="/sealing">{words.say('sealed.make-keys')}</Go>
      </Text>
    )
  return <Open locks={locks.map(each => each.lock)} />
}

function Open({ locks }: { readonly locks: readonly Lock[] }) {
  const words = useWords()
  const [passphrase, setPassphrase] = useState('')
  const byPassphrase = locks.filter(lock => lock.kind === 'passphrase')
  const passkeys = locks.filter(lock => lock.kind === 'passkey')
  const opening = useMutation({
    mutationFn: async (lock: Extract<Lock, { kind: 'passkey' }> | null) => {
      const secret =
        lock === null
          ? await openAny(byPassphrase, passphrase)
          : await openByPasskey(lock, (await passkeyFor(lock)).prf)
      keepKeys(await ownKeysOf(locks[0]!.staff, secret))
    },
    onSuccess: () => setPassphrase(''),
  })
  return (
    <Stack gap="sm" maw="30rem">
      {opening.isError && <Refused error={opening.error} says={{ 'not-allowed': 'sealed.not-opened' }} />}
      {byPassphrase.length > 0 && (
        <form
          onSubmit={event => {
            event.preventDefault()
            opening.mutate(null)
          }}
        >
          <Group align="end" gap="sm">
            <PasswordInput
              label={words.say('sealed.passphrase')}
              value={passphrase}
              autoComplete="off"
              flex={1}
              onChange={event => setPassphrase(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': words.say('sealed.show-passphrase') }}
            />
            <Button type="submit" loading={opening.isPending} disabled={passphrase === ''}>
              {words.say('sealed.unlock')}
            </Button>
          </Group>
        </form>
      )}
      {passkeys.map(lock => (
        <Button
          key={lock.credential}
          variant="default"
          loading={opening.isPending}
          onClick={() => opening.mutate(lock)}
        >
          {words.say('sealed.unlock-by-passkey')}
        </Button>
      ))}
    </Stack>
  )
}

/** A colleague may have two passphrases: whichever opens. */
async function openAny(locks: readonly Lock[], passphrase: string) {
  for (const lock of locks) {
    const secret = await openByPassphrase(lock, passphrase).catch(() => null)
    if (secret) return secret
  }
  throw new Refusal('not-allowed', 'this does not open your sealed notes')
}
