import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { api, Page, QueueCard, Refused, Slow, Surface, toast, useAsk, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CardOf, type SummaryCard } from './foundPeople.tsx'

interface WaitingExceptions {
  readonly id: string
  readonly individual: string
  readonly capturedAt: string
  readonly captured: number
  /** The asker captured it. */
  readonly own: boolean
  readonly exceptions: readonly {
    readonly site: string
    readonly reason: string
    readonly lasting: boolean
    readonly remarks: string | null
  }[]
  readonly card: SummaryCard | null
}
const useWaiting = () => useAsk<{ sittings: readonly WaitingExceptions[] }>('identity.exceptionsWaiting')

/** People of whom so little could be taken that a supervisor looks at it. Nobody waits for it at a desk. */
export function Exceptions() {
  const { say } = useWords()
  const { data, isLoading, error } = useWaiting()
  return (
    <Page title={say('identity.exceptions.title')} subtitle={say('identity.exceptions.intro')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.sittings.length === 0 && <Text c="dimmed">{say('identity.exceptions.empty')}</Text>}
      <Stack gap="md">
        {data?.sittings.map(sitting => (
          <OneSitting key={sitting.id} sitting={sitting} />
        ))}
      </Stack>
    </Page>
  )
}

function OneSitting({ sitting }: { readonly sitting: WaitingExceptions }) {
  const words = useWords()
  const { say } = words
  const { id, card, capturedAt, captured, own, exceptions } = sitting
  return (
    <Surface data-waits={id}>
      <Stack gap="sm">
        {card && <CardOf card={card} words={words} />}
        <Text size="sm" c="dimmed">
          {words.ago(capturedAt)} ·{' '}
          {say('identity.person.captured', { count: captured, exceptions: exceptions.length })}
        </Text>
        <ul className="nansen-plain nansen-exceptions">
          {exceptions.map(({ site, reason, lasting, remarks }) => (
            <li key={site}>
              <Text span fw={600}>
                {words.option('identity', 'exception', 'site', site)}
              </Text>
              {' · '}
              {words.option('identity', 'exception', 'reason', reason)}
              {lasting && ` · ${say('identity.field.exception.lasting')}`}
              {remarks && (
                <>
                  {' · '}
                  <bdi>{remarks}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
        {own ? <Text size="sm">{say('identity.exceptions.own')}</Text> : <Decide id={id} />}
      </Stack>
    </Surface>
  )
}

function Decide({ id }: { readonly id: string }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const [against, setAgainst] = useState(false)
  const [why, setWhy] = useState('')
  const decide = useMutation({
    mutationFn: (agree: boolean) =>
      api.command('identity.decideExceptions', { enrolmentId: id, agree, ...(!agree && { why: why.trim() }) }),
    onSuccess: async () => {
      toast(say('identity.exceptions.decided'))
      await queries.invalidateQueries()
    },
  })
  return (
    <Stack gap="xs">
      {decide.error && <Refused error={decide.error} />}
      {against && (
        <Textarea
          label={say('identity.exceptions.why')}
          withAsterisk
          autosize
          maxLength={500}
          value={why}
          onChange={event => setWhy(event.currentTarget.value)}
        />
      )}
      <Group gap="xs" justify="end">
        {against ? (
          <Button
            color="orange"
            disabled={why.trim().length < 3}
            loading={decide.isPending}
            onClick={() => decide.mutate(false)}
          >
            {say('identity.exceptions.deny')}
          </Button>
        ) : (
          <>
            <Button variant="default" disabled={decide.isPending} onClick={() => setAgainst(true)}>
              {say('identity.exceptions.deny')}
            </Button>
            <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {say('identity.exceptions.agree')}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  )
}

/** How many sittings the home page lists; the page has all. */
const LISTED = 6

export function ExceptionsOnHome() {
  const { say } = useWords()
  const { data, isLoading, error } = useWaiting()
  const sittings = data?.sittings ?? []
  return (
    <QueueCard
      title={say('identity.exceptions.title')}
      count={data ? sittings.length : null}
      empty={say('identity.exceptions.empty')}
      loading={isLoading}
      error={error}
      items={sittings.slice(0, LISTED).map(({ id, card, capturedAt }) => ({
        id,
        to: '/identity/exceptions',
        title: card?.display_name_native ?? card?.display_name ?? '—',
        since: capturedAt,
      }))}
    />
  )
}
