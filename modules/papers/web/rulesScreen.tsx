import { Button, Group, Select, Stack } from '@mantine/core'
import { integer, note } from '@nansen/model'
import { ActDialog, Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { useMyOffices } from './myOffices.ts'

interface Rule {
  readonly rule: string
  readonly amount: number
}
const ANSWERS = { amount: integer(), because: note({ max: 1_000 }) } as const

/** Figures of the operation: for how long papers are valid, how many reprints a year, when stock is low. */
export function RulesScreen() {
  const words = useWords()
  const offices = useMyOffices()
  const [chosen, setChosen] = useState<string | null>(null)
  const [open, setOpen] = useState<Rule | null>(null)
  const officeId = chosen ?? offices[0]?.id ?? null
  const { data, error, isLoading } = useAsk<{ rules: readonly Rule[] }>(
    'papers.rules',
    { officeId },
    { enabled: officeId !== null },
  )
  const name = (rule: string) => words.option('papers', 'rule', 'rule', rule)
  return (
    <Page title={words.say('papers.rules.title')} subtitle={words.say('papers.rules.explained')} width="narrow">
      <Stack gap="md">
        {offices.length > 1 && (
          <Select
            label={words.say('papers.office')}
            allowDeselect={false}
            data={offices.map(each => ({ value: each.id, label: each.name }))}
            value={officeId}
            onChange={setChosen}
          />
        )}
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        <Surface>
          <ul className="nansen-queue">
            {(data?.rules ?? []).map(rule => (
              <li key={rule.rule}>
                <Group justify="space-between">
                  <span>
                    {name(rule.rule)}: <b>{words.number(rule.amount)}</b>
                  </span>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setOpen(rule)}
                    aria-label={`${words.say('ui.change')}: ${name(rule.rule)}`}
                  >
                    {words.say('ui.change')}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        </Surface>
      </Stack>
      {open !== null && (
        <ActDialog
          module="papers"
          record="rule"
          fields={ANSWERS}
          start={{ amount: open.amount }}
          title={name(open.rule)}
          explained={words.say('papers.rules.whole-operation')}
          confirm={words.say('ui.change')}
          command="papers.setRule"
          input={({ amount, because }) => ({ officeId, rule: open.rule, amount, because })}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
