import { Button, Checkbox, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { api, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Calendar, dayName, WEEK } from './calendar.ts'

/** As the command's. Characters; and days of rest in a week. */
const SHORTEST_REASON = 10
const MOST_DAYS = 5

/** Other days of rest, or another zone in which a day ends. */
export function AskWeek({ calendar, onClose }: { readonly calendar: Calendar; readonly onClose: () => void }) {
  const words = useWords()
  const client = useQueryClient()
  const [weekend, setWeekend] = useState<readonly string[]>(calendar.weekend.map(String))
  const [zone, setZone] = useState(calendar.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [because, setBecause] = useState('')
  const asking = useMutation({
    mutationFn: () =>
      api.command('admin.ask-calendar', {
        country: calendar.country,
        kind: 'week',
        weekend: weekend.map(Number).toSorted(),
        zone,
        because: because.trim(),
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  const differs = weekend.toSorted().join() !== calendar.weekend.toSorted().join() || zone !== calendar.zone
  const whole = differs && weekend.length <= MOST_DAYS && because.trim().length >= SHORTEST_REASON
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('oversight.calendar.change-week')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        <Checkbox.Group
          label={words.say('oversight.calendar.rest')}
          value={[...weekend]}
          onChange={setWeekend}
          error={weekend.length > MOST_DAYS ? words.say('oversight.calendar.too-many') : null}
        >
          <Group gap="sm" mt="xs">
            {WEEK.map(each => (
              <Checkbox key={each} value={String(each)} label={dayName(each, words)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Select
          label={words.say('oversight.calendar.zone')}
          withAsterisk
          searchable
          allowDeselect={false}
          data={[...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
          value={zone}
          onChange={each => setZone(each ?? zone)}
        />
        <Textarea
          label={words.say('oversight.codes.field.because')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={1_000}
          value={because}
          onChange={event => setBecause(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button disabled={!whole} loading={asking.isPending} onClick={() => asking.mutate()}>
            {words.say('oversight.codes.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
