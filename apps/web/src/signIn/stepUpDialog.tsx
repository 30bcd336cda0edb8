import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { Refused, useWords } from '@nansen/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { login } from './loginApi.ts'
import { askPasskey, passkeysPossible } from './passkey.ts'
import { CodeInput } from './secondFactorForm.tsx'

const WRONG_CODE = { 'not-signed-in': 'sign-in.wrong-code', 'step-up-needed': 'sign-in.wrong-code' }
const WRONG_PASSWORD = { 'not-signed-in': 'sign-in.wrong', 'step-up-needed': 'sign-in.wrong' }

/** Before a sensitive act: is it still the same person? Good for five minutes. */
export function StepUpDialog({ onClose }: { readonly onClose: (given: boolean) => void }) {
  const words = useWords()
  const state = useQuery({ queryKey: ['login-state'], queryFn: login.state })
  const [answer, setAnswer] = useState('')
  const demo = state.data?.installation === 'demo'
  const given = () => onClose(true)
  const giving = useMutation({
    mutationFn: () => login.stepUp(demo ? { password: answer } : { code: answer }),
    onSuccess: given,
  })
  const passkey = useMutation({
    mutationFn: async () => login.stepUpByPasskey(await askPasskey(await login.passkeyOptions())),
    onSuccess: given,
  })
  const error = giving.error ?? passkey.error
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={words.say('step-up.title')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          giving.mutate()
        }}
      >
        <Stack>
          <Text>{words.say(demo ? 'step-up.explained-demo' : 'step-up.explained')}</Text>
          {error !== null && <Refused error={error} says={demo ? WRONG_PASSWORD : WRONG_CODE} />}
          {demo ? (
            <PasswordInput
              label={words.say('sign-in.password')}
              autoComplete="current-password"
              data-autofocus
              visibilityToggleButtonProps={{ 'aria-label': words.say('sign-in.show-password') }}
              value={answer}
              onChange={event => setAnswer(event.currentTarget.value)}
            />
          ) : (
            <CodeInput label={words.say('sign-in.code')} digits value={answer} onChange={setAnswer} />
          )}
          <Group justify="end">
            {!demo && passkeysPossible() && (
              <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate()}>
                {words.say('sign-in.passkey')}
              </Button>
            )}
            <Button type="submit" loading={giving.isPending} disabled={answer === ''}>
              {words.say('step-up.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
