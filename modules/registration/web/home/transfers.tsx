import { Button, Group, Stack, Text } from '@mantine/core'
import {
  ColleagueName,
  entryLabel,
  Page,
  PersonCard,
  QueueCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useCodes,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { type Card, cardProps } from '../cards.ts'
import { AnswerTransfer, type TransferAnswer } from '../group/answerTransfer.tsx'

/** `registration.transfers`. */
interface Waiting {
  readonly id: string
  readonly number: string
  readonly from_name: string
  readonly to_name: string
  readonly because: string
  readonly asked_at: string
  readonly asked_by: string
  readonly incoming: boolean
  readonly members: readonly { readonly card: Card | null; readonly relationship: string }[]
}

const useWaiting = () => useAsk<{ readonly transfers: readonly Waiting[] }>('registration.transfers')

/** How many the card of the home page lists. */
const LISTED = 6

/** Families that other offices asked this one to take over. */
export function TransfersCard() {
  const { say } = useWords()
  const { data, error, isLoading } = useWaiting()
  const incoming = data?.transfers.filter(each => each.incoming) ?? []
  return (
    <QueueCard
      title={say('registration.transfer.title')}
      count={data ? incoming.length : null}
      empty={say('registration.home.nothing')}
      loading={isLoading}
      error={error}
      items={incoming.slice(0, LISTED).map(each => ({
        id: each.id,
        to: '/registration/transfers',
        title: <span dir="ltr">{each.number}</span>,
        detail: say('registration.transfer.incoming', { office: each.from_name }),
        since: each.asked_at,
      }))}
    />
  )
}

/** Every family that waits between this office and another, with a summary of its members and what can be answered. */
export function Transfers() {
  const { say } = useWords()
  const { data, error, isLoading } = useWaiting()
  const [answering, setAnswering] = useState<{ readonly id: string; readonly answer: TransferAnswer } | null>(null)
  return (
    <Page title={say('registration.transfer.title')} subtitle={say('registration.transfer.intro')}>
      <Stack gap="md">
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {data?.transfers.length === 0 && <Text c="dimmed">{say('registration.transfer.nothing')}</Text>}
        {data?.transfers.map(each => (
          <Between key={each.id} waiting={each} onAnswer={answer => setAnswering({ id: each.id, answer })} />
        ))}
      </Stack>
      {answering && (
        <AnswerTransfer transferId={answering.id} answer={answering.answer} onClose={() => setAnswering(null)} />
      )}
    </Page>
  )
}

interface BetweenProps {
  readonly waiting: Waiting
  readonly onAnswer: (answer: TransferAnswer) => void
}

function Between({ waiting, onAnswer }: BetweenProps) {
  const words = useWords()
  const { say } = words
  const { number, incoming, members } = waiting
  const way = incoming
    ? say('registration.transfer.incoming', { office: waiting.from_name })
    : say('registration.transfer.outgoing', { office: waiting.to_name })
  return (
    <Surface title={<span dir="ltr">{number}</span>} data-between={number}>
      <Text>{way}</Text>
      <Text size="sm" c="dimmed">
        {words.ago(waiting.asked_at)} · <ColleagueName id={waiting.asked_by} /> · <bdi>{waiting.because}</bdi>
      </Text>
      <Stack gap="sm" mt="md">
        {members.map((member, at) => (
          <Comes key={member.card?.id ?? at} member={member} />
        ))}
      </Stack>
      <Group justify="end" mt="md">
        {incoming ? (
          <>
            <Button variant="default" onClick={() => onAnswer('refused')}>
              {say('registration.act.refuse')}
            </Button>
            <Button onClick={() => onAnswer('accepted')}>{say('registration.act.accept')}</Button>
          </>
        ) : (
          <Button variant="default" onClick={() => onAnswer('withdrawn')}>
            {say('registration.act.withdraw')}
          </Button>
        )}
      </Group>
    </Surface>
  )
}

function Comes({ member: { card, relationship } }: { readonly member: Waiting['members'][number] }) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const entry = entries.find(({ code }) => code === relationship)
  return (
    <Group justify="space-between" wrap="nowrap" align="start">
      {card ? (
        <PersonCard {...cardProps(card, words)} />
      ) : (
        <Text c="dimmed">{words.say('registration.group.notShown')}</Text>
      )}
      <Text size="sm" c="dimmed">
        {entry ? entryLabel(entry, words) : relationship}
      </Text>
    </Group>
  )
}
