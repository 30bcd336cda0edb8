import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { api, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { RENEWAL_REASONS } from '../fields.ts'

/** Shorter is not a reason. Characters; the server asks the same. */
const SHORTEST = 10

function useStep(command: string, thanks: string) {
  const { say } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Readonly<Record<string, unknown>>) => api.command(command, input),
    onSuccess: () => {
      toast(say(thanks))
      return queries.invalidateQueries()
    },
  })
}

interface WhyProps {
  readonly title: string
  readonly why: string
  readonly onWhy: (why: string) => void
  readonly error: unknown
  readonly before?: ReactNode
  readonly children: ReactNode
}

function WhyForm({ title, why, onWhy, error, before, children }: WhyProps) {
  const words = useWords()
  return (
    <Surface title={title}>
      <Stack gap="md">
        <Text size="sm">{words.say('identity.renewal.means')}</Text>
        {before}
        <Textarea
          label={words.field('identity', 'renewal', 'why')}
          description={words.say('identity.renewal.whyHint')}
          value={why}
          onChange={event => onWhy(event.currentTarget.value)}
          autosize
          minRows={3}
          maxLength={1_000}
          withAsterisk
        />
        {error !== null && <Refused error={error} />}
        <Group>{children}</Group>
      </Stack>
    </Surface>
  )
}

/** The supervisor's step: why the body is not like the record any more. */
export function AskForm({ enrolmentId }: { readonly enrolmentId: string }) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const ask = useStep('identity.askRenewal', 'identity.renewal.asked')
  const reasons = (
    <Radio.Group
      label={words.field('identity', 'renewal', 'reason')}
      value={reason}
      onChange={setReason}
      withAsterisk
      required
    >
      <Stack gap={6} mt={6}>
        {RENEWAL_REASONS.map(each => (
          <Radio key={each} value={each} label={words.option('identity', 'renewal', 'reason', each)} />
        ))}
      </Stack>
    </Radio.Group>
  )
  return (
    <WhyForm title={words.say('identity.renewal.ask')} why={why} onWhy={setWhy} error={ask.error} before={reasons}>
      <Button
        disabled={reason === '' || why.trim().length < SHORTEST}
        loading={ask.isPending}
        onClick={() => ask.mutate({ enrolmentId, reason, why })}
      >
        {words.say('identity.renewal.ask')}
      </Button>
    </WhyForm>
  )
}

/** The second person's step. */
export function DecideForm({ enrolmentId }: { readonly enrolmentId: string }) {
  const { say } = useWords()
  const [why, setWhy] = useState('')
  const decide = useStep('identity.decideRenewal', 'identity.renewal.decided')
  const step = (agree: boolean) => ({
    disabled: why.trim().length < SHORTEST || decide.isPending,
    onClick: () => decide.mutate({ enrolmentId, agree, why }),
  })
  return (
    <WhyForm title={say('identity.renewal.decide')} why={why} onWhy={setWhy} error={decide.error}>
      <Button {...step(true)}>{say('identity.renewal.agree')}</Button>
      <Button {...step(false)} variant="light" color="red">
        {say('identity.renewal.refuse')}
      </Button>
    </WhyForm>
  )
}
