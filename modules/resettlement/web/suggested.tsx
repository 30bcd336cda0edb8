import { Badge, Button, Group, Select, Text, Textarea } from '@mantine/core'
import { entryLabel, FieldOutput, Page, Refused, Slow, Surface, useAsk, useCodes, useWords } from '@nansen/ui'
import { useState } from 'react'
import { CATEGORIES } from '../fields.ts'
import { resettlement } from '../index.ts'
import { useOpenCase } from './openCase.ts'

interface Reason {
  readonly individual: string
  readonly why: string
  readonly category: string | null
}
interface Family {
  readonly individual: string
  readonly members: readonly string[]
  readonly reasons: readonly Reason[]
}
interface Answer {
  readonly families: readonly Family[]
  readonly next: string | null
}
const WHO = resettlement.records.file!.fields.subject!
/** Reasons that are no need, and where each comes from. */
const ALSO: Readonly<Record<string, Source>> = {
  'class-severe': 'vulnerability',
  'class-high': 'vulnerability',
  'individually-recognised': 'status-determination',
  'long-here': 'registration',
  'wishes-it': 'registration',
}
/** In the order in which they are told; the first of a family is where its case says it came from. */
const SOURCES = ['needs', 'vulnerability', 'status-determination', 'registration'] as const
type Source = (typeof SOURCES)[number]
/** As many numbers as are looked at in one go. */
const MOST = 400

/** Families for whom resettlement may be the answer by what is written down of them, or those of a list; a person opens each case. */
export function SuggestedScreen() {
  const words = useWords()
  const [pages, setPages] = useState<readonly string[]>([])
  const [category, setCategory] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [numbers, setNumbers] = useState<readonly string[] | null>(null)
  const before = pages.at(-1) ?? null
  const input = numbers === null ? { before, category } : { numbers }
  const { data, error, isLoading, refetch } = useAsk<Answer>('resettlement.suggestions', input)
  const ask = () => setNumbers(numbersIn(typed))
  return (
    <Page title={words.say('resettlement.suggested.title')} subtitle={words.say('resettlement.suggested.intro')}>
      <Group align="start" mb="md" grow>
        <Select
          label={words.field('resettlement', 'file', 'primary_category')}
          placeholder={words.say('resettlement.suggested.any')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          disabled={numbers !== null}
          data={CATEGORIES.map(value => ({
            value,
            label: words.option('resettlement', 'file', 'primary_category', value),
          }))}
          value={category}
          onChange={value => {
            setCategory(value)
            setPages([])
          }}
        />
        <div>
          <Textarea
            label={words.say('resettlement.suggested.list')}
            autosize
            minRows={1}
            maxRows={6}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <Group mt="xs">
            <Button variant="default" disabled={numbersIn(typed).length === 0} onClick={ask}>
              {words.say('resettlement.suggested.look')}
            </Button>
            {numbers !== null && (
              <Button variant="subtle" onClick={() => setNumbers(null)}>
                {words.say('resettlement.suggested.all')}
              </Button>
            )}
          </Group>
        </div>
      </Group>
      {isLoading && <Slow />}
      {error && <Refused error={error} onAgain={() => void refetch()} />}
      {data?.families.length === 0 && <Text c="dimmed">{words.say('resettlement.suggested.none')}</Text>}
      {data?.families.map(family => (
        <OneFamily key={family.individual} family={family} isListed={numbers !== null} />
      ))}
      {data && (pages.length > 0 || data.next !== null) && (
        <Group justify="center" mt="md">
          <Button variant="default" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
            {words.say('resettlement.suggested.back')}
          </Button>
          <Button
            variant="default"
            disabled={data.next === null}
            onClick={() => data.next !== null && setPages([...pages, data.next])}
          >
            {words.say('resettlement.suggested.further')}
          </Button>
        </Group>
      )}
    </Page>
  )
}

const numbersIn = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, MOST)

function OneFamily({ family, isListed }: { readonly family: Family; readonly isListed: boolean }) {
  const words = useWords()
  const { entries } = useCodes('need')
  const opening = useOpenCase()
  const { individual, members, reasons } = family
  const categories = [...new Set(reasons.flatMap(({ category }) => category ?? []))]
  const whyOf = (why: string) => {
    if (why in ALSO) return words.say(`resettlement.suggested.why.${why}`)
    const entry = entries.find(({ code }) => code === why)
    return entry === undefined ? why : entryLabel(entry, words)
  }
  const found = SOURCES.map(source => {
    const said = reasons.filter(({ why }) => (ALSO[why] ?? 'needs') === source)
    return { source, said: [...new Set(said.map(({ why }) => whyOf(why)))] }
  }).filter(({ said }) => said.length > 0)
  return (
    <Surface mt="md" data-family={individual}>
      <Group justify="space-between" align="start">
        <div>
          <FieldOutput module="resettlement" record="file" name="subject" field={WHO} value={individual} />
          <Text size="sm">{words.say('resettlement.suggested.people', { number: words.number(members.length) })}</Text>
        </div>
        <Button
          variant="default"
          loading={opening.isPending}
          onClick={() =>
            opening.mutate({
              subject: individual,
              members,
              found_by: isListed ? 'list' : (found[0]?.source ?? 'needs'),
            })
          }
        >
          {words.say('resettlement.suggested.open')}
        </Button>
      </Group>
      <Group gap="xs" mt="xs">
        {categories.map(category => (
          <Badge key={category} variant="light" tt="none">
            {words.option('resettlement', 'file', 'primary_category', category)}
          </Badge>
        ))}
      </Group>
      {found.map(({ source, said }) => (
        <Text key={source} size="sm" c="dimmed" mt="xs" data-source={source}>
          <b>{words.option('resettlement', 'file', 'found_by', source)}</b>
          {' · '}
          {said.join(' · ')}
        </Text>
      ))}
      {opening.isError && <Refused error={opening.error} />}
    </Surface>
  )
}
