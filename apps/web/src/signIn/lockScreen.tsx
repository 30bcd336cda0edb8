import { Stack, Text, Title } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { DemoAccounts } from './demoAccounts.tsx'
import { login } from './loginApi.ts'
import { Outside } from './outside.tsx'
import { SignInForm } from './signInForm.tsx'

interface LockScreenProps {
  /** Whose desk it is. */
  readonly name: string
  readonly onUnlocked: () => void
}

/** In front of an unattended desk. What was typed stays in the page behind it; another person begins with an empty one. */
export function LockScreen({ name, onUnlocked }: LockScreenProps) {
  const words = useWords()
  const state = useQuery({ queryKey: ['login-state'], queryFn: login.state })
  return (
    <div className="nansen-lock" role="dialog" aria-modal="true" aria-label={words.say('lock.title')}>
      <Outside>
        <Stack gap="lg">
          <Title order={1} size="h2">
            {words.say('lock.title')}
          </Title>
          <Text>{words.say('lock.explained', { name })}</Text>
          {state.data?.demo != null && <DemoAccounts demo={state.data.demo} onSignedIn={onUnlocked} />}
          <SignInForm onSignedIn={onUnlocked} />
        </Stack>
      </Outside>
    </div>
  )
}
