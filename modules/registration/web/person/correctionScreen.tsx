import { Button, Group, Stack, Text } from '@mantine/core'
import { note } from '@nansen/model'
import {
  ActDialog,
  api,
  ColleagueName,
  ConsequencesDialog,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useBack,
  useParam,
  useSession,
  useWords,
} from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Correctable, registration } from '../../index.ts'
import { cardProps } from '../cards.ts'
import { useCard } from '../personReference.tsx'
import { Corrected } from './corrected.tsx'

const WHY = { decided_because: note() } as const

/** A correction as it was asked for, before the eyes of the second person. */
export function CorrectionScreen() {
  const words = useWords()
  const { say } = words
  const id = useParam('id')
  const back = useBack()
  const { staffId } = useSession()
  const [agree, setAgree] = useState<boolean | null>(null)
  const { data, error, isLoading } = useQuery({
    queryKey: ['correction', id],
    queryFn: () => api.get(registration, 'correction_request', id),
  })
  const { card } = useCard(data === undefined ? null : String(data.root_id))
  return (
    <Page title={say('registration.record.correction_request')} width="narrow">
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Stack gap="md">
          {card !== null && (
            <Surface>
              <PersonCard {...cardProps(card, words)} />
            </Surface>
          )}
          <Surface title={words.option('registration', 'correction_request', 'what', String(data.what))}>
            <div className="nansen-pair">
              <div>
                <Text size="sm" c="dimmed">
                  {words.field('registration', 'correction_request', 'value_before')}
                </Text>
                <Corrected what={data.what as Correctable} value={data.value_before as string | null} />
              </div>
              <div>
                <Text size="sm" c="dimmed">
                  {words.field('registration', 'correction_request', 'value_after')}
                </Text>
                <Corrected what={data.what as Correctable} value={data.value_after as string} />
                {data.said_as !== null && (
                  <Text size="sm">
                    {words.say('registration.act.asSaid', {
                      said: String(data.said_as),
                      calendar: words.option(
                        'registration',
                        'correction_request',
                        'said_calendar',
                        String(data.said_calendar),
                      ),
                    })}
                  </Text>
                )}
              </div>
            </div>
            <Text mt="md">
              {words.option('registration', 'correction_request', 'because', String(data.because))}: {data.evidence}
            </Text>
            <Text size="sm" c="dimmed" mt="sm">
              {words.ago(String(data.created_at))} · <ColleagueName id={String(data.requested_by)} />
            </Text>
          </Surface>
          {data.state === 'requested' && data.requested_by === staffId && (
            <Text>{say('registration.severities.waiting')}</Text>
          )}
          {data.state === 'requested' && data.requested_by !== staffId && (
            <Group justify="end">
              <Button variant="default" onClick={() => setAgree(false)}>
                {say('registration.move.refuse')}
              </Button>
              <Button onClick={() => setAgree(true)}>{say('registration.move.apply')}</Button>
            </Group>
          )}
          {data.state !== 'requested' && <Text>{words.state('registration', String(data.state))}</Text>}
        </Stack>
      )}
      {agree === true && (
        <ConsequencesDialog
          command="registration.decideCorrection"
          input={{ correctionId: id, agree }}
          title={say('registration.record.correction_request')}
          confirm={say('registration.move.apply')}
          onCancel={() => setAgree(null)}
          onDone={back}
        />
      )}
      {agree === false && (
        <ActDialog
          module="registration"
          record="correction_request"
          fields={WHY}
          title={say('registration.record.correction_request')}
          confirm={say('registration.move.refuse')}
          command="registration.decideCorrection"
          input={({ decided_because }) => ({ correctionId: id, agree, because: decided_because })}
          onDone={back}
          onClose={() => setAgree(null)}
        />
      )}
    </Page>
  )
}
