import { Button, Checkbox, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { lockByPassphrase, newOwnKeys, type OwnKeys } from '@nansen/sealed'
import { api, keepKeys, Refused, toast, useSession, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SHORTEST, suggestedPassphrase, weakness } from './passphrase.ts'

type NewPassphraseProps =
  | { readonly first: true; readonly own?: never; readonly onDone?: never }
  | { readonly first?: never; readonly own: OwnKeys; readonly onDone: () => void }

/** A passphrase, typed twice; with the first one the keys themselves are made. Nobody can tell it again, and the form says so. */
export function NewPassphrase({ own, onDone }: NewPassphraseProps) {
  const words = useWords()
  const client = useQueryClient()
  const { staffId } = useSession()
  const [said, setSaid] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [kept, setKept] = useState(false)
  const [tried, setTried] = useState(false)
  const weak = weakness(said)
  const differs = said.trim() !== again.trim()
  const making = useMutation({
    mutationFn: async () => {
      const keys = own ?? (await newOwnKeys(staffId))
      const lock = await lockByPassphrase(staffId, keys.secret, said)
      if (own) await api.command('sealing.add-lock', { id: newId(), lock })
      else await api.command('sealing.make-keys', { keys: keys.public, id: newId(), lock })
      keepKeys(keys)
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sealing'] })
      toast(words.say('ui.saved'))
      onDone?.()
    },
  })
  const suggest = () => {
    const made = suggestedPassphrase()
    setSaid(made)
    setAgain('')
    setShown(true)
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (weak === null && !differs && kept) making.mutate()
      }}
    >
      <Stack maw="34rem" mt="md">
        {making.isError && <Refused error={making.error} />}
        <PasswordInput
          label={words.say('sealing.passphrase.new')}
          description={words.say('sealing.passphrase.explained', { many: words.number(SHORTEST) })}
          value={said}
          visible={shown}
          onVisibilityChange={setShown}
          autoComplete="off"
          error={tried && weak !== null && words.say(`sealing.passphrase.${weak}`, { many: words.number(SHORTEST) })}
          onChange={event => setSaid(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': words.say('sealed.show-passphrase') }}
        />
        <Group>
          <Button variant="default" onClick={suggest}>
            {words.say('sealing.passphrase.suggest')}
          </Button>
        </Group>
        <PasswordInput
          label={words.say('sealing.passphrase.again')}
          value={again}
          autoComplete="off"
          error={tried && weak === null && differs && words.say('sealing.passphrase.differs')}
          onChange={event => setAgain(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': words.say('sealed.show-passphrase') }}
        />
        <Checkbox
          checked={kept}
          label={words.say('sealing.passphrase.kept')}
          error={tried && !kept && words.say('sealing.passphrase.keep-it')}
          onChange={event => setKept(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {words.say('sealing.passphrase.lost')}
        </Text>
        <Group>
          <Button type="submit" loading={making.isPending}>
            {words.say(own ? 'sealing.lock.add-passphrase' : 'sealed.make-keys')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
