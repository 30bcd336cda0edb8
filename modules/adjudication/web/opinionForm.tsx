import { Button, Checkbox, Group, Radio, Stack, Textarea } from '@mantine/core'
import { api, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { opinion, VERDICTS } from '../fields.ts'

/** Shorter is not a reason. Characters; the server asks the same. */
const SHORTEST = 10

/** One adjudicator's own words; the other's are not on this screen. */
export function OpinionForm({ reviewId }: { readonly reviewId: string }) {
  const words = useWords()
  const { say } = words
  const queries = useQueryClient()
  const [verdict, setVerdict] = useState('')
  const [seen, setSeen] = useState<string[]>([])
  const [reasons, setReasons] = useState('')
  const give = useMutation({
    mutationFn: () => api.command<{ state: string }>('adjudication.giveOpinion', { reviewId, verdict, seen, reasons }),
    onSuccess: ({ state }) => {
      toast(say(state === 'decided' ? 'adjudication.desk.settled' : 'adjudication.desk.waiting'))
      return queries.invalidateQueries()
    },
  })
  const whole = verdict !== '' && seen.length > 0 && reasons.trim().length >= SHORTEST
  return (
    <Surface title={say('adjudication.desk.opinion')}>
      <Stack gap="md">
        <Radio.Group
          label={words.field('adjudication', 'opinion', 'verdict')}
          value={verdict}
          onChange={setVerdict}
          withAsterisk
        >
          <Stack gap={6} mt={6}>
            {VERDICTS.map(each => (
              <Radio key={each} value={each} label={words.option('adjudication', 'opinion', 'verdict', each)} />
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox.Group
          label={words.field('adjudication', 'opinion', 'seen')}
          value={seen}
          onChange={setSeen}
          withAsterisk
        >
          <Group gap="sm" mt={6}>
            {opinion.fields.seen.codes.map(each => (
              <Checkbox key={each} value={each} label={words.option('adjudication', 'opinion', 'seen', each)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Textarea
          label={words.field('adjudication', 'opinion', 'reasons')}
          description={say('adjudication.problem.reasons')}
          value={reasons}
          onChange={event => setReasons(event.currentTarget.value)}
          autosize
          minRows={3}
          withAsterisk
        />
        {give.error && <Refused error={give.error} />}
        <Group>
          <Button disabled={!whole} loading={give.isPending} onClick={() => give.mutate()}>
            {say('adjudication.desk.give')}
          </Button>
        </Group>
      </Stack>
    </Surface>
  )
}
