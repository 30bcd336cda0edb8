import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { problemsOf, Refused, Surface, sayProblem, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthenticatorKey } from '../signIn/authenticatorKey.tsx'
import { RecoveryCodes } from '../signIn/recoveryCodes.tsx'
import { CodeInput } from '../signIn/secondFactorForm.tsx'
import { account } from './accountApi.ts'

/** Recovery codes left at which one is advised to make new ones. Ours. */
const FEW = 3

/** A new telephone, or new recovery codes. The old authenticator stays good until the new one has shown its digits. */
export function AuthenticatorSection({ codesLeft }: { readonly codesLeft: number }) {
  const words = useWords()
  const client = useQueryClient()
  const [uri, setUri] = useState<string | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const beginning = useMutation({ mutationFn: account.beginAuthenticator, onSuccess: setUri })
  const renewing = useMutation({ mutationFn: account.renewRecoveryCodes, onSuccess: setCodes })
  const error = beginning.error ?? renewing.error
  return (
    <Surface title={words.say('account.authenticator')} mt="md">
      <Text size="sm" {...(codesLeft <= FEW ? { fw: 600 } : { c: 'dimmed' })}>
        {words.say('account.codes-left', { many: words.number(codesLeft) })}
      </Text>
      {error !== null && <Refused error={error} />}
      <Group mt="sm" gap="sm">
        <Button variant="default" loading={beginning.isPending} onClick={() => beginning.mutate()}>
          {words.say('account.renew-authenticator')}
        </Button>
        <Button variant="default" loading={renewing.isPending} onClick={() => renewing.mutate()}>
          {words.say('account.renew-codes')}
        </Button>
      </Group>
      {uri !== null && codes === null && <Renewal uri={uri} onCodes={setCodes} onClose={() => setUri(null)} />}
      {codes !== null && (
        <NewCodes
          codes={codes}
          onClose={() => {
            setUri(null)
            setCodes(null)
            void client.invalidateQueries()
          }}
        />
      )}
    </Surface>
  )
}

interface RenewalProps {
  readonly uri: string
  readonly onCodes: (codes: readonly string[]) => void
  readonly onClose: () => void
}

function Renewal({ uri, onCodes, onClose }: RenewalProps) {
  const words = useWords()
  const [code, setCode] = useState('')
  const sending = useMutation({ mutationFn: () => account.finishAuthenticator(code), onSuccess: onCodes })
  const problem = sending.error instanceof Refusal ? problemsOf(sending.error)[0] : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('account.renew-authenticator')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          sending.mutate()
        }}
      >
        <Stack>
          <AuthenticatorKey totpUri={uri} />
          {sending.isError && problem === undefined && <Refused error={sending.error} />}
          {problem !== undefined && (
            <Text role="alert" fw={600}>
              {sayProblem(problem, words)}
            </Text>
          )}
          <CodeInput label={words.say('account.new-code')} digits later value={code} onChange={setCode} />
          <Group justify="end">
            <Button type="submit" loading={sending.isPending} disabled={code.trim() === ''}>
              {words.say('set-up.finish')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function NewCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={words.say('set-up.recovery')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        <RecoveryCodes codes={codes} />
        <Group justify="end">
          <Button onClick={onClose}>{words.say('set-up.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
