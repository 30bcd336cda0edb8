import { Stack, Text, Title } from '@mantine/core'
import { useWords, warn } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { DemoAccounts } from './demoAccounts.tsx'
import { login, type Step } from './loginApi.ts'
import { Outside } from './outside.tsx'
import { SignInForm } from './signInForm.tsx'

/** The way in. In a demo the invented colleagues stand ready; in a new installation it leads to setting up. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const words = useWords()
  const state = useQuery({ queryKey: ['login-state'], queryFn: login.state })
  useEffect(() => {
    document.title = `${words.say('sign-in.title')} · Nansen`
  }, [words])
  const done = (step: Step) => {
    if (step.endedElsewhere === true) warn(words.say('sign-in.ended-elsewhere'))
    onSignedIn()
  }
  return (
    <Outside>
      <Stack gap="lg">
        <Title order={1} size="h2">
          {words.say('sign-in.title')}
        </Title>
        {state.data?.demo != null && <DemoAccounts demo={state.data.demo} onSignedIn={done} />}
        <SignInForm onSignedIn={done} />
        <Text size="sm">
          <a href="/set-up">{words.say('sign-in.have-code')}</a>
        </Text>
      </Stack>
    </Outside>
  )
}
