import { Badge, Group, Stack, Text } from '@mantine/core'
import { Go, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'

interface LikelyPerson {
  readonly card: {
    readonly id: string
    readonly number: string
    readonly display_name: string
    readonly display_name_native: string | null
    readonly sex: string
    readonly year_of_birth: number | null
    readonly office: string
    readonly readable: boolean
  }
  readonly chance: number
  readonly band: string
  readonly reasons: readonly { readonly code: string; readonly years?: number; readonly weight?: string }[]
  readonly agreed: boolean
}

interface Likely {
  readonly looked: 'yes' | 'no-consent'
  readonly sought: readonly {
    readonly alsoSoughtId: string | null
    readonly name: string
    readonly people: readonly LikelyPerson[]
  }[]
  readonly also: readonly { readonly id: string; readonly sought_name: string }[]
}

/** Who those sought may be, with the chance and why. Nothing here proposes: an officer does. */
export function LikelyPanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { data, error, isLoading } = useAsk<Likely>('tracing.likely', { requestId: id })
  return (
    <Surface title={say('tracing.likely.title')} mt="md">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say(data?.looked === 'no-consent' ? 'tracing.likely.no-consent' : 'tracing.likely.intro')}
        </Text>
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {data?.sought.map(({ alsoSoughtId, name, people }) => (
          <div key={alsoSoughtId ?? 'first'}>
            <Text fw={600}>{say('tracing.likely.sought', { name })}</Text>
            {people.length === 0 && <Text>{say('tracing.likely.nobody')}</Text>}
            {people.map(person => (
              <Person key={person.card.id} person={person} />
            ))}
          </div>
        ))}
        {(data?.also.length ?? 0) > 0 && (
          <div>
            <Text fw={600}>{say('tracing.likely.also')}</Text>
            {data?.also.map(other => (
              <div key={other.id}>
                <Go to={`/tracing/request/${other.id}`}>
                  <bdi>{other.sought_name}</bdi>
                </Go>
              </div>
            ))}
          </div>
        )}
      </Stack>
    </Surface>
  )
}

function Person({ person: { card, chance, band, reasons, agreed } }: { readonly person: LikelyPerson }) {
  const words = useWords()
  const { say, number } = words
  const name = <bdi>{card.display_name_native ?? card.display_name}</bdi>
  const percent = number(chance, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div className="nansen-child" data-person={card.number}>
      <div>
        {card.readable ? <Go to={`/registration/individual/${card.id}`}>{name}</Go> : name}{' '}
        <Text span size="sm" c="dimmed">
          <bdi dir="ltr">{card.number}</bdi> · {words.option('registration', 'individual', 'sex', card.sex)}
          {card.year_of_birth !== null && <> · {number(card.year_of_birth, { useGrouping: false })}</>} ·{' '}
          <bdi>{card.office}</bdi>
        </Text>
      </div>
      <Group gap={4} mt={4}>
        <Badge variant="light" tt="none" color={agreed ? 'green' : 'orange'}>
          {say(agreed ? 'tracing.likely.agreed' : 'tracing.likely.ask-first')}
        </Badge>
        <Badge variant="light" tt="none" data-band={band}>
          {say(`registration.alike.band.${band}`)}
        </Badge>
        <Badge variant="light" tt="none">
          {say('tracing.likely.chance', { percent })}
        </Badge>
        {reasons.map(({ code, years, weight }) => (
          <Badge key={code} variant="light" tt="none" color="gray">
            {say(code === 'seeks-back' ? 'tracing.reason.seeks-back' : `registration.reason.${code}`, {
              years: years === undefined ? '' : number(years),
            })}
            {weight !== undefined && ` (${say(`registration.reason.${weight}`)})`}
          </Badge>
        ))}
      </Group>
    </div>
  )
}
