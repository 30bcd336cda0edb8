import { Alert, Button, Group, Text } from '@mantine/core'
import { api, Go, GoButton, Refused, Slow, Surface, toast, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

interface Consent {
  readonly id: string
  readonly purpose: string
  readonly recipient: string
  readonly recipient_name: string | null
  readonly agreed: boolean
  readonly decided_on: string
}
interface OfPerson {
  readonly requests: readonly {
    readonly id: string
    readonly kind: string
    readonly state: string
    readonly due_on: string
  }[]
  readonly stopped: readonly string[]
  readonly consents: readonly Consent[]
  readonly erasedOn: string | null
}

/** On the person's page: what was asked about their data, which uses are stopped, and what they agreed to, with receipts. */
export function PersonPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const { data, error, isLoading } = useAsk<OfPerson>('data_protection.ofPerson', { individualId: id })
  const say = (key: string, values = {}) => words.say(`data_protection.panel.${key}`, values)
  const takes = may('data_protection', 'create') && data?.erasedOn === null
  return (
    <Surface
      title={say('title')}
      actions={
        takes && (
          <GoButton to={`/data_protection/request/new?individual=${id}`} size="compact-sm" variant="light">
            {say('new')}
          </GoButton>
        )
      }
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && data.erasedOn !== null && (
        <Alert color="brick">{say('erased', { day: words.date(data.erasedOn) })}</Alert>
      )}
      {data && data.stopped.length > 0 && (
        <Alert color="petrol" mb="xs">
          {say('stopped', {
            uses: data.stopped.map(use => words.option('data_protection', 'limitation', 'uses', use)).join(' · '),
          })}
        </Alert>
      )}
      {data && data.requests.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      {data?.requests.map(request => (
        <div key={request.id}>
          <Go to={`/data_protection/request/${request.id}`}>
            {words.option('data_protection', 'request', 'kind', request.kind)}
          </Go>{' '}
          · {words.state('data_protection', request.state)} · <bdi>{words.date(request.due_on)}</bdi>
        </div>
      ))}
      {data && data.consents.length > 0 && (
        <>
          <Text fw={600} mt="sm">
            {say('consents')}
          </Text>
          {data.consents.map(consent => (
            <ConsentLine key={consent.id} consent={consent} />
          ))}
        </>
      )}
    </Surface>
  )
}

function ConsentLine({ consent }: { readonly consent: Consent }) {
  const words = useWords()
  const may = useMay()
  const client = useQueryClient()
  const say = (key: string) => words.say(`data_protection.panel.${key}`)
  const acting = useMutation({
    mutationFn: (name: 'receipt' | 'withdrawConsent') =>
      api.command(
        `data_protection.${name}`,
        name === 'receipt'
          ? { consentId: consent.id, language: words.language }
          : { consentId: consent.id, givenBy: 'person' },
      ),
    onSuccess: async (result, name) => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      const { file } = result as { file?: string }
      if (name === 'receipt' && file !== undefined) window.open(`/api/attachments/${file}`, '_blank', 'noreferrer')
    },
  })
  const code = (field: 'purpose' | 'recipient') => words.option('registration', 'consent', field, consent[field])
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">
        {code('purpose')} · {code('recipient')}
        {consent.recipient_name === null ? '' : ` · ${consent.recipient_name}`}:{' '}
        {say(consent.agreed ? 'agreed' : 'refused')} · <bdi>{words.date(consent.decided_on)}</bdi>
      </Text>
      <Group gap="xs">
        {may('registration', 'print') && (
          <Button size="compact-sm" variant="light" loading={acting.isPending} onClick={() => acting.mutate('receipt')}>
            {say('receipt')}
          </Button>
        )}
        {consent.agreed && may('registration', 'create') && (
          <Button
            size="compact-sm"
            variant="default"
            loading={acting.isPending}
            onClick={() => acting.mutate('withdrawConsent')}
          >
            {say('withdraw')}
          </Button>
        )}
      </Group>
      {acting.isError && <Refused error={acting.error} />}
    </Group>
  )
}
