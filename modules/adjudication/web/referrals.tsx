import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { ActDialog, GoButton, Page, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { adjudication } from '../index.ts'

interface Referral {
  readonly id: string
  readonly kind: string
  readonly reason: string
  readonly step: 'referred' | 'taken-up' | 'closed' | 'withdrawn'
  /** Whether the reader handed it on. */
  readonly mine: boolean
  readonly referredAt: string
  readonly closedBecause: string | null
  readonly first: string
  readonly second: string
}

/** Suspicions handed on from the desk, for those who look into fraud. */
export function Referrals() {
  const words = useWords()
  const { say } = words
  const { data, isLoading, error } = useAsk<{ referrals: readonly Referral[] }>('adjudication.referrals')
  return (
    <Page title={say('adjudication.referrals.title')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.referrals.length === 0 && <Text c="dimmed">{say('adjudication.referrals.none')}</Text>}
      <Stack gap="md">
        {data?.referrals.map(each => (
          <One key={each.id} referral={each} />
        ))}
      </Stack>
    </Page>
  )
}

function One({ referral }: { readonly referral: Referral }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const [next, setNext] = useState(false)
  const [withdrawing, setWithdrawing] = useState(false)
  const { id, kind, step, reason, referredAt, closedBecause } = referral
  return (
    <Surface>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{words.option('adjudication', 'referral', 'kind', kind)}</Text>
          <Badge variant="light" tt="none">
            {words.option('adjudication', 'referral', 'step', step)}
          </Badge>
          <Text size="sm" c="dimmed">
            {words.ago(referredAt)}
          </Text>
        </Group>
        <Text>{reason}</Text>
        {closedBecause !== null && <Text>{closedBecause}</Text>}
        <Group>
          {[referral.first, referral.second].map((person, nth) => (
            <GoButton key={person} to={`/registration/individual/${person}`} variant="light">
              {say(nth === 0 ? 'adjudication.desk.first' : 'adjudication.desk.second')}
            </GoButton>
          ))}
          {step !== 'closed' && step !== 'withdrawn' && may('fraud', 'change') && (
            <Button onClick={() => setNext(true)}>
              {say(step === 'referred' ? 'adjudication.referrals.take' : 'adjudication.referrals.close')}
            </Button>
          )}
          {step === 'referred' && referral.mine && may('adjudication', 'approve') && (
            <Button variant="default" onClick={() => setWithdrawing(true)}>
              {say('adjudication.referrals.withdraw')}
            </Button>
          )}
        </Group>
      </Stack>
      {withdrawing && (
        <ActDialog
          module="adjudication"
          record="record_merge"
          fields={{ because: adjudication.records.record_merge.fields.because }}
          command="adjudication.withdrawReferral"
          input={values => ({ referralId: id, ...values })}
          title={say('adjudication.referrals.withdraw')}
          explained={say('adjudication.referrals.withdrawHelp')}
          confirm={say('adjudication.referrals.withdraw')}
          onClose={() => setWithdrawing(false)}
        />
      )}
      {next && (
        <ActDialog
          module="adjudication"
          record="record_merge"
          fields={{ because: adjudication.records.record_merge.fields.because }}
          command="adjudication.followReferral"
          input={values => ({ referralId: id, step: step === 'referred' ? 'taken-up' : 'closed', ...values })}
          title={say(step === 'referred' ? 'adjudication.referrals.take' : 'adjudication.referrals.close')}
          confirm={say(step === 'referred' ? 'adjudication.referrals.take' : 'adjudication.referrals.close')}
          onClose={() => setNext(false)}
        />
      )}
    </Surface>
  )
}
