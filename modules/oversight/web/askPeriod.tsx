import { Button, Group, Modal, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core'
import { SPAN_UNITS, type Span } from '@nansen/model'
import { api, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { clockName, isMany, moduleName, type Period, recordOf, type Spans } from './period.ts'

/** As the command's: characters, and the longest period. */
const SHORTEST_REASON = 10
const MOST = 9_999

interface AskPeriodProps {
  readonly country: string
  readonly period: Period
  readonly onClose: () => void
}

/** Another length for one clock, or for each answer that it tells apart; or the module's own again. */
export function AskPeriod({ country, period, onClose }: AskPeriodProps) {
  const words = useWords()
  const client = useQueryClient()
  const now = period.spans ?? period.own
  const [spans, setSpans] = useState<Spans>(now)
  const [because, setBecause] = useState('')
  const asking = useMutation({
    mutationFn: (asked: Spans | null) =>
      api.command('admin.ask-period', {
        country,
        module: period.module,
        clock: period.clock,
        spans: asked,
        because: because.trim(),
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  const reasoned = because.trim().length >= SHORTEST_REASON
  const differs = JSON.stringify(spans) !== JSON.stringify(now)
  const lengths: readonly (readonly [string | null, Span])[] = isMany(spans)
    ? Object.entries(spans.of)
    : [[null, spans]]
  const set = (answer: string | null, span: Span) =>
    setSpans(answer === null || !isMany(spans) ? span : { ...spans, of: { ...spans.of, [answer]: span } })
  const name = (answer: string | null) =>
    answer === null || !isMany(spans)
      ? words.say('case.period.length')
      : words.option(period.module, recordOf(period), spans.by, answer)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${moduleName(period.module, words)} · ${clockName(period.module, period.clock, words)}`}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        <Text size="sm">{words.say('case.period.from-then')}</Text>
        {lengths.map(([answer, span]) => (
          <Length key={answer ?? ''} name={name(answer)} span={span} onChange={changed => set(answer, changed)} />
        ))}
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
          {period.spans !== null && (
            <Button variant="subtle" disabled={!reasoned || asking.isPending} onClick={() => asking.mutate(null)}>
              {words.say('case.period.own-again')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            disabled={!(differs && reasoned && lengths.every(([, { amount }]) => amount >= 1 && amount <= MOST))}
            loading={asking.isPending}
            onClick={() => asking.mutate(spans)}
          >
            {words.say('oversight.codes.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface LengthProps {
  readonly name: string
  readonly span: Span
  readonly onChange: (span: Span) => void
}

function Length({ name, span, onChange }: LengthProps) {
  const words = useWords()
  return (
    <Group gap="xs" align="end">
      <NumberInput
        label={name}
        style={{ flex: '1 1 12rem' }}
        withAsterisk
        min={1}
        max={MOST}
        allowDecimal={false}
        allowNegative={false}
        value={span.amount}
        onChange={amount => onChange({ ...span, amount: Number(amount) })}
      />
      <Select
        label={words.say('case.period.unit')}
        aria-label={`${name}: ${words.say('case.period.unit')}`}
        style={{ flex: '1 1 10rem' }}
        allowDeselect={false}
        data={SPAN_UNITS.map(unit => ({ value: unit, label: words.say(`case.period.unit.${unit}`) }))}
        value={span.unit}
        onChange={unit => onChange({ ...span, unit: SPAN_UNITS.find(each => each === unit) ?? span.unit })}
      />
    </Group>
  )
}
