import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { lockByPasskey, type OwnKeys, safetyNumber } from '@nansen/sealed'
import {
  api,
  forgetKeys,
  newPasskeyLock,
  type OwnSealing,
  Refused,
  Surface,
  toast,
  UnlockKeys,
  useOwnKeys,
  useWords,
} from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NewPassphrase } from './newPassphrase.tsx'

/** One's own keys: made, unlocked for this page, and what locks them. */
export function OwnKeysSection({ sealing }: { readonly sealing: OwnSealing }) {
  const words = useWords()
  const own = useOwnKeys()
  if (sealing.keys === null)
    return (
      <Surface title={words.say('sealing.own.title')}>
        <Text mb="md">{words.say('sealing.own.explained')}</Text>
        <NewPassphrase first />
      </Surface>
    )
  return (
    <Surface title={words.say('sealing.own.title')}>
      {own === null ? (
        <>
          <Text mb="sm">{words.say('sealing.own.locked')}</Text>
          <UnlockKeys />
        </>
      ) : (
        <Stack>
          <Group justify="space-between">
            <Text>{words.say('sealing.own.unlocked')}</Text>
            <Button variant="default" onClick={forgetKeys}>
              {words.say('sealing.own.lock-now')}
            </Button>
          </Group>
          <Locks sealing={sealing} own={own} />
        </Stack>
      )}
      <SafetyNumber sealing={sealing} />
    </Surface>
  )
}

function SafetyNumber({ sealing }: { readonly sealing: OwnSealing }) {
  const words = useWords()
  const { data } = useQuery({
    queryKey: ['sealing', 'number', sealing.keys],
    queryFn: () => safetyNumber(sealing.keys!),
  })
  if (data === undefined) return null
  return (
    <Text size="sm" mt="md">
      {words.say('sealing.own.number')} <Code dir="ltr">{data}</Code>
    </Text>
  )
}

function Locks({ sealing, own }: { readonly sealing: OwnSealing; readonly own: OwnKeys }) {
  const words = useWords()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['sealing'] })
    toast(words.say('ui.saved'))
  }
  const passkey = useMutation({
    mutationFn: async () => {
      const lock = await lockByPasskey(own.public.staff, own.secret, await newPasskeyLock())
      await api.command('sealing.add-lock', { id: newId(), lock })
    },
    onSuccess: done,
  })
  const ending = useMutation({
    mutationFn: (id: string) => api.command('sealing.end-lock', { id }),
    onSuccess: done,
  })
  const error = passkey.error ?? ending.error
  return (
    <>
      {error !== null && <Refused error={error} />}
      <ul className="nansen-queue">
        {sealing.locks.map(({ id, madeAt, lock }) => (
          <li key={id} className="nansen-line">
            <div>
              <Text>{words.say(`sealing.lock.${lock.kind}`)}</Text>
              <Text size="sm" c="dimmed">
                {words.say('account.since', { when: words.date(madeAt.slice(0, 10)) })}
              </Text>
            </div>
            {sealing.locks.length > 1 && (
              <Button size="compact-md" variant="subtle" color="brick" onClick={() => ending.mutate(id)}>
                {words.say('sealing.lock.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Group>
        <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {words.say('sealing.lock.add-passkey')}
        </Button>
        <Button variant="default" onClick={() => setAdding(!adding)}>
          {words.say('sealing.lock.add-passphrase')}
        </Button>
      </Group>
      {adding && <NewPassphrase own={own} onDone={() => setAdding(false)} />}
    </>
  )
}
