import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import type { Place } from '@nansen/model'
import { FieldInput, useWords, type Words } from '@nansen/ui'
import { INACTIVE_REASONS, registration, SEXES } from '../../index.ts'
import { RelationshipSelect } from '../group/relationshipSelect.tsx'
import { NameLines } from '../register/nameLines.tsx'
import { type Answers, type Asked, type EventName, type Somebody, saidWhoTheyAre } from './eventForms.ts'
import { IntoFamily } from './intoFamily.tsx'
import { PersonPicker } from './personPicker.tsx'
import { SoughtRelative } from './soughtRelative.tsx'

export interface QuestionProps {
  readonly event: EventName
  readonly asked: Asked
  readonly groupId: string | null
  readonly present: readonly Somebody[]
  readonly gone: readonly Somebody[]
  readonly answers: Answers
  readonly onChange: (part: Partial<Answers>) => void
}

/** One question of an event's form. */
export function Question(props: QuestionProps) {
  const { asked } = props
  if (asked in ONE) return <One {...props} />
  if (asked in MANY) return <Many {...props} />
  if (asked in PICKED) return <Picked {...props} />
  if (asked in CHOICES) return <Choice {...props} />
  if (asked === 'newborn' || asked === 'newcomer') return <Newcomer {...props} />
  if (asked === 'relationship') return <Relationship {...props} />
  if (asked === 'isNow') return <IsNow {...props} />
  if (asked === 'into') return <IntoFamily {...props} />
  if (asked === 'sought') return <SoughtRelative {...props} />
  if (asked === 'lives') return <Lives {...props} />
  return <Line {...props} />
}

const label = (words: Words, asked: Asked | 'isThere') => words.say(`registration.happened.${asked}`)
const named = ({ card }: Somebody) => ({ value: card.id, label: card.display_name_native ?? card.display_name })

/** A member of the family: into which answer, and of which sex. */
const ONE: Partial<Record<Asked, readonly ['one' | 'other', string | null, boolean]>> = {
  mother: ['one', 'male', true],
  father: ['other', 'female', false],
  who: ['one', null, true],
  former: ['other', null, false],
  child: ['one', null, true],
  stays: ['one', null, true],
}

function One({ asked, present, answers, onChange }: QuestionProps) {
  const words = useWords()
  const [into, never, isNeeded] = ONE[asked]!
  return (
    <Select
      label={label(words, asked)}
      withAsterisk={isNeeded}
      clearable={!isNeeded}
      data={present.filter(({ card }) => card.sex !== never).map(named)}
      value={answers[into]}
      onChange={id => onChange({ [into]: id, successor: null, relationships: {} })}
    />
  )
}

const MANY: Partial<Record<Asked, 'present' | 'gone'>> = {
  people: 'present',
  leavers: 'present',
  leaving: 'present',
  gone: 'gone',
}

