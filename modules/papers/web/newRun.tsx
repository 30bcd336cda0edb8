import {
  Alert,
  Badge,
  Button,
  FileButton,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { REPRINT_REASONS } from '@nansen/registration'
import {
  api,
  LANGUAGE_NAMES,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useGo,
  useWords,
} from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMyOffices } from './myOffices.ts'

interface Card {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly thumbnail: string | null
}
interface WhoGets {
  readonly gets: number
  readonly people: readonly { readonly card: Card; readonly why: string | null }[]
  readonly notFound: readonly string[]
  readonly onHand: number | null
  readonly months: number
}
interface Found {
  readonly people: readonly { readonly card: { readonly id: string } }[]
}

type How = 'family' | 'search' | 'without-card' | 'numbers'
/** Numbers as people write or export them: one a line, or between commas, semicolons or tabs. */
const numbersIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;"]+/)
      .map(each => each.trim())
      .filter(each => each.length > 3 && each.length <= 40 && /\d/.test(each)),
  ),
]
/** As the server takes them. */
const MOST = 500

/** Chooses for whom a paper is printed, shows who gets one and who does not and why, and begins. */
export function NewRun() {
  const words = useWords()
  const go = useGo()
  const chosen = useChoice()
  const who = useAsk<WhoGets>('papers.whoGets', chosen.input ?? {}, { enabled: chosen.input !== null })
  const begin = useMutation({
    mutationFn: () => api.command<{ batchId: string }>('papers.begin', { ...chosen.input, ...chosen.printing }),
    onSuccess: ({ batchId }) => go(`/papers/batch/${batchId}`),
  })
  return (
    <Page title={words.say('papers.new.title')} subtitle={words.say('papers.new.explained')}>
      <Stack gap="md">
        <Surface>
          <Stack>
            <What chosen={chosen} />
            <Whom chosen={chosen} />
          </Stack>
        </Surface>
        {who.isLoading && <Slow />}
        {who.error && <Refused error={who.error} />}
        {who.data && chosen.input !== null && (
          <>
            <Preview who={who.data} />
            <Group justify="end">
              {begin.error && <Refused error={begin.error} />}
              <Button disabled={who.data.gets === 0} loading={begin.isPending} onClick={() => begin.mutate()}>
                {words.say('papers.new.begin', { count: who.data.gets })}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Page>
  )
}

/** What was chosen on this page, as the server takes it. */
function useChoice() {
  const group = useAddressed('group')
  const addressed = useAddressed('office')
  const offices = useMyOffices()
  const [office, setOffice] = useState<string | null>(addressed)
  const [template, setTemplate] = useState(group === null ? 'individual-card' : 'attestation')
  const [how, setHow] = useState<How>(group === null ? 'without-card' : 'family')
  const [language, setLanguage] = useState('own')
  const [second, setSecond] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [numbers, setNumbers] = useState('')
  const [searched, setSearched] = useState('')
  const found = useAsk<Found>(
    'registration.search',
    { text: searched },
    { enabled: how === 'search' && searched.length > 1 },
  )
  const officeId = office ?? offices[0]?.id ?? null
  const ids = (found.data?.people ?? []).map(({ card }) => card.id)
  const whom = whomOf(how, { group, listed: numbersIn(numbers).slice(0, MOST), ids })
  return {
    group,
    offices,
    officeId,
    setOffice,
    template,
    setTemplate,
    how,
    setHow,
    language,
    setLanguage,
    second,
    setSecond,
    reason,
    setReason,
    numbers,
    setNumbers,
    searched,
    setSearched,
    input:
      officeId === null || whom === null ? null : { officeId, template, ...(reason !== null && { reason }), ...whom },
    printing: { language, ...(second !== null && { secondLanguage: second }) },
  }
}
type Choice = ReturnType<typeof useChoice>

interface Named {
  readonly group: string | null
  readonly listed: readonly string[]
  readonly ids: readonly string[]
}

/** Null while nobody is named yet. */
function whomOf(how: How, { group, listed, ids }: Named): Readonly<Record<string, unknown>> | null {
  if (how === 'family') return group === null ? null : { groupId: group }
  if (how === 'numbers') return listed.length === 0 ? null : { numbers: listed }
  if (how === 'search') return ids.length === 0 ? null : { individualIds: ids }
  return {}
}

function What({ chosen }: { readonly chosen: Choice }) {
  const words = useWords()
  const field = (name: string) => words.field('papers', 'batch', name)
  const names = LANGUAGES.map(value => ({ value, label: LANGUAGE_NAMES[value] }))
  return (
    <>
      <SegmentedControl
        aria-label={field('template')}
        value={chosen.template}
        onChange={chosen.setTemplate}
        data={['attestation', 'individual-card'].map(value => ({
          value,
          label: words.option('papers', 'batch', 'template', value),
        }))}
      />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} style={{ alignItems: 'end' }}>
        <Select
          label={words.say('papers.office')}
          allowDeselect={false}
          data={chosen.offices.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen.officeId}
          onChange={chosen.setOffice}
        />
        <Select
          label={field('language')}
          allowDeselect={false}
          data={[{ value: 'own', label: words.option('papers', 'batch', 'language', 'own') }, ...names]}
          value={chosen.language}
          onChange={value => value !== null && chosen.setLanguage(value)}
        />
        <Select
          label={field('second_language')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          data={names}
          value={chosen.second}
          onChange={chosen.setSecond}
        />
        <Select
          label={field('reason')}
          description={words.say('papers.new.reason')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          data={REPRINT_REASONS.map(value => ({ value, label: words.option('papers', 'batch', 'reason', value) }))}
          value={chosen.reason}
          onChange={chosen.setReason}
        />
      </SimpleGrid>
    </>
  )
}

function Whom({ chosen }: { readonly chosen: Choice }) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const ways: readonly How[] = [
    ...(chosen.group === null ? [] : (['family'] as const)),
    'without-card',
    'search',
    'numbers',
  ]
  return (
    <>
      <Select
        label={words.field('papers', 'batch', 'chosen')}
        allowDeselect={false}
        data={ways.map(value => ({ value, label: words.option('papers', 'batch', 'chosen', value) }))}
        value={chosen.how}
        onChange={value => value !== null && chosen.setHow(value as How)}
      />
      {chosen.how === 'search' && (
        <form
          onSubmit={event => {
            event.preventDefault()
            chosen.setSearched(typed.trim())
          }}
        >
          <Group align="end">
            <TextInput
              label={words.say('shell.search-hint')}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
              flex={1}
            />
            <Button type="submit" variant="default">
              {words.say('papers.new.search')}
            </Button>
          </Group>
        </form>
      )}
      {chosen.how === 'numbers' && (
        <>
          <Textarea
            label={words.say('papers.new.numbers')}
            description={words.say('papers.new.numbers-explained', { count: MOST })}
            autosize
            minRows={3}
            maxRows={12}
            dir="ltr"
            value={chosen.numbers}
            onChange={event => chosen.setNumbers(event.currentTarget.value)}
          />
          <FileButton
            accept=".txt,.csv,text/plain,text/csv"
            onChange={async file => file && chosen.setNumbers(await file.text())}
          >
            {props => (
              <Button {...props} variant="default" w="fit-content">
                {words.say('papers.new.upload')}
              </Button>
            )}
          </FileButton>
        </>
      )}
    </>
  )
}

/** Lines of the preview: who gets none comes first. */
const SHOWN = 60

function Preview({ who }: { readonly who: WhoGets }) {
  const words = useWords()
  const without = who.people.filter(({ why }) => why !== null)
  const shown = [...without, ...who.people.filter(({ why }) => why === null)].slice(0, SHOWN)
  const counted = [...Map.groupBy(without, ({ why }) => why ?? '')].map(([why, people]) => ({
    why,
    count: people.length,
  }))
  return (
    <Surface title={words.say('papers.new.gets', { count: who.gets })}>
      {who.onHand !== null && who.onHand < who.gets && (
        <Alert color="saffron" mb="sm">
          {words.say('papers.new.few-blanks', { count: who.onHand })}
        </Alert>
      )}
      {who.notFound.length > 0 && (
        <Alert color="saffron" mb="sm">
          {words.say('papers.new.not-found', { count: who.notFound.length })}{' '}
          <bdi dir="ltr">{who.notFound.slice(0, 20).join(', ')}</bdi>
        </Alert>
      )}
      {counted.length > 0 && (
        <Group gap="xs" mb="sm">
          <Text>{words.say('papers.new.without', { count: without.length })}</Text>
          {counted.map(({ why, count }) => (
            <Badge key={why} variant="light" color="gray" tt="none">
              {words.option('papers', 'batch_line', 'why', why)}: {words.number(count)}
            </Badge>
          ))}
        </Group>
      )}
      <ul className="nansen-queue">
        {shown.map(({ card, why }) => (
          <li key={card.id}>
            <Group justify="space-between" wrap="nowrap" align="start">
              <PersonCard
                name={card.display_name_native ?? card.display_name}
                number={card.number}
                sex={null}
                born={null}
                photo={card.thumbnail}
              />
              <Text size="sm" {...(why !== null && { c: 'dimmed' })} ta="end">
                {why === null ? words.say('papers.new.one') : words.option('papers', 'batch_line', 'why', why)}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      {who.people.length > SHOWN && (
        <Text c="dimmed">… + {words.say('papers.runs.people', { count: who.people.length - SHOWN })}</Text>
      )}
    </Surface>
  )
}
