import { Button, Text } from '@mantine/core'
import { Refused, Surface, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type DemoAccount, type LoginState, login, type Step } from './loginApi.ts'

interface DemoAccountsProps {
  readonly demo: NonNullable<LoginState['demo']>
  readonly onSignedIn: (step: Step) => void
}

/** The roles that show most of the product in a first hour; the others stand behind a button. */
const FIRST = [
  'registration_officer',
  'reception_clerk',
  'registration_supervisor',
  'adjudicator',
  'system_administrator',
  'auditor',
]

/** One colleague for each of the first roles, in their order. */
const firstOf = (people: readonly DemoAccount[]): readonly DemoAccount[] =>
  FIRST.flatMap(role => people.find(each => each.role === role) ?? [])

/** Invented colleagues: one press and one is in. They exist in a demo only; the server knows which it is. */
export function DemoAccounts({ demo, onSignedIn }: DemoAccountsProps) {
  const words = useWords()
  const [all, setAll] = useState(false)
  const shown = all ? demo.people : firstOf(demo.people)
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
        {shown.map(account => (
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
      {shown.length < demo.people.length && (
        <Button variant="subtle" size="compact-md" mt="xs" onClick={() => setAll(true)}>
          {words.say('sign-in.demo-all', { count: demo.people.length })}
        </Button>
      )}
    </Surface>
  )
}
