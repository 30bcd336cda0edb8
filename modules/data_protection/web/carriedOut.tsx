import { Button, Group, Text } from '@mantine/core'
import { Correct } from '@nansen/registration/web'
import { Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { RequestCase } from './requestCase.ts'

/** A correction that was granted is carried out where every correction is: asked by one, agreed to by another, who also closes the request. */
export function CarriedOut({ of: { request, corrections } }: { readonly of: RequestCase }) {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const isGranted = request.kind === 'correction' && request.decision !== null && request.decision !== 'refused'
  if (!isGranted) return null
  const waits = corrections.some(({ state }) => state === 'requested')
  const carries =
    request.state === 'decided' && !waits && may('data_protection', 'change') && may('registration', 'change')
  return (
    <Surface title={words.say('data_protection.case.carried-out')} mb="md">
      {corrections.length === 0 && <Text c="dimmed">{words.say('data_protection.case.not-carried-out')}</Text>}
      {corrections.map(({ id, what, state }) => (
        <Text key={id} data-correction={state}>
          {words.option('registration', 'correction_request', 'what', what)} · {words.state('registration', state)}
        </Text>
      ))}
      {waits && (
        <Text size="sm" c="dimmed">
          {words.say('data_protection.case.correction-waits')}
        </Text>
      )}
      {carries && (
        <Group mt="sm">
          <Button onClick={() => setOpen(true)}>{words.say('data_protection.case.carry-out')}</Button>
        </Group>
      )}
      {open && (
        <Correct
          individualId={request.individual}
          command="data_protection.carryOut"
          more={{ requestId: request.id }}
          onClose={() => setOpen(false)}
        />
      )}
    </Surface>
  )
}
