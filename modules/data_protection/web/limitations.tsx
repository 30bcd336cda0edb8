import { Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { RequestCase } from './requestCase.ts'

const BECAUSE = { lifted_because: note({ max: 1_000 }) } as const

/** Uses that this request stopped, and since when. */
export function LimitationsOf({ limitations }: Pick<RequestCase, 'limitations'>) {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState<string | null>(null)
  if (limitations.length === 0) return null
  const lift = words.say('data_protection.case.lift')
  return (
    <Surface title={words.say('data_protection.case.stops')} mb="md">
      {limitations.map(({ id, uses, from_on, lifted_on }) => (
        <Group key={id} justify="space-between">
          <Text size="sm">
            {uses.map(use => words.option('data_protection', 'limitation', 'uses', use)).join(' · ')}{' '}
            <bdi>
              {words.date(from_on)}
              {lifted_on === null ? '' : ` – ${words.date(lifted_on)}`}
            </bdi>
          </Text>
          {lifted_on === null && may('data_protection', 'approve') && (
            <Button size="compact-sm" variant="default" onClick={() => setOpen(id)}>
              {lift}
            </Button>
          )}
        </Group>
      ))}
      {open !== null && (
        <ActDialog
          module="data_protection"
          record="limitation"
          fields={BECAUSE}
          command="data_protection.lift"
          input={({ lifted_because }) => ({ limitationId: open, because: lifted_because })}
          title={lift}
          confirm={lift}
          onClose={() => setOpen(null)}
        />
      )}
    </Surface>
  )
}
