import { Alert, Stack, Text, Title } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { DemoAccounts } from './demoAccounts.tsx'
import { login } from './loginApi.ts'
import { Outside } from './outside.tsx'
import { SignInForm } from './signInForm.tsx'

/** What was typed is kept behind the lock for so long, ms: sync-and-security.md 4.4. Then the page is left; drafts stay encrypted. */
const KEPT = 4 * 60 * 60_000
/** How often the time is looked at, ms. */
const LOOK = 5_000

interface LockScreenProps {
  /** Whose desk it is. */
  readonly name: string
  /** Why the session ended, as the server says; null when its holder locked it. */
  readonly why: string | null
  readonly onUnlocked: () => Promise<void>
}

/** In front of an unattended desk. What was typed stays in the page behind it; another person begins with an empty one. */
export function LockScreen({ name, why, onUnlocked }: LockScreenProps) {
  const words = useWords()
  const state = useQuery({ queryKey: ['login-state'], queryFn: login.state })
  useLeave()
  useOtherTab(onUnlocked)
  const reason = `lock.why.${why ?? ''}`
  return (
    <div className="nansen-lock" role="dialog" aria-modal="true" aria-label={words.say('lock.title')}>
      <Outside>
        <Stack gap="lg">
          <Title order={1} size="h2">
            {words.say('lock.title')}
          </Title>
          {words.has(reason) && (
            <Alert role="status" color="saffron">
              {words.say(reason)}
            </Alert>
          )}
          <Text>{words.say('lock.explained', { name })}</Text>
          {state.data?.demo != null && <DemoAccounts demo={state.data.demo} onSignedIn={onUnlocked} />}
          <SignInForm onSignedIn={onUnlocked} />
        </Stack>
      </Outside>
    </div>
  )
}

function useLeave(): void {
  useEffect(() => {
    const since = Date.now()
    const look = () => {
      if (Date.now() - since >= KEPT) location.replace('/')
    }
    const timer = setInterval(look, LOOK)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
}

/** Whoever unlocked in another tab need not do it again in this one. */
function useOtherTab(onUnlocked: () => Promise<void>): void {
  const latest = useRef(onUnlocked)
  latest.current = onUnlocked
  useEffect(() => {
    const look = () => void latest.current().catch(() => null)
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [])
}
