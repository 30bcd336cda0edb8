import { Button, Checkbox, Stack, Text, TextInput, Title } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { problemsOf, Refused, sayProblem, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthenticatorKey } from './authenticatorKey.tsx'
import { login, type Step, type ToEnrol } from './loginApi.ts'
import { NewPassword } from './newPassword.tsx'
import { Outside } from './outside.tsx'
import { RecoveryCodes } from './recoveryCodes.tsx'
import { CodeInput } from './secondFactorForm.tsx'

/** From the one-time code on paper to a working account: a password, an authenticator, and recovery codes to keep. */
export function SetUpPage({ onDone }: { readonly onDone: () => void }) {
  const words = useWords()
  const [offered, setOffered] = useState<ToEnrol | null>(null)
  const [waits, setWaits] = useState(false)
  const done = (step: Step) => (step.next === 'sign-in' ? setWaits(true) : onDone())
  return (
    <Outside>
      <Stack gap="lg">
        <Title order={1} size="h2">
          {words.say('set-up.title')}
        </Title>
        {waits && <Text>{words.say('set-up.done')}</Text>}
        {!waits && offered === null && <Begin onOffered={setOffered} />}
        {!waits && offered !== null && <Authenticator offered={offered} onDone={done} />}
      </Stack>
    </Outside>
  )
}

function Begin({ onOffered }: { readonly onOffered: (offered: ToEnrol) => void }) {
  const words = useWords()
  const [first, setFirst] = useState(false)
  const [answers, setAnswers] = useState({ code: '', name: '', email: '', password: '', again: '' })
  const set = (name: keyof typeof answers) => (event: { currentTarget: { value: string } }) =>
    setAnswers({ ...answers, [name]: event.currentTarget.value })
  const sending = useMutation({
    mutationFn: () =>
      login.setUp(answers.code, answers.password, first ? { name: answers.name, email: answers.email } : null),
    onSuccess: onOffered,
  })
  const problems = sending.error instanceof Refusal ? problemsOf(sending.error) : []
  const problem = problems.find(each => each.path === 'email')
  const differ = answers.again !== '' && answers.again !== answers.password
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (!differ) sending.mutate()
      }}
    >
      <Stack>
        <Text>{words.say('set-up.explained')}</Text>
        {sending.isError && problems.length === 0 && (
          <Refused error={sending.error} says={{ 'not-signed-in': 'set-up.wrong-code' }} />
        )}
        <TextInput
          label={words.say('set-up.code')}
          dir="ltr"
          className="nansen-code"
          autoComplete="off"
          value={answers.code}
          onChange={set('code')}
        />
        <Checkbox
          label={words.say('set-up.first')}
          checked={first}
          onChange={event => setFirst(event.currentTarget.checked)}
        />
        {first && (
          <>
            <TextInput
              label={words.say('set-up.name')}
              dir="auto"
              autoComplete="name"
              value={answers.name}
              onChange={set('name')}
            />
            <TextInput
              label={words.say('sign-in.email')}
              dir="ltr"
              className="nansen-typed"
              type="email"
              autoComplete="username"
              error={problem === undefined ? null : sayProblem(problem, words)}
              value={answers.email}
              onChange={set('email')}
            />
          </>
        )}
        <NewPassword password={answers.password} again={answers.again} error={sending.error} onChange={set} />
        <Button
          type="submit"
          loading={sending.isPending}
          disabled={answers.code === '' || answers.password === '' || answers.again === ''}
        >
          {words.say('sign-in.continue')}
        </Button>
      </Stack>
    </form>
  )
}

function Authenticator({ offered, onDone }: { readonly offered: ToEnrol; readonly onDone: (step: Step) => void }) {
  const words = useWords()
  const [code, setCode] = useState('')
  const [kept, setKept] = useState(false)
  const sending = useMutation({ mutationFn: () => login.confirmSetUp(code), onSuccess: onDone })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        sending.mutate()
      }}
    >
      <Stack>
        <Title order={2} size="h4">
          {words.say('set-up.authenticator')}
        </Title>
        <AuthenticatorKey totpUri={offered.totpUri} />
        <Title order={2} size="h4">
          {words.say('set-up.recovery')}
        </Title>
        <RecoveryCodes codes={offered.recoveryCodes} />
        <Checkbox
          label={words.say('set-up.kept')}
          checked={kept}
          onChange={event => setKept(event.currentTarget.checked)}
        />
        {sending.isError && <Refused error={sending.error} says={{ 'not-signed-in': 'sign-in.wrong-code' }} />}
        <CodeInput label={words.say('sign-in.code')} digits later value={code} onChange={setCode} />
        <Button type="submit" loading={sending.isPending} disabled={!kept || code.trim() === ''}>
          {words.say('set-up.finish')}
        </Button>
      </Stack>
    </form>
  )
}
