import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { Refused, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { login, type Step } from './loginApi.ts'

interface SecondFactorFormProps {
  readonly onSignedIn: (step: Step) => void
  readonly onBack: () => void
}

/** Six digits of the authenticator, or one of the recovery codes from paper. */
export function SecondFactorForm({ onSignedIn, onBack }: SecondFactorFormProps) {
  const words = useWords()
  const [means, setMeans] = useState<'totp' | 'recovery'>('totp')
  const [code, setCode] = useState('')
  const sending = useMutation({ mutationFn: () => login.secondFactor(code, means), onSuccess: onSignedIn })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        sending.mutate()
      }}
    >
      <Stack>
        {sending.isError && <Refused error={sending.error} says={{ 'not-signed-in': 'sign-in.wrong-code' }} />}
        <Text>{words.say(means === 'totp' ? 'sign-in.totp-explained' : 'sign-in.recovery-explained')}</Text>
        <CodeInput
          label={words.say(means === 'totp' ? 'sign-in.code' : 'sign-in.recovery-code')}
          digits={means === 'totp'}
          value={code}
          onChange={setCode}
        />
        <Button type="submit" loading={sending.isPending} disabled={code.trim() === ''}>
          {words.say('sign-in.sign-in')}
        </Button>
        <Group justify="space-between">
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => {
              setCode('')
              setMeans(means === 'totp' ? 'recovery' : 'totp')
            }}
          >
            {words.say(means === 'totp' ? 'sign-in.use-recovery' : 'sign-in.use-totp')}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={onBack}>
            {words.say('ui.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface CodeInputProps {
  readonly label: string
  /** Six digits rather than any text. */
  readonly digits: boolean
  /** Where it is not the first thing to do on its page. */
  readonly later?: true
  readonly value: string
  readonly onChange: (code: string) => void
}

/** A one-time code: large, from the left, filled in by the telephone when it can. */
export function CodeInput({ label, digits, later, value, onChange }: CodeInputProps) {
  return (
    <TextInput
      label={label}
      dir="ltr"
      className="nansen-code"
      inputMode={digits ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoFocus={later !== true}
      maxLength={digits ? 6 : 40}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
