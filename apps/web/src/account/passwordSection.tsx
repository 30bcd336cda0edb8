import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { problemsOf, Refused, Surface, sayProblem, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NewPassword } from '../signIn/newPassword.tsx'
import { account } from './accountApi.ts'

const EMPTY = { current: '', password: '', again: '' }

/** Changes one's own password: the one of now is asked, and every other session ends. */
export function PasswordSection({ since }: { readonly since: string | null }) {
  const words = useWords()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [answers, setAnswers] = useState(EMPTY)
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) =>
    setAnswers({ ...answers, [name]: event.currentTarget.value })
  const sending = useMutation({
    mutationFn: () => account.changePassword(answers.current, answers.password),
    onSuccess: async () => {
      setOpen(false)
      setAnswers(EMPTY)
      await client.invalidateQueries()
      toast(words.say('account.password-changed'))
    },
  })
  const problems = sending.error instanceof Refusal ? problemsOf(sending.error) : []
  const wrong = problems.find(({ path }) => path === 'current')
  const { current, password, again } = answers
  return (
    <Surface title={words.say('account.password')} mt="md">
      {since !== null && (
        <Text size="sm" c="dimmed">
          {words.say('account.password-since', { when: words.date(since.slice(0, 10)) })}
        </Text>
      )}
      {!open && (
        <Button variant="default" mt="sm" onClick={() => setOpen(true)}>
          {words.say('account.change-password')}
        </Button>
      )}
      {open && (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            sending.mutate()
          }}
        >
          <Stack mt="sm">
            {sending.isError && problems.length === 0 && <Refused error={sending.error} />}
            <PasswordInput
              label={words.say('account.current-password')}
              autoComplete="current-password"
              error={wrong === undefined ? null : sayProblem(wrong, words)}
              visibilityToggleButtonProps={{ 'aria-label': words.say('sign-in.show-password') }}
              value={current}
              onChange={set('current')}
            />
            <NewPassword password={password} again={again} error={sending.error} onChange={set} />
            <Group justify="end">
              <Button variant="default" onClick={() => setOpen(false)}>
                {words.say('ui.cancel')}
              </Button>
              <Button
                type="submit"
                loading={sending.isPending}
                disabled={current === '' || password === '' || password !== again}
              >
                {words.say('account.change-password')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Surface>
  )
}
