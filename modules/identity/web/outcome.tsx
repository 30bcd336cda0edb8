import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { api, GoButton, Page, Refused, Slow, useAsk, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Contradiction, Contradictions } from './contradictions.tsx'
import { type Crossed, Crosswise } from './crosswise.tsx'
import { CardOf, type SummaryCard } from './foundPeople.tsx'

/** How often the outcome is asked for while the search runs. Milliseconds. */
const ASK_AGAIN = 500

interface Searched {
  readonly state: string
  readonly peopleSearched: number | null
  readonly alike: readonly SummaryCard[]
  readonly contradictions: readonly Contradiction[]
  readonly repeated: readonly string[] | null
  readonly crosswise: readonly Crossed[]
  readonly withoutTemplate: readonly string[]
}

/** After these the person is captured again. */
const AGAIN: readonly string[] = ['poor-quality', 'repeated', 'mixed', 'unlike-record']

interface OutcomeProps {
  readonly individualId: string
  readonly enrolmentId: string
  readonly excepted: boolean
}

/** What the search of everybody said of a sitting, and what the officer does now. */
export function Outcome({ individualId, enrolmentId, excepted }: OutcomeProps) {
  const { say } = useWords()
  const found = useQuery({
    queryKey: ['identity.outcome', enrolmentId],
    queryFn: () => api.query<Searched>('identity.outcome', { enrolmentId }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'captured' ? ASK_AGAIN : false),
    enabled: !excepted,
  })
  const state = excepted ? 'excepted' : (found.data?.state ?? 'captured')
  return (
    <Page title={say('identity.capture.title')}>
      <Stack gap="md">
        {found.error && <Refused error={found.error} />}
        {state === 'captured' ? (
          <Slow label={say('identity.capture.searching')} />
        ) : (
          <Said state={state} found={found.data} />
        )}
        {state === 'captured' || AGAIN.includes(state) ? (
          <Group>
            <Back individualId={individualId} />
            {state !== 'captured' && (
              <Button variant="light" onClick={() => location.reload()}>
                {say('identity.capture.again')}
              </Button>
            )}
          </Group>
        ) : (
          <Onwards individualId={individualId} />
        )}
      </Stack>
    </Page>
  )
}

function Back({ individualId, beside = false }: { readonly individualId: string; readonly beside?: boolean }) {
  const { say } = useWords()
  return (
    <GoButton to={`/registration/individual/${individualId}`} variant={beside ? 'light' : 'filled'}>
      {say('identity.capture.back')}
    </GoButton>
  )
}

interface Next {
  readonly next: SummaryCard | null
  readonly group: string | null
}

/** After a person their next relative, and after the last the family: one key away, because a queue waits. */
export function Onwards({ individualId }: { readonly individualId: string }) {
  const { say } = useWords()
  const family = useAsk<Next>('identity.nextOfFamily', { individualId })
  const first = useRef<HTMLDivElement>(null)
  const { next = null, group = null } = family.data ?? {}
  useEffect(() => {
    if (family.data !== undefined) first.current?.querySelector('a')?.focus()
  }, [family.data])
  return (
    <Group ref={first} data-onwards={next ? 'next' : group ? 'family' : 'person'}>
      {next && (
        <GoButton to={`/identity/enrol/${next.id}`}>
          {say('identity.capture.next', { name: next.display_name_native ?? next.display_name })}
        </GoButton>
      )}
      {!next && group && (
        <GoButton to={`/registration/registration_group/${group}`}>{say('identity.capture.family')}</GoButton>
      )}
      <Back individualId={individualId} beside={next !== null || group !== null} />
    </Group>
  )
}

const SAYS: Readonly<Record<string, { readonly color: string; readonly title: string; readonly text?: string }>> = {
  unique: { color: 'green', title: 'identity.found.nobody' },
  excepted: { color: 'gray', title: 'identity.state.excepted' },
  'poor-quality': { color: 'orange', title: 'identity.found.poor' },
  'possible-duplicate': { color: 'orange', title: 'identity.found.look', text: 'identity.found.review' },
  mixed: { color: 'red', title: 'identity.found.mixed', text: 'identity.found.mixedDo' },
  repeated: { color: 'orange', title: 'identity.found.repeated', text: 'identity.found.repeatedDo' },
  'unlike-record': { color: 'red', title: 'identity.found.unlike', text: 'identity.found.unlikeDo' },
}

/** Of a sitting that is entered otherwise, what of it is not. */
function WithoutTemplate({ sites }: { readonly sites: readonly string[] }) {
  const words = useWords()
  if (sites.length === 0) return null
  const named = sites.map(site => words.option('identity', 'capture', 'site', site)).join(' · ')
  return (
    <Alert color="orange" role="status" data-without-template title={words.say('identity.found.withoutTemplate')}>
      <Text size="sm">{named}</Text>
      <Text size="sm">{words.say('identity.found.withoutTemplateDo')}</Text>
      <Button variant="light" mt="xs" onClick={() => location.reload()}>
        {words.say('identity.capture.again')}
      </Button>
    </Alert>
  )
}

function Said({ state, found }: { readonly state: string; readonly found: Searched | undefined }) {
  const words = useWords()
  const { color, title, text } = SAYS[state] ?? { color: 'gray', title: `identity.state.${state}` }
  const [one, other] = (found?.repeated ?? []).map(site => words.option('identity', 'capture', 'site', site))
  const values = { people: words.number(found?.peopleSearched ?? 0), one: one ?? '', other: other ?? '' }
  return (
    <>
      <Alert color={color} role="status" data-outcome={state} title={words.say(title, values)}>
        {found && <Contradictions all={found.contradictions} />}
        {text && <Text size="sm">{words.say(text)}</Text>}
      </Alert>
      <Crosswise all={found?.crosswise ?? []} />
      <WithoutTemplate sites={found?.withoutTemplate ?? []} />
      {found?.alike.map(card => (
        <div key={card.id} className="nansen-found">
          <CardOf card={card} words={words} />
        </div>
      ))}
    </>
  )
}
