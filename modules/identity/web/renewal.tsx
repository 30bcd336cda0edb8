import { Alert, Stack, Text } from '@mantine/core'
import { ColleagueName, Page, Refused, Slow, Surface, useAsk, useMay, useParam, useWords, type Words } from '@nansen/ui'
import { type Contradiction, Contradictions } from './contradictions.tsx'
import { type Crossed, Crosswise } from './crosswise.tsx'
import { CardOf, type SummaryCard } from './foundPeople.tsx'
import { type CapturedThen, NowAndBefore } from './nowAndBefore.tsx'
import { AskForm, DecideForm } from './renewalForms.tsx'

interface Step {
  readonly step: string
  readonly reason: string | null
  readonly why: string
  readonly createdBy: string
  readonly createdAt: string
}
interface UnlikeSitting {
  readonly id: string
  readonly state: string
  readonly capturedAt: string
  readonly card: SummaryCard | null
  readonly contradictions: readonly Contradiction[]
  readonly crosswise: readonly Crossed[]
  readonly captures: readonly CapturedThen[]
  readonly steps: readonly Step[]
  readonly may: 'ask' | 'decide' | 'wait' | 'not-yours' | 'nothing'
}

/** One sitting that is unlike its person's record, and the two steps by which it may become the record. */
export function Renewal() {
  const words = useWords()
  const { say } = words
  const mayReveal = useMay()('identity', 'reveal')
  const { data, isLoading, error } = useAsk<UnlikeSitting>('identity.renewal', { enrolmentId: useParam('id') })
  return (
    <Page title={say('identity.renewal.title')} subtitle={say('identity.renewal.intro')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Stack gap="md">
          <Standing sitting={data} words={words} />
          <Surface title={say('identity.renewal.person')}>
            {data.card && <CardOf card={data.card} words={words} />}
            <Text size="sm" mt="sm">
              {say('identity.renewal.captured', { when: words.instant(data.capturedAt) })}
            </Text>
            <Contradictions all={data.contradictions} />
          </Surface>
          <Crosswise all={data.crosswise} />
          {mayReveal && data.may !== 'nothing' && <NowAndBefore enrolmentId={data.id} captures={data.captures} />}
          {data.steps.length > 0 && <Steps steps={data.steps} words={words} />}
          {data.may === 'ask' && <AskForm enrolmentId={data.id} />}
          {data.may === 'decide' && <DecideForm enrolmentId={data.id} />}
        </Stack>
      )}
    </Page>
  )
}

function Standing({ sitting: { state, may }, words }: { readonly sitting: UnlikeSitting; readonly words: Words }) {
  return (
    <>
      <Alert color="orange" role="status" data-outcome={state} title={words.state('identity', state)} />
      {(may === 'wait' || may === 'not-yours') && (
        <Alert color="blue" role="status" title={words.say(`identity.renewal.${may}`)} />
      )}
    </>
  )
}

function Steps({ steps, words }: { readonly steps: readonly Step[]; readonly words: Words }) {
  return (
    <Surface title={words.records('identity', 'renewal')}>
      <Stack gap="sm">
        {steps.map(({ step, reason, why, createdBy, createdAt }) => (
          <div key={`${step} ${createdAt}`}>
            <Text fw={600}>
              {words.option('identity', 'renewal', 'step', step)}
              {reason && ` · ${words.option('identity', 'renewal', 'reason', reason)}`}
            </Text>
            <Text size="sm" c="dimmed">
              <ColleagueName id={createdBy} /> · {words.instant(createdAt)}
            </Text>
            <Text>{why}</Text>
          </div>
        ))}
      </Stack>
    </Surface>
  )
}
