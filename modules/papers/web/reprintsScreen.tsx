import { Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, ColleagueName, Go, Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

interface Waiting {
  readonly id: string
  readonly individual: string
  readonly number: string
  readonly template: string
  readonly reason: string
  readonly remarks: string
  readonly asked_by: string
  readonly asked_at: string
  readonly reprints: number
  readonly mine: boolean
}
const BECAUSE = { decided_because: note({ max: 1_000 }) } as const

/** Reprints beyond what a year allows, for somebody other than who asks to decide. */
export function ReprintsScreen() {
  const words = useWords()
  const [open, setOpen] = useState<{ readonly of: Waiting; readonly agree: boolean } | null>(null)
  const { data, error, isLoading } = useAsk<{ waiting: readonly Waiting[] }>('papers.reprintQueue')
  return (
    <Page title={words.say('papers.reprints.title')} subtitle={words.say('papers.reprints.explained')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Surface>
          {data.waiting.length === 0 && <Text c="dimmed">{words.say('papers.reprints.none')}</Text>}
          <ul className="nansen-queue">
            {data.waiting.map(each => (
              <li key={each.id}>
                <Group justify="space-between" align="start" gap="xs">
                  <div>
                    <Go to={`/registration/individual/${each.individual}`}>{each.number}</Go> ·{' '}
                    {words.option('papers', 'reprint', 'template', each.template)} ·{' '}
                    {words.option('papers', 'reprint', 'reason', each.reason)}
                    <Text>
                      <bdi>{each.remarks}</bdi>
                    </Text>
                    <Text size="sm" c="dimmed">
                      {words.say('papers.reprints.before', { count: each.reprints })} ·{' '}
                      <ColleagueName id={each.asked_by} /> · {words.ago(each.asked_at)}
                    </Text>
                  </div>
                  {each.mine ? (
                    <Text size="sm" c="dimmed">
                      {words.say('papers.reprints.mine')}
                    </Text>
                  ) : (
                    <Group gap="xs">
                      <Button size="compact-md" onClick={() => setOpen({ of: each, agree: true })}>
                        {words.say('papers.move.agree')}
                      </Button>
                      <Button size="compact-md" variant="default" onClick={() => setOpen({ of: each, agree: false })}>
                        {words.say('papers.move.refuse')}
                      </Button>
                    </Group>
                  )}
                </Group>
              </li>
            ))}
          </ul>
        </Surface>
      )}
      {open !== null && (
        <ActDialog
          module="papers"
          record="reprint"
          fields={BECAUSE}
          title={words.say(`papers.move.${open.agree ? 'agree' : 'refuse'}`)}
          explained={`${open.of.number} · ${words.option('papers', 'reprint', 'template', open.of.template)}`}
          confirm={words.say(`papers.move.${open.agree ? 'agree' : 'refuse'}`)}
          command="papers.decideReprint"
          input={({ decided_because }) => ({ id: open.of.id, agree: open.agree, because: decided_because })}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