function Many({ asked, answers, onChange, ...props }: QuestionProps) {
  const words = useWords()
  return (
    <Checkbox.Group
      label={label(words, asked)}
      withAsterisk={asked !== 'leaving'}
      value={[...answers.many]}
      onChange={many => onChange({ many, successor: null, relationships: {} })}
    >
      <Stack gap={6} mt={6}>
        {props[MANY[asked]!].map(each => (
          <Checkbox key={each.card.id} value={each.card.id} label={<bdi>{named(each).label}</bdi>} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

const PICKED: Partial<Record<Asked, true>> = { spouse: true, carer: true, arrived: true, twice: true }

function Picked({ asked, answers, onChange }: QuestionProps) {
  const words = useWords()
  return <PersonPicker label={label(words, asked)} value={answers.found} onChange={found => onChange({ found })} />
}

const VERIFIED = ['biometrics', 'photo-and-papers', 'known-to-family', 'interview']
const WEDDINGS = ['civil', 'religious', 'customary', 'common-law', 'partnership']

/** A choice of few: which, into which answer, and how each is called. */
const CHOICES: Partial<
  Record<
    Asked,
    readonly [values: readonly string[], into: 'choice' | 'other', called: (words: Words, value: string) => string]
  >
> = {
  reason: [
    INACTIVE_REASONS.filter(reason => reason !== 'death'),
    'choice',
    (words, value) => words.option('registration', 'status_change', 'reason', value),
  ],
  verified: [VERIFIED, 'choice', (words, value) => words.option('registration', 'life_event', 'verified_by', value)],
  wedding: [WEDDINGS, 'other', (words, value) => words.option('registration', 'marriage', 'kind', value)],
  moves: [['nobody', 'moves-out', 'moves-in'], 'choice', (words, value) => words.say(`registration.happened.${value}`)],
}

function Choice({ asked, answers, onChange }: QuestionProps) {
  const words = useWords()
  const [values, into, called] = CHOICES[asked]!
  if (asked === 'moves' && answers.found === null) return null
  return (
    <Select
      label={label(words, asked)}
      withAsterisk={asked === 'reason' || asked === 'verified'}
      clearable={asked === 'wedding'}
      data={values.map(value => ({ value, label: called(words, value) }))}
      value={answers[into]}
      onChange={value => onChange({ [into]: value })}
    />
  )
}

/** The least that makes a record: a name and a sex. The rest is asked when there is time. */
function Newcomer({ asked, answers, onChange }: QuestionProps) {
  const words = useWords()
  const { newcomer, found } = answers
  if (asked === 'newcomer' && found !== null) return null
  return (
    <Stack gap="sm">
      <NameLines
        id={`answer-${asked}-name`}
        member={newcomer}
        problem={undefined}
        onChange={names => onChange({ newcomer: { ...newcomer, ...names } })}
      />
      <Select
        label={words.field('registration', 'individual', 'sex')}
        withAsterisk
        maw="28rem"
        data={SEXES.map(sex => ({ value: sex, label: words.option('registration', 'individual', 'sex', sex) }))}
        value={(newcomer.values.sex as string | undefined) ?? null}
        onChange={sex =>
          onChange({ newcomer: { ...newcomer, values: { ...newcomer.values, sex } }, relationship: null })
        }
      />
    </Stack>
  )
}

function Relationship({ asked, event, present, answers, onChange }: QuestionProps) {
  const words = useWords()
  const { choice, found } = answers
  if (event === 'marriage' && (found === null || choice === null || choice === 'nobody')) return null
  return (
    <RelationshipSelect
      id={`answer-${asked}`}
      label={label(
        words,
        event === 'adoption' || event === 'custody' || choice === 'moves-out' ? 'isThere' : 'relationship',
      )}
      sex={sexOf(event, present, answers)}
      value={answers.relationship}
      missing={false}
      onChange={relationship => onChange({ relationship })}
    />
  )
}

/** Of whom the relationship is asked: a child who changes hands, who moves, or who comes. */
function sexOf(event: EventName, present: readonly Somebody[], { choice, found, one, newcomer }: Answers): string {
  const here = present.find(({ card }) => card.id === one)?.card.sex
  if (event === 'adoption' || event === 'custody' || choice === 'moves-out') return here ?? 'unknown'
  return found?.sex ?? (newcomer.values.sex as string | undefined) ?? 'unknown'
}

/** Who comes back into a family that somebody leads is to that one what they were, unless the officer says otherwise; elsewhere it is said. */
function IsNow({ groupId, present, gone, answers, onChange }: QuestionProps) {
  const words = useWords()
  const { relationships, into, many } = answers
  const asks = into === 'before' ? (groupId !== null && present.length > 0 ? many : []) : saidWhoTheyAre(answers)
  return gone
    .filter(({ card }) => asks.includes(card.id))
    .map(({ card }) => (
      <RelationshipSelect
        key={card.id}
        id={`answer-relationships-${card.id}`}
        label={words.say('registration.happened.isToLeader', { name: card.display_name_native ?? card.display_name })}
        sex={card.sex}
        value={relationships[card.id] ?? null}
        missing={false}
        onChange={code => onChange({ relationships: { ...relationships, [card.id]: code } })}
      />
    ))
}

function Line({ asked, answers, onChange }: QuestionProps) {
  const words = useWords()
  if (asked === 'spouseName' && answers.found !== null) return null
  return (
    <TextInput
      dir="auto"
      maxLength={200}
      label={label(words, asked)}
      value={answers.name}
      onChange={event => onChange({ name: event.currentTarget.value })}
    />
  )
}

const ADDRESS = registration.records.address.fields

/** By the places the country has, in words, or both: what has no code is told all the same. */
function Lives({ asked, answers, onChange }: QuestionProps) {
  const words = useWords()
  return (
    <Stack gap="sm">
      <FieldInput
        module="registration"
        record="address"
        name="place"
        field={ADDRESS.place}
        id="answer-lives-place"
        label={`${label(words, asked)} *`}
        value={answers.lives}
        problem={null}
        onChange={lives => onChange({ lives: lives as Place | null })}
      />
      <TextInput
        dir="auto"
        maxLength={200}
        label={words.say('registration.happened.livesInWords')}
        value={answers.name}
        onChange={event => onChange({ name: event.currentTarget.value })}
      />
    </Stack>
  )
}
