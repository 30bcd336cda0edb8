import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { date } from '@nansen/model'
import { api, FieldInput, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Calendar } from './calendar.ts'

/** As the command's. Characters; and days that are asked for at once. */
const SHORTEST_REASON = 10
const MOST_DAYS = 60
const DAY = date()

interface Asked {
  readonly at: number
  readonly day: string
  readonly label: Readonly<Record<string, string>>
}
const empty = (at: number): Asked => ({ at, day: '', label: {} })
const isWhole = ({ day, label }: Asked) =>
  day !== '' && LANGUAGES.every(language => (label[language] ?? '').trim() !== '')

/** Days off that are asked for together: a whole year's, with one reason. */
export function AskHolidays({ calendar, onClose }: { readonly calendar: Calendar; readonly onClose: () => void }) {
  const words = useWords()
  const client = useQueryClient()
  const [days, setDays] = useState<readonly Asked[]>([empty(0)])
  const [because, setBecause] = useState('')
  const asking = useMutation({
    mutationFn: () =>
      api.command('admin.ask-calendar', {
        country: calendar.country,
        kind: 'holidays',
        days: days.map(({ day, label }) => ({
          day,
          label: Object.fromEntries(LANGUAGES.map(language => [language, (label[language] ?? '').trim()])),
        })),
        because: because.trim(),
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  const set = (changed: Asked) => setDays(days.map(each => (each.at === changed.at ? changed : each)))
  const whole = days.every(isWhole) && because.trim().length >= SHORTEST_REASON
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('oversight.calendar.add')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        {days.map(each => (
          <OneDay
            key={each.at}
            asked={each}
            onChange={set}
            onRemove={days.length === 1 ? null : () => setDays(days.filter(({ at }) => at !== each.at))}
          />
        ))}
        {days.length < MOST_DAYS && (
          <Button variant="default" onClick={() => setDays([...days, empty(days.at(-1)!.at + 1)])}>
            {words.say('oversight.calendar.another')}
          </Button>
        )}
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

interface OneDayProps {
  readonly asked: Asked
  readonly onChange: (asked: Asked) => void
  readonly onRemove: (() => void) | null
}

function OneDay({ asked, onChange, onRemove }: OneDayProps) {
  const words = useWords()
  return (
    <Surface>
      <Stack gap="xs">
        <FieldInput
          module="oversight"
          record="calendar"
          name="day"
          field={DAY}
          id={`holiday-${asked.at}`}
          label={words.say('oversight.calendar.day')}
          value={asked.day || null}
          problem={null}
          onChange={day => onChange({ ...asked, day: typeof day === 'string' ? day : '' })}
        />
        <Group grow gap="xs">
          {LANGUAGES.slice(0, 2).map(language => (
            <Name key={language} {...{ language, asked, onChange }} />
          ))}
        </Group>
        <Group grow gap="xs">
          {LANGUAGES.slice(2).map(language => (
            <Name key={language} {...{ language, asked, onChange }} />
          ))}
        </Group>
        {onRemove !== null && (
          <Group justify="end">
            <Button variant="subtle" size="compact-md" onClick={onRemove}>
              {words.say('oversight.calendar.remove')}
            </Button>
          </Group>
        )}
      </Stack>
    </Surface>
  )
}

interface NameProps extends Pick<OneDayProps, 'asked' | 'onChange'> {
  readonly language: string
}

function Name({ language, asked, onChange }: NameProps) {
  const words = useWords()
  return (
    <TextInput
      label={words.say(`oversight.codes.field.${language}`)}
      withAsterisk
      lang={language}
      dir="auto"
      maxLength={120}
      value={asked.label[language] ?? ''}
      onChange={event => onChange({ ...asked, label: { ...asked.label, [language]: event.currentTarget.value } })}
    />
  )
}
