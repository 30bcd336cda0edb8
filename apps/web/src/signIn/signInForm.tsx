import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { problemsOf, Refused, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { login, type Step } from './loginApi.ts'
import { askPasskey, passkeysPossible } from './passkey.ts'
import { PurposeSelect } from './purposeSelect.tsx'
import { SecondFactorForm } from './secondFactorForm.tsx'

const WRONG_PASSWORD = { 'not-signed-in': 'sign-in.wrong', 'wrong-state': 'sign-in.unfinished' }
const WRONG_PASSKEY = { 'not-signed-in': 'sign-in.wrong-passkey' }

interface SignInFormProps {
  readonly onSignedIn: (step: Step) => void
}

/** E-mail and password, then the second factor; or a passkey instead of both. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const words = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [purpose, setPurpose] = useState<string | null>(null)
  const [half, setHalf] = useState(false)
  const go = (step: Step) => (step.next === 'second-factor' ? setHalf(true) : onSignedIn(step))
  const byPassword = useMutation({ mutationFn: () => login.password(email, password, purpose), onSuccess: go })
  const byPasskey = useMutation({
    mutationFn: async () => login.passkey(await askPasskey(await login.passkeyOptions()), purpose),
    onSuccess: go,
  })
  if (half) return <SecondFactorForm onSignedIn={onSignedIn} onBack={() => setHalf(false)} />
  const error = byPassword.error ?? byPasskey.error
  const asksPurpose = error instanceof Refusal && problemsOf(error).some(problem => problem.path === 'purpose')
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        byPasskey.reset()
        byPassword.mutate()
      }}
    >
      <Stack>
        {error !== null && !asksPurpose && (
          <Refused error={error} says={byPassword.error === null ? WRONG_PASSKEY : WRONG_PASSWORD} />
        )}
        <TextInput
          label={words.say('sign-in.email')}
          type="email"
          dir="ltr"
          className="nansen-typed"
          autoComplete="username"
          required
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={words.say('sign-in.password')}
          autoComplete="current-password"
          required
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': words.say('sign-in.show-password') }}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {(asksPurpose || purpose !== null) && <PurposeSelect value={purpose} onChange={setPurpose} />}
        <Button type="submit" loading={byPassword.isPending} disabled={email === '' || password === ''}>
          {words.say('sign-in.continue')}
        </Button>
        {passkeysPossible() && (
          <>
            <Text size="sm" c="dimmed" ta="center">
              {words.say('sign-in.or')}
            </Text>
            <Button
              variant="default"
              loading={byPasskey.isPending}
              onClick={() => {
                byPassword.reset()
                byPasskey.mutate()
              }}
            >
              {words.say('sign-in.passkey')}
            </Button>
          </>
        )}
      </Stack>
    </form>
  )
}
