import { Progress, Table, Text } from '@mantine/core'
import { api, Page, Refused, Slow, Surface, useWords, type Words } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'

interface Reason {
  readonly reason: string
  readonly count: number
}
interface Again {
  readonly waiting: number
  readonly done: number
  readonly kept: number
  readonly since: string | null
  readonly last: string | null
  readonly expectedEnd: string | null
  readonly troubles: readonly Reason[]
  readonly searches: {
    readonly waiting: number
    readonly done: number
    readonly failed: number
    readonly found: number
    readonly troubles: readonly Reason[]
  }
}

/** Milliseconds between two looks while something waits. */
const ASK_AGAIN = 5_000

/** For the administrator: how far fingers and eyes are read again by a newer version, and searched again. */
export function ExtractedAgain() {
  const words = useWords()
  const { say } = words
  const { data, isLoading, error } = useQuery({
    queryKey: ['identity.extractedAgain'],
    queryFn: () => api.query<Again>('identity.extractedAgain', {}),
    refetchInterval: ({ state }) => (state.data && isWaiting(state.data) ? ASK_AGAIN : false),
  })
  return (
    <Page title={say('identity.again.title')} subtitle={say('identity.again.intro')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && data.since === null && <Text c="dimmed">{say('identity.again.nothing')}</Text>}
      {data && data.since !== null && <Extraction again={data} words={words} />}
      {data && data.since !== null && <Searches searches={data.searches} words={words} />}
    </Page>
  )
}

const isWaiting = ({ waiting, searches }: Again): boolean => waiting > 0 || searches.waiting > 0

interface PartProps {
  readonly words: Words
}

function Extraction({ again, words }: PartProps & { readonly again: Again }) {
  const { say } = words
  const all = again.waiting + again.done + again.kept
  return (
    <Surface title={say('identity.again.extracted')} mb="md">
      <HowFar done={again.done + again.kept} all={all} name={say('identity.again.extracted')} words={words} />
      <Table layout="auto" my="sm">
        <Table.Tbody>
          <Line name={say('identity.again.since')}>{again.since && words.instant(again.since)}</Line>
          <Line name={say('identity.again.last')}>{again.last ? words.instant(again.last) : '—'}</Line>
          <Line name={say('identity.again.end')}>{endOf(again, words)}</Line>
        </Table.Tbody>
      </Table>
      <Reasons title={say('identity.again.kept')} reasons={again.troubles} words={words}>
        {say('identity.again.kept.explained')}
      </Reasons>
    </Surface>
  )
}

function Searches({ searches, words }: PartProps & { readonly searches: Again['searches'] }) {
  const { say } = words
  const { waiting, done, failed, found, troubles } = searches
  const all = waiting + done + failed
  if (all === 0) return null
  return (
    <Surface title={say('identity.again.searched')}>
      <HowFar done={done + failed} all={all} name={say('identity.again.searched')} words={words} />
      <Text mt="sm">{say('identity.again.found', { found: words.number(found) })}</Text>
      <Reasons title={say('identity.again.failed')} reasons={troubles} words={words} />
    </Surface>
  )
}

function endOf({ waiting, expectedEnd }: Again, words: Words): string {
  if (waiting === 0) return words.say('identity.again.end.done')
  return expectedEnd === null ? words.say('identity.again.end.unknown') : words.instant(expectedEnd)
}

function HowFar(props: PartProps & { readonly done: number; readonly all: number; readonly name: string }) {
  const { done, all, name, words } = props
  return (
    <>
      <Text fw={600}>{words.say('identity.again.of', { done: words.number(done), all: words.number(all) })}</Text>
      <Progress value={all === 0 ? 100 : (100 * done) / all} aria-label={name} mt={4} />
    </>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}

interface ReasonsProps extends PartProps {
  readonly title: string
  readonly reasons: readonly Reason[]
  readonly children?: React.ReactNode
}

function Reasons({ title, reasons, words, children }: ReasonsProps) {
  const { say, has } = words
  if (reasons.length === 0) return null
  const nameOf = (reason: string) => {
    const key = `identity.again.trouble.${reason}`
    return say(has(key) ? key : 'identity.again.trouble.other')
  }
  return (
    <>
      <Text fw={600} mt="md">
        {title}
      </Text>
      {children && (
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      )}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('identity.again.reason')}</Table.Th>
            <Table.Th>{say('identity.again.count')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reasons.map(({ reason, count }) => (
            <Table.Tr key={reason} data-reason={reason}>
              <Table.Td>{nameOf(reason)}</Table.Td>
              <Table.Td>{words.number(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
