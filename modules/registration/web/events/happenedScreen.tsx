import { Button, Group, Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import {
  ConsequencesDialog,
  entryLabel,
  Page,
  Refused,
  Slow,
  Surface,
  toast,
  useAddressed,
  useAsk,
  useCodes,
  useGo,
  useMay,
  useParam,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import type { GroupOnPage } from '../group/groupScreen.tsx'
import { newMember } from '../register/family.ts'
import {
  type Answers,
  ASKED,
  commandOf,
  EVENTS,
  type EventName,
  eventInput,
  leaderOf,
  leavers,
  type Somebody,
} from './eventForms.ts'
import { EVENT_ICON } from './eventIcon.ts'
import { Question } from './questions.tsx'
import { Successor } from './successor.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** Something happened in a family: what, in plain words; then a short form; then what will follow; then it is saved. */
export function HappenedScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<GroupOnPage>('registration.group', { id })
  return (
    <Page
      title={say('registration.happened.title')}
      subtitle={data && <span dir="ltr">{String(data.group.number)}</span>}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && <Happened page={data} />}
    </Page>
  )
}

const somebody = (members: GroupOnPage['members'], isHere: boolean): readonly Somebody[] => {
  const found = members.flatMap(({ card, relationship, member_to }) =>
    card !== null && (member_to === null) === isHere ? [{ card, relationship }] : [],
  )
  return found.filter(({ card }, at) => found.findIndex(each => each.card.id === card.id) === at)
}

const nothing = (one: string | null): Answers => ({
  happenedOn: today(),
  place: '',
  source: '',
  document: '',
  one,
  other: null,
  found: null,
  name: '',
  many: [],
  relationship: null,
  choice: null,
  newcomer: newMember(null),
  successor: null,
  relationships: {},
})

function Happened({ page }: { readonly page: GroupOnPage }) {
  const { say, option } = useWords()
  const may = useMay()
  const person = useAddressed('person')
  const [event, setEvent] = useState<EventName | null>(null)
  const [answers, setAnswers] = useState<Answers>(() => nothing(person))
  const present = somebody(page.members, true)
  const gone = somebody(page.members, false).filter(({ card }) => !present.some(each => each.card.id === card.id))
  const offered = EVENTS.filter(each => (each === 'return' ? gone.length > 0 : present.length > 0)).filter(
    each => each !== 'duplicate' || may('registration', 'approve'),
  )
  return (
    <Stack gap="md">
      <Radio.Group
        label={say('registration.happened.what')}
        value={event}
        onChange={next => {
          setEvent(EVENTS.find(each => each === next) ?? null)
          setAnswers(nothing(person))
        }}
      >
        <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} spacing="sm" mt="xs">
          {offered.map(each => {
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
          groupId={page.group.id}
          present={present}
          gone={gone}
          answers={answers}
          onChange={part => setAnswers({ ...answers, ...part })}
        />
      )}
    </Stack>
  )
}

interface EventFormProps {
  readonly event: EventName
  readonly groupId: string
  readonly present: readonly Somebody[]
  readonly gone: readonly Somebody[]
  readonly answers: Answers
  readonly onChange: (part: Partial<Answers>) => void
}

function EventForm({ event, groupId, present, gone, answers, onChange }: EventFormProps) {
  const words = useWords()
  const { say } = words
  const [looking, setLooking] = useState(false)
  const input = eventInput(event, groupId, answers)
  const leaving = leavers(event, answers)
  const staying = present.filter(({ card }) => !leaving.includes(card.id))
  const leaves = staying.length > 1 && leaving.includes(leaderOf(present)?.card.id ?? '')
  return (
    <Surface title={words.option('registration', 'life_event', 'kind', event)}>
      <form
        onSubmit={submitted => {
          submitted.preventDefault()
          if (input !== null) setLooking(true)
        }}
      >
        <Stack gap="md" maw="44rem">
          {ASKED[event].map(asked => (
            <Question key={asked} {...{ asked, event, present, gone, answers, onChange }} />
          ))}
          {leaves && <Successor staying={staying} answers={answers} onChange={onChange} />}
          <Told answers={answers} onChange={onChange} />
          <Group justify="end" align="center">
            {input === null && (
              <Text size="sm" c="dimmed">
                {say('registration.happened.answerFirst')}
              </Text>
            )}
            <Button type="submit" disabled={input === null}>
              {say('registration.act.next')}
            </Button>
          </Group>
        </Stack>
      </form>
      {looking && input !== null && (
        <Looked event={event} groupId={groupId} input={input} onCancel={() => setLooking(false)} />
      )}
    </Surface>
  )
}

/** When, where, who says so, which paper: asked of everything that happens. */
function Told({ answers, onChange }: Pick<EventFormProps, 'answers' | 'onChange'>) {
  const words = useWords()
  const field = (name: string) => words.field('registration', 'life_event', name)
  return (
    <>
      <TextInput
        label={field('happened_on')}
        description={words.say('registration.happened.whenHint')}
        withAsterisk
        dir="ltr"
        maw="24rem"
        pattern="\d{4}(-\d{2}(-\d{2})?)?"
        value={answers.happenedOn}
        onChange={event => onChange({ happenedOn: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={field('place_as_said')}
        dir="auto"
        maxLength={200}
        value={answers.place}
        onChange={event => onChange({ place: event.currentTarget.value })}
      />
      <Textarea
        label={field('source')}
        withAsterisk
        autosize
        dir="auto"
        maxLength={10_000}
        value={answers.source}
        onChange={event => onChange({ source: event.currentTarget.value })}
      />
      <TextInput
        label={field('document')}
        dir="auto"
        maxLength={200}
        value={answers.document}
        onChange={event => onChange({ document: event.currentTarget.value })}
      />
    </>
  )
}

interface LookedProps {
  readonly event: EventName
  readonly groupId: string
  readonly input: Readonly<Record<string, unknown>>
  readonly onCancel: () => void
}

function Looked({ event, groupId, input, onCancel }: LookedProps) {
  const words = useWords()
  const go = useGo()
  const { entries } = useCodes('relationship')
  const title = words.option('registration', 'life_event', 'kind', event)
  return (
    <ConsequencesDialog
      command={commandOf(event)}
      input={input}
      title={title}
      confirm={words.say('ui.save')}
      onCancel={onCancel}
      inWords={({ relationship, ...values }) => {
        const entry = entries.find(({ code }) => code === relationship)
        return relationship === undefined
          ? values
          : { ...values, relationship: entry === undefined ? relationship : entryLabel(entry, words) }
      }}
      onDone={() => {
        toast(words.say('registration.act.done'))
        go(`/registration/registration_group/${groupId}`)
      }}
    />
  )
}
