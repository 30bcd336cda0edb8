import { Button, Group, Modal, NumberInput, Stack, Switch, Textarea } from '@mantine/core'
import { api, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleNumbers } from './unusualRulesScreen.tsx'

/** As the command's. Characters; and the most that may be asked. */
const SHORTEST_REASON = 10
const MOST = { threshold: 10_000, minutes: 1_440 } as const

interface AskRuleProps {
  readonly rule: string
  /** As it holds now. */
  readonly holds: RuleNumbers
  readonly onClose: () => void
}

/** Other numbers for a rule, or that it is not looked for any more; with a reason. A second colleague agrees first. */
export function AskRule({ rule, holds, onClose }: AskRuleProps) {
  const words = useWords()
  const client = useQueryClient()
  const [threshold, setThreshold] = useState<number | string>(holds.threshold)
  const [minutes, setMinutes] = useState<number | string>(holds.minutes)
  const [active, setActive] = useState(holds.active)
  const [because, setBecause] = useState('')
  const asking = useMutation({
    mutationFn: () => api.command('oversight.askRule', { rule, threshold, minutes, active, because: because.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('oversight.rules.asked'))
      onClose()
    },
  })
  const differs = threshold !== holds.threshold || minutes !== holds.minutes || active !== holds.active
  const whole = typeof threshold === 'number' && typeof minutes === 'number' && because.trim().length >= SHORTEST_REASON
  const number = (value: number | string, most: number, onChange: (value: number | string) => void) =>
    ({ value, min: 1, max: most, clampBehavior: 'strict', allowDecimal: false, withAsterisk: true, onChange }) as const
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.say(`oversight.rules.name.${rule}`)}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        <Switch
          label={words.say('oversight.rules.lookFor')}
          checked={active}
          onChange={event => setActive(event.currentTarget.checked)}
        />
        <NumberInput
          data-autofocus
          label={words.say('oversight.rules.threshold')}
          {...number(threshold, MOST.threshold, setThreshold)}
        />
        <NumberInput label={words.say('oversight.rules.minutes')} {...number(minutes, MOST.minutes, setMinutes)} />
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
          <Button disabled={!differs || !whole} loading={asking.isPending} onClick={() => asking.mutate()}>
            {words.say('oversight.codes.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
