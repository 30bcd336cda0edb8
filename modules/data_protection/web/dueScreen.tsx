import { Button, Group, Text } from '@mantine/core'
import { api, Go, Page, Refused, Slow, Surface, useAsk, useGo, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

interface Due {
  readonly individual: string
  readonly number: string
  readonly office_id: string
  readonly rule: string
  readonly closed_on: string
  readonly due_on: string
}

/** What each rule of retention would have erased. */
const ERASES: Readonly<Record<string, string>> = {
  'case-file': 'everything',
  biometrics: 'biometrics',
  photo: 'photos',
}

/** Whose data was kept as long as the rules say: proposed here, decided by one, agreed to by another. */
export function DueScreen() {
  const words = useWords()
  const go = useGo()
  const client = useQueryClient()
  const { data, error, isLoading } = useAsk<{ due: readonly Due[] }>('data_protection.due')
  const proposing = useMutation({
    mutationFn: ({ individual, office_id, rule }: Due) =>
      api.command<{ requestId: string }>('data_protection.proposeErasure', {
        individualId: individual,
        officeId: office_id,
        erase: ERASES[rule],
      }),
    onSuccess: async ({ requestId }) => {
      await client.invalidateQueries()
      go(`/data_protection/request/${requestId}`)
    },
  })
  return (
    <Page title={words.say('data_protection.due.title')} subtitle={words.say('data_protection.due.explained')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {proposing.isError && <Refused error={proposing.error} />}
      {data && (
        <Surface title={words.say('data_protection.due.title')}>
          {data.due.length === 0 && <Text c="dimmed">{words.say('data_protection.due.none')}</Text>}
          <ul className="nansen-queue">
            {data.due.map(each => (
              <li key={`${each.individual} ${each.rule}`}>
                <Group justify="space-between" gap="xs">
                  <div>
                    <Go to={`/registration/individual/${each.individual}`}>
                      <bdi>{each.number}</bdi>
                    </Go>{' '}
                    · {words.option('data_protection', 'figure', 'figure', each.rule)}
                    <Text size="sm" c="dimmed">
                      {words.say('data_protection.due.line', {
                        closed: words.date(each.closed_on),
                        due: words.date(each.due_on),
                      })}
                    </Text>
                  </div>
                  <Button size="compact-sm" loading={proposing.isPending} onClick={() => proposing.mutate(each)}>
                    {words.say('data_protection.due.propose')}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        </Surface>
      )}
    </Page>
  )
}
