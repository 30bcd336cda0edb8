import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { SITES, type Site } from '@nansen/biometrics'
import { api, Page, Refused, Slow, useAsk, useParam, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { repeatedIn } from './engine.ts'
import { Onwards, Outcome } from './outcome.tsx'
import { enrolmentOf, templatesOf } from './seal.ts'
import { SiteBoard } from './siteBoard.tsx'
import { isDone, stateOf } from './sitting.ts'
import { useSitting } from './useSitting.ts'

/** Captures a person's fingers and eyes, and says at once whether anybody knows them. */
export function Enrol() {
  const individualId = useParam('id')
  // the next person begins with nothing of the one before
  return <Enrolling key={individualId} individualId={individualId} />
}

function Enrolling({ individualId }: { readonly individualId: string }) {
  const words = useWords()
  const { say } = words
  const person = useAsk<{ underFive: boolean }>('identity.ofPerson', { individualId })
  const sitting = useSitting()
  const [sealed, setSealed] = useState(0)
  const [repeated, setRepeated] = useState<readonly Site[] | null>(null)
  const done = SITES.filter(site => isDone(stateOf(sitting.sitting, site))).length
  const templates = templatesOf(sitting.sitting)
  const taken = Object.keys(templates).length
  // told at once, while the hand is still there; asked again before anything is sent, where a failure is told
  useEffect(() => {
    let latest = true
    if (!sitting.measuring && taken > 1)
      repeatedIn(templates).then(
        twice => latest && setRepeated(twice),
        () => {},
      )
    return () => {
      latest = false
    }
  }, [sitting.sitting, sitting.measuring, taken])
  const save = useMutation({
    mutationFn: async () => {
      const twice = await repeatedIn(templatesOf(sitting.sitting))
      setRepeated(twice)
      if (twice !== null) return null
      const enrolment = await enrolmentOf(individualId, sitting.sitting, setSealed)
      return api.command<{ enrolmentId: string; state: string }>('identity.enrol', enrolment)
    },
  })
  const [one, other] = (repeated ?? []).map(site => words.option('identity', 'capture', 'site', site))
  if (save.data)
    return (
      <Outcome
        individualId={individualId}
        enrolmentId={save.data.enrolmentId}
        excepted={save.data.state === 'excepted'}
      />
    )
  if (person.data?.underFive) return <UnderFive individualId={individualId} />
  return (
    <Page title={say('identity.capture.title')} subtitle={say('identity.capture.intro')}>
      <Stack gap="md">
        <Text size="sm">{say('identity.capture.refusal')}</Text>
        {save.error && <Refused error={save.error} />}
        {repeated && (
          <Alert
            color="orange"
            role="alert"
            data-repeated={repeated.join(' ')}
            title={say('identity.found.repeated', { one: one ?? '', other: other ?? '' })}
          >
            {say('identity.capture.repeated')}
          </Alert>
        )}
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

/** Of a young child a photo is taken, and nothing else. */
function UnderFive({ individualId }: { readonly individualId: string }) {
  const { say } = useWords()
  return (
    <Page title={say('identity.capture.title')}>
      <Stack gap="md">
        <Alert color="blue" role="status" data-under-five title={say('identity.capture.underFive')} />
        <Onwards individualId={individualId} />
      </Stack>
    </Page>
  )
}
