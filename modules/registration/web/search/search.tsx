import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import {
  Go,
  GoButton,
  lineFor,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useGo,
  useMay,
  useWords,
  type Words,
} from '@nansen/ui'
import { Fragment, useEffect, useRef, useState } from 'react'
import { type Card, cardProps } from '../cards.ts'
import { CardFound } from './cardFound.tsx'

interface Found {
  readonly card: Card
  readonly score: number
  readonly reasons: readonly string[]
  readonly family: readonly { readonly card: Card; readonly relationship: string }[]
  readonly group_number: string | null
}
interface Answer {
  readonly people: readonly Found[]
  readonly searched: {
    readonly name: string
    readonly numbers: readonly string[]
    readonly impossible: readonly string[]
    readonly year: number | null
    readonly looked_at: number
    readonly likely: number
    readonly truncated: boolean
  }
}

/** What the code of a certificate begins with: scanners type it into the box like a keyboard. */
const CARD = 'NANSEN1:'

/** The front page: nobody is registered before somebody looked whether they are known. */
export function Search() {
  const { say } = useWords()
  const go = useGo()
  const asked = useAddressed('q') ?? ''
  const from = useAddressed('from')
  /** Whom one looks for was counted on arrival: their registration begins with that. */
  const counted = from === null ? undefined : { from }
  const [text, setText] = useState(asked)
  const box = useRef<HTMLInputElement>(null)
  const isCard = asked.startsWith(CARD)
  const found = useAsk<Answer>('registration.search', { text: asked }, { enabled: asked.trim() !== '' && !isCard })
  useEffect(() => {
    box.current?.focus()
  }, [])
  useEffect(() => setText(asked), [asked])
  return (
    <Page title={say('registration.search.title')} subtitle={say('registration.search.intro')}>
      <Stack gap="md">
        <search>
          <form
            onSubmit={event => {
              event.preventDefault()
              if (text.trim() !== '') go(`/registration/search?${new URLSearchParams({ q: text.trim(), ...counted })}`)
            }}
          >
            <Group align="end" gap="sm" wrap="nowrap">
              <TextInput
                ref={box}
                size="lg"
                style={{ flex: 1 }}
                type="search"
                dir="auto"
                label={say('registration.search.label')}
                value={text}
                maxLength={2_000}
                autoComplete="off"
                onChange={event => setText(event.currentTarget.value)}
              />
              <Button type="submit" size="lg">
                {say('registration.search.go')}
              </Button>
            </Group>
          </form>
        </search>
        {found.isLoading && asked !== '' && <Slow label={say('registration.search.looking')} />}
        {found.error && <Refused error={found.error} />}
        {isCard && <CardFound text={asked} />}
        {found.data && <Results answer={found.data} />}
        <Next asked={asked} counted={counted} answered={found.data !== undefined} />
      </Stack>
    </Page>
  )
}

function Results({ answer }: { readonly answer: Answer }) {
  const words = useWords()
  const { people, searched } = answer
  return (
    <>
      <Alert
        color={people.length === 0 ? 'gray' : 'blue'}
        role="status"
        data-found={people.length}
        title={titleOf(people.length, searched.likely, words)}
      >
        <Text size="sm">
          {searchedIn(searched, words).map((part, at) => (
            <Fragment key={part}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </Fragment>
          ))}
        </Text>
        {searched.impossible.map(number => (
          <Text key={number} size="sm" fw={600} data-impossible={number}>
            {words.say('registration.search.impossible', { number })}
          </Text>
        ))}
        {searched.truncated && <Text size="sm">{words.say('registration.search.common')}</Text>}
      </Alert>
      {people.map(each => (
        <Person key={each.card.id} found={each} words={words} />
      ))}
    </>
  )
}

/** Whoever reads "20 people" of a hundred looks no further: the title says of how many these are the likeliest. */
function titleOf(shown: number, likely: number, { say }: Words): string {
  if (shown === 0) return say('registration.search.nobody')
  return likely > shown
    ? say('registration.search.likeliest', { shown, likely })
    : say('registration.search.found', { count: shown })
}

/** Says what was looked for, so that "nobody" is an answer and not a riddle. */
function searchedIn({ name, numbers, year, looked_at }: Answer['searched'], words: Words): readonly string[] {
  const parts = [
    name === '' ? null : words.say('registration.search.byName', { name }),
    numbers.length === 0 ? null : words.say('registration.search.byNumber', { numbers: numbers.join(', ') }),
    year === null ? null : words.say('registration.search.byYear', { year: String(year) }),
    words.say('registration.search.lookedAt', { count: looked_at }),
  ]
  return parts.filter(part => part !== null)
}

function Person({ found, words }: { readonly found: Found; readonly words: Words }) {
  const { card, reasons, family, group_number } = found
  return (
    <Surface>
      <Group justify="space-between" align="start" gap="md">
        <PersonCard {...cardProps(card, words)} />
        <Group gap={4}>
          {reasons.map(reason => (
            <Badge key={reason} variant="light" tt="none">
              {words.say(`registration.reason.${reason}`)}
            </Badge>
          ))}
        </Group>
      </Group>
      {card.same_person_as && (
        <Text size="sm" mt={4}>
          {words.say('registration.person.samePersonAs')}{' '}
          <Go to={`/registration/individual/${card.same_person_as}`}>{words.say('registration.person.openOther')}</Go>
        </Text>
      )}
      {card.process_status !== 'active' && (
        <Text size="sm" c="orange" mt={4}>
          {words.option('registration', 'individual', 'process_status', card.process_status)}
        </Text>
      )}
      {family.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {words.say('registration.search.family', { number: group_number ?? '' })}{' '}
          <bdi>
            {family
              .map(each => lineFor(words.language, [each.card.display_name_native, each.card.display_name]))
              .join(' · ')}
          </bdi>
        </Text>
      )}
    </Surface>
  )
}

interface NextProps {
  readonly asked: string
  readonly counted: { readonly from: string } | undefined
  readonly answered: boolean
}

/** What to do when it is none of them. */
function Next({ asked, counted, answered }: NextProps) {
  const { say } = useWords()
  const may = useMay()
  return (
    <Group>
      {may('registration', 'create') && (
        <GoButton
          to={`/registration/register?${new URLSearchParams({ ...(answered && { searched: asked }), ...counted })}`}
          variant={answered ? 'filled' : 'default'}
        >
          {say('registration.search.register')}
        </GoButton>
      )}
      {may('identity', 'create') && (
        <GoButton to="/identity/identify" variant="default">
          {say('registration.search.byFinger')}
        </GoButton>
      )}
    </Group>
  )
}
