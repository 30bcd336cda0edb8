import { PasswordInput } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { problemsOf, sayProblem, useWords } from '@nansen/ui'

/** Characters; the server decides: see `@nansen/auth`. */
const PASSWORD_LEAST = 15

interface NewPasswordProps {
  readonly password: string
  readonly again: string
  readonly error: unknown
  readonly onChange: (name: 'password' | 'again') => (event: { currentTarget: { value: string } }) => void
}

/** Typed twice, because a slip would lock its owner out. */
export function NewPassword({ password, again, error, onChange }: NewPasswordProps) {
  const words = useWords()
  const problem = error instanceof Refusal ? problemsOf(error).find(each => each.path === 'password') : undefined
  const differ = again !== '' && again !== password
  return (
    <>
      <PasswordInput
        label={words.say('set-up.password')}
        description={words.say('set-up.password-hint', { least: PASSWORD_LEAST })}
        autoComplete="new-password"
        error={problem === undefined ? null : sayProblem(problem, words)}
        visibilityToggleButtonProps={{ 'aria-label': words.say('sign-in.show-password') }}
        value={password}
        onChange={onChange('password')}
      />
      <PasswordInput
        label={words.say('set-up.again')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': words.say('sign-in.show-password') }}
        error={differ ? words.say('set-up.differ') : null}
        value={again}
        onChange={onChange('again')}
      />
    </>
  )
}
