import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { api, GoButton, ListScreen, Page, Refused, Surface, saveFile, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { assistance } from '../index.ts'
import { AnswerPanel } from './answerPanel.tsx'
import type { Item } from './items.tsx'

const CHANNELS = ['mobile', 'bank'] as const

/** Plans of cash, and where a family says that it is paid. */
export function PlansScreen() {
  const words = useWords()
  const may = useMay()
  return (
    <Page title={words.records('assistance', 'plan')}>
      {may('assistance', 'create', 'protected') && <AccountForm />}
      <ListScreen module={assistance} record="plan" />
    </Page>
  )
}

function AccountForm() {
  const words = useWords()
  const say = (key: string) => words.say(`assistance.cash.${key}`)
  const [familyNumber, setFamily] = useState('')
  const [account, setAccount] = useState('')
  const [channel, setChannel] = useState<string>('mobile')
  const telling = useMutation({
    mutationFn: () => api.command('assistance.tellAccount', { familyNumber, channel, account }),
    onSuccess: () => {
      setFamily('')
      setAccount('')
    },
  })
  return (
    <Surface title={say('account')} mb="md">
      <Text mb="sm">{say('account-explained')}</Text>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (!telling.isPending) telling.mutate()
        }}
      >
        <Group align="end" gap="sm">
          <TextInput
            dir="ltr"
            required
            autoComplete="off"
            label={words.field('assistance', 'collection', 'family_number')}
            value={familyNumber}
            onChange={event => setFamily(event.currentTarget.value)}
          />
          <Select
            label={say('channel')}
            allowDeselect={false}
            data={CHANNELS.map(value => ({ value, label: say(value) }))}
            value={channel}
            onChange={value => value !== null && setChannel(value)}
          />
          <TextInput
            dir="ltr"
            required
            minLength={4}
            maxLength={40}
            autoComplete="off"
            label={say('number')}
            value={account}
            onChange={event => setAccount(event.currentTarget.value)}
          />
          <Button type="submit" loading={telling.isPending}>
            {say('tell')}
          </Button>
        </Group>
      </form>
      {telling.error && <Refused error={telling.error} />}
      {telling.isSuccess && <Text role="status">{say('told')}</Text>}
    </Surface>
  )
}

interface Listed {
  readonly rows: readonly { readonly items: readonly Item[] }[]
}

/** On the page of a cycle whose list is frozen: makes a file of payments from it, where it is about money. */
export function MakePlan({ cycleId }: { readonly cycleId: string }) {
  const words = useWords()
  const may = useMay()
  const client = useQueryClient()
  const [currency, setCurrency] = useState('')
  const listed = useAsk<Listed>('assistance.list', { cycleId, absent: false })
  const money = listed.data?.rows[0]?.items.every(({ measure }) => measure === 'currency') ?? false
  const making = useMutation({
    mutationFn: () => api.command<{ planId: string }>('assistance.planPayments', { cycleId, currency }),
    onSuccess: () => client.invalidateQueries(),
  })
  if (!money || !may('assistance', 'change')) return null
  return (
    <Surface title={words.say('assistance.cash.make')} mt="md">
      <Text mb="sm">{words.say('assistance.cash.make-explained')}</Text>
      <Group align="end" gap="sm">
        <TextInput
          dir="ltr"
          maxLength={3}
          label={words.field('assistance', 'plan', 'currency')}
          value={currency}
          onChange={event => setCurrency(event.currentTarget.value.toUpperCase())}
        />
        <Button loading={making.isPending} disabled={currency.length !== 3} onClick={() => making.mutate()}>
          {words.say('assistance.cash.make')}
        </Button>
        {making.data && (
          <GoButton to={`/assistance/plan/${making.data.planId}`}>{words.record('assistance', 'plan')}</GoButton>
        )}
      </Group>
      {making.error && <Refused error={making.error} />}
    </Surface>
  )
}

/** On the page of a plan: another approves its file or refuses it; then the file for the bank, and what the bank answered. */
export function PlanPanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['record', 'assistance', 'plan', id],
    queryFn: ({ signal }) => api.get(assistance, 'plan', id, signal),
  })
  const deciding = useMutation({
    mutationFn: (decision: string) => api.command('assistance.decidePayments', { planId: id, decision }),
    onSuccess: () => client.invalidateQueries(),
  })
  const fetching = useMutation({
    mutationFn: () => api.query<{ csv: string }>('assistance.paymentFile', { planId: id }),
    onSuccess: ({ csv }) => saveFile(`${String(found.data?.number)}.csv`, 'text/csv', csv),
  })
  if (found.data === undefined) return null
  const { decision } = found.data
  return (
    <Stack gap="md" mt="md">
      {!decision && (
        <Surface title={say('assistance.cash.decide')}>
          <Text mb="sm">{say('assistance.cash.decide-explained')}</Text>
          {deciding.error && <Refused error={deciding.error} />}
          {may('assistance', 'approve') && (
            <Group>
              <Button loading={deciding.isPending} onClick={() => deciding.mutate('approved')}>
                {say('assistance.cash.approve')}
              </Button>
              <Button variant="default" loading={deciding.isPending} onClick={() => deciding.mutate('refused')}>
                {say('assistance.cash.refuse')}
              </Button>
            </Group>
          )}
        </Surface>
      )}
      {decision === 'approved' && may('assistance', 'read', 'protected') && (
        <Surface title={say('assistance.cash.file')}>
          <Text mb="sm">{say('assistance.cash.file-explained')}</Text>
          {fetching.error && <Refused error={fetching.error} />}
          <Button loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {say('assistance.cash.download')}
          </Button>
        </Surface>
      )}
      {decision === 'approved' && <AnswerPanel planId={id} />}
    </Stack>
  )
}
