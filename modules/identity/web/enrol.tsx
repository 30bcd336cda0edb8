import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { SITES } from '@nansen/biometrics'
import { api, GoButton, Page, Refused, Slow, useParam, useWords } from '@nansen/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CardOf, type SummaryCard } from './foundPeople.tsx'
import { enrolmentOf } from './seal.ts'
import { SiteBoard } from './siteBoard.tsx'
import { isDone, stateOf } from './sitting.ts'
import { useSitting } from './useSitting.ts'

/** Captures a person's fingers and eyes, and says at once whether anybody knows them. */
export function Enrol() {
  const { say } = useWords()
  const individualId = useParam('id')
  const sitting = useSitting()
  const [sealed, setSealed] = useState(0)
  const done = SITES.filter(site => isDone(stateOf(sitting.sitting, site))).length
  const save = useMutation({
    mutationFn: async () =>
      api.command<{ enrolmentId: string; state: string }>(
        'identity.enrol',
        await enrolmentOf(individualId, sitting.sitting, setSealed),
      ),
  })
  if (save.data)
    return (
      <Outcome
        individualId={individualId}
        enrolmentId={save.data.enrolmentId}
        excepted={save.data.state === 'excepted'}
      />
    )
  return (
    <Page title={say('identity.capture.title')} subtitle={say('identity.capture.intro')}>
      <Stack gap="md">
        <Text size="sm">{say('identity.capture.refusal')}</Text>
        {save.error && <Refused error={save.error} />}
        {save.isPending && <Slow label={say('identity.capture.saving')} part={sealed} />}
        <SiteBoard sitting={sitting} />
        <Group className="nansen-savebar">
          <Button
            size="md"
            disabled={done === 0 || sitting.measuring}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {say('identity.capture.save')}
          </Button>
          <Text role="status">{say('identity.capture.done', { done, all: SITES.length })}</Text>
        </Group>
      </Stack>
    </Page>
  )
}

/** How often the outcome is asked for while the search runs. Milliseconds. */
const ASK_AGAIN = 500

interface Searched {
  readonly state: string
  readonly peopleSearched: number | null
  readonly alike: readonly SummaryCard[]
}

function Outcome({
  individualId,
  enrolmentId,
  excepted,
}: {
  readonly individualId: string
  readonly enrolmentId: string
  readonly excepted: boolean
}) {
  const words = useWords()
  const { say } = words
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
        {state === 'captured' && <Slow label={say('identity.capture.searching')} />}
        {state === 'unique' && (
          <Alert
            color="green"
            role="status"
            data-outcome="unique"
            title={say('identity.found.nobody', { people: words.number(found.data?.peopleSearched ?? 0) })}
          />
        )}
        {state === 'poor-quality' && (
          <Alert color="orange" role="status" data-outcome="poor-quality" title={say('identity.found.poor')} />
        )}
        {state === 'excepted' && (
          <Alert color="gray" role="status" data-outcome="excepted" title={say('identity.state.excepted')} />
        )}
        {state === 'possible-duplicate' && (
          <Alert color="orange" role="status" data-outcome="possible-duplicate" title={say('identity.found.look')}>
            {say('identity.found.review')}
          </Alert>
        )}
        {found.data?.alike.map(card => (
          <div key={card.id} className="nansen-found">
            <CardOf card={card} words={words} />
          </div>
        ))}
        <Group>
          <GoButton to={`/registration/individual/${individualId}`}>{say('identity.capture.back')}</GoButton>
          {state === 'poor-quality' && (
            <Button variant="light" onClick={() => location.reload()}>
              {say('identity.capture.again')}
            </Button>
          )}
        </Group>
      </Stack>
    </Page>
  )
}
