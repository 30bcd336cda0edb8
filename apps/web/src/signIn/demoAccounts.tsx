import { Text } from '@mantine/core'
import { Refused, Surface, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { type DemoAccount, type LoginState, login, type Step } from './loginApi.ts'

interface DemoAccountsProps {
  readonly demo: NonNullable<LoginState['demo']>
  readonly onSignedIn: (step: Step) => void
}

/** Invented colleagues: one press and one is in. They exist in a demo only; the server knows which it is. */
export function DemoAccounts({ demo, onSignedIn }: DemoAccountsProps) {
  const words = useWords()
  const entering = useMutation({
    mutationFn: (account: DemoAccount) => login.password(account.email, demo.password, null),
    onSuccess: onSignedIn,
  })
  return (
    <Surface title={words.say('sign-in.demo')}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('sign-in.demo-explained')}
      </Text>
      {entering.isError && <Refused error={entering.error} />}
      <ul className="nansen-accounts">
        {demo.people.map(account => (
          <li key={account.email}>
            <button type="button" disabled={entering.isPending} onClick={() => entering.mutate(account)}>
              <bdi>{account.name}</bdi>
              <span>
                {words.say(`role.${account.role}`)} · <bdi>{account.office}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
