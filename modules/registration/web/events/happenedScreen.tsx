import { Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import { type Calendar, calendarOfCountry } from '@nansen/kernel'
import { Page, Refused, Slow, useAddressed, useAsk, useMay, useParam, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { GroupOnPage } from '../group/groupScreen.tsx'
import { calendarOf, type PersonOnPage, type Stored } from '../person/page.ts'
import { newMember } from '../register/family.ts'
import { EventForm } from './eventForm.tsx'
import { type Answers, EVENTS, type EventName, type Somebody } from './eventForms.ts'
import { EVENT_ICON } from './eventIcon.ts'

const today = () => new Date().toISOString().slice(0, 10)

/** Something happened in a family: what, in plain words; then a short form; then what will follow; then it is saved. */
export function HappenedScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<GroupOnPage>('registration.group', { id })
  const present = somebody(data?.members ?? [], true)
  const gone = somebody(data?.members ?? [], false).filter(
    ({ card }) => !present.some(each => each.card.id === card.id),
  )
  const offered = EVENTS.filter(each => (each === 'return' ? gone.length > 0 : present.length > 0))
  return (
    <Page
      title={say('registration.happened.title')}
      subtitle={data && <span dir="ltr">{String(data.group.number)}</span>}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Happened
          groupId={id}
          present={present}
          gone={gone}
          offered={offered}
          calendar={calendarOfCountry(data.group.country_of_origin as string | null)}
          after={`/registration/registration_group/${id}`}
        />
      )}
    </Page>
  )
}

/** What can happen to who is in no family now: they come back, died elsewhere, or have another record. */
const OF_NOBODYS_FAMILY: readonly EventName[] = ['return', 'death', 'duplicate']

/** Something happened to a person who is in no family now. */
export function HappenedToScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<PersonOnPage>('registration.person', { id })
  const alone = data === undefined ? [] : [{ card: data.card, relationship: '' }]
  const isDead = newestOf(data?.facts?.status_change ?? [])?.reason === 'death'
  return (
    <Page
      title={say('registration.happened.title')}
      subtitle={data && <bdi>{data.card.display_name_native ?? data.card.display_name}</bdi>}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Happened
          groupId={null}
          present={alone}
          gone={alone}
          offered={OF_NOBODYS_FAMILY.filter(
            each => each !== 'death' || (!isDead && data.card.process_status === 'inactive'),
          )}
          person={id}
          calendar={calendarOf(data)}
          after={`/registration/individual/${id}`}
        />
      )}
    </Page>
  )
}

const newestOf = (rows: readonly Stored[]): Stored | undefined =>
  rows.toSorted((one, another) => Date.parse(String(another.created_at)) - Date.parse(String(one.created_at)))[0]

const somebody = (members: GroupOnPage['members'], isHere: boolean): readonly Somebody[] => {
  const found = members.flatMap(({ card, relationship, member_to }) =>
    card !== null && (member_to === null) === isHere ? [{ card, relationship }] : [],
  )
  return found.filter(({ card }, at) => found.findIndex(each => each.card.id === card.id) === at)
}

const nothing = (one: string | null, many: readonly string[]): Answers => ({
  happenedOn: today(),
  told: null,
  place: '',
  source: '',
  document: '',
  one,
  other: null,
  found: null,
  name: '',
  many,
  relationship: null,
  choice: null,
  newcomer: newMember(null),
  successor: null,
  relationships: {},
  into: 'before',
  family: null,
  relativeId: null,
  lives: null,
})

interface HappenedProps {
  /** Null for who is in no family. */
  readonly groupId: string | null
  readonly present: readonly Somebody[]
  readonly gone: readonly Somebody[]
  readonly offered: readonly EventName[]
  /** By which these people count. */
  readonly calendar: Calendar
  /** Whose screen it is, where it is one person's. */
  readonly person?: string
  /** Where to go when it is saved. */
  readonly after: string
}

function Happened({ groupId, present, gone, offered, calendar, person, after }: HappenedProps) {
  const { say, option } = useWords()
  const may = useMay()
  const addressed = useAddressed('person')
  const [event, setEvent] = useState<EventName | null>(null)
  const begin = () => nothing(person ?? addressed, person === undefined ? [] : [person])
  const [answers, setAnswers] = useState<Answers>(begin)
  return (
    <Stack gap="md">
      <Radio.Group
        label={say('registration.happened.what')}
        value={event}
        onChange={next => {
          setEvent(EVENTS.find(each => each === next) ?? null)
          setAnswers(begin())
        }}
      >
        <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} spacing="sm" mt="xs">
          {offered
            .filter(each => each !== 'duplicate' || may('registration', 'approve'))
            .map(each => {
              const Icon = EVENT_ICON[each]
              return (
                <Radio.Card key={each} value={each} p="sm" radius="md" data-event={each}>
                  <Group gap="sm" wrap="nowrap">
                    <Icon aria-hidden size={22} stroke={1.6} />
                    <Text size="sm">{option('registration', 'life_event', 'kind', each)}</Text>
                  </Group>
                </Radio.Card>
              )
            })}
        </SimpleGrid>
      </Radio.Group>
      {event !== null && (
        <EventForm
          event={event}
          groupId={groupId}
          present={present}
          gone={gone}
          calendar={calendar}
          answers={answers}
          after={after}
          onChange={part => setAnswers({ ...answers, ...part })}
        />
      )}
    </Stack>
  )
}
