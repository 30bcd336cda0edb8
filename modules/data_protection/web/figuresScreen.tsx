import { Badge, Button, Group, Text } from '@mantine/core'
import { code, integer, note } from '@nansen/model'
import { ActDialog, Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

interface Worked {
  readonly country: string
  readonly officeId: string
  readonly figure: string
  readonly amount: number
  readonly unit: string
  readonly starts: string
  readonly decided: boolean
}

const ANSWERS = { amount: integer(), unit: code(['days', 'months']), because: note({ max: 1_000 }) } as const

/** How soon each operation answers and how long it keeps what; a proposal until somebody decides. */
export function FiguresScreen() {
  const words = useWords()
  const [open, setOpen] = useState<Worked | null>(null)
  const { data, error, isLoading } = useAsk<{ figures: readonly Worked[] }>('data_protection.figures')
  const nameOf = (figure: string) => words.option('data_protection', 'figure', 'figure', figure)
  const change = words.say('data_protection.figures.change')
  return (
    <Page title={words.say('data_protection.figures.title')} subtitle={words.say('data_protection.figures.explained')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {[...new Set((data?.figures ?? []).map(({ country }) => country))].map(country => (
        <Surface key={country} title={<bdi>{country}</bdi>} mb="md">
          <ul className="nansen-queue">
            {data!.figures
              .filter(each => each.country === country)
              .map(each => (
                <li key={each.figure}>
                  <Group justify="space-between" gap="xs">
                    <div>
                      {nameOf(each.figure)}: {words.number(each.amount)}{' '}
                      {words.option('data_protection', 'figure', 'unit', each.unit)}{' '}
                      <Badge variant="light" color={each.decided ? 'leaf' : 'petrol'} tt="none">
                        {words.say(`data_protection.figures.${each.decided ? 'decided' : 'default'}`)}
                      </Badge>
                      <Text size="sm" c="dimmed">
                        {words.say(`data_protection.figures.from.${each.starts}`)}
                      </Text>
                    </div>
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setOpen(each)}
                      aria-label={`${change}: ${nameOf(each.figure)}`}
                    >
                      {change}
                    </Button>
                  </Group>
                </li>
              ))}
          </ul>
        </Surface>
      ))}
      {open !== null && (
        <ActDialog
          module="data_protection"
          record="figure"
          fields={ANSWERS}
          command="data_protection.setFigure"
          input={values => ({ officeId: open.officeId, country: open.country, figure: open.figure, ...values })}
          start={{ amount: open.amount, unit: open.unit }}
          title={nameOf(open.figure)}
          confirm={change}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
