import { Badge, Group, Text } from '@mantine/core'
import { entryLabel, useCodes, type Words } from '@nansen/ui'
import type { Side, Step } from './sideBySide.ts'

/** Birth, parents and the way here, in plain words; or that more is not this adjudicator's to read. */
export function Story({ side, words }: { readonly side: Side; readonly words: Words }) {
  const { say } = words
  const { entries } = useCodes('country')
  const country = (code: string | null) => {
    const entry = entries.find(each => each.code === code)
    return entry ? entryLabel(entry, words) : code
  }
  if (side.facts === null)
    return (
      <Text size="sm" c="dimmed" mt="sm" data-story="closed">
        {say('adjudication.desk.storyNotYours')}
      </Text>
    )
  const { facts } = side
  const said: readonly (readonly [string, string | null])[] = [
    ['born', facts.born === null ? null : words.date(facts.born)],
    ['birth_town', [facts.birthTown, country(facts.countryOfBirth)].filter(Boolean).join(', ') || null],
    ['father_name', facts.fatherName],
    ['mother_name', facts.motherName],
    ['fled_on', facts.fledOn === null ? null : words.date(facts.fledOn)],
    ['arrived_on', facts.arrivedOn === null ? null : words.date(facts.arrivedOn)],
  ]
  const told = said.filter(([, value]) => value !== null)
  return (
    <>
      <Text fw={600} size="sm" mt="sm">
        {say('adjudication.desk.story')}
      </Text>
      <dl className="nansen-story" data-story="open">
        {told.map(([field, value]) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{words.field('registration', 'individual', field)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {side.flight.length > 0 && (
        <ol className="nansen-plain">
          {side.flight.map((step, nth) => (
            <li key={nth}>{wayOf(step, words, country)}</li>
          ))}
        </ol>
      )}
    </>
  )
}

function wayOf({ kind, on, country, place, means }: Step, words: Words, named: (code: string | null) => string | null) {
  const where = [place, named(country)].filter(Boolean).join(', ')
  const how = means === null ? null : words.option('registration', 'flight_leg', 'means', means)
  const when = on === null ? null : words.date(on)
  const rest = [where, how, when].filter(Boolean).join(' · ')
  return `${words.say(`adjudication.desk.${kind}`)}: ${rest || '—'}`
}

interface Reason {
  readonly code: string
  readonly years?: number
  readonly weight?: string
}

/** What the two summaries have in common, and what not: reasons and no figure. */
export function Reasons({ reasons, words }: { readonly reasons: readonly Reason[]; readonly words: Words }) {
  const { say } = words
  if (reasons.length === 0) return null
  return (
    <section aria-label={say('adjudication.desk.reasons')}>
      <Text size="sm" fw={600} mb={4}>
        {say('adjudication.desk.reasons')}
      </Text>
      <Group gap={4}>
        {reasons.map(({ code, years, weight }) => (
          <Badge key={code} variant="light" tt="none">
            {say(`registration.reason.${code}`, { years: years === undefined ? '' : words.number(years) })}
            {weight !== undefined && ` (${say(`registration.reason.${weight}`)})`}
          </Badge>
        ))}
      </Group>
    </section>
  )
}
