import { Button, Group, Text } from '@mantine/core'
import { Refused, Slow, Surface, useWords, type Words } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { account, type Notice } from './accountApi.ts'

const useNotices = () => useQuery({ queryKey: ['notices'], queryFn: account.notices })

/** What a notice says: days and roles in the reader's words. */
function sentence({ kind, about }: Notice, words: Words): string {
  const key = `notice.${kind}`
  const said = {
    ...about,
    ...(about.day === undefined ? {} : { day: words.date(String(about.day)) }),
    ...(about.role === undefined ? {} : { role: words.say(`role.${about.role}`) }),
    ...(about.many === undefined ? {} : { many: words.number(Number(about.many)) }),
  }
  return words.has(key) ? words.say(key, said) : kind
}

/** Everything that happened to one's account and rights. */
export function NoticeList() {
  const words = useWords()
  const notices = useNotices()
  if (notices.isPending) return <Slow />
  if (notices.isError) return <Refused error={notices.error} onAgain={() => void notices.refetch()} />
  if (notices.data.length === 0) return <Text c="dimmed">{words.say('account.no-notices')}</Text>
  return <Lines notices={notices.data} />
}

/** On the home page: what one has not yet said to have read; nothing when there is none. */
export function UnreadNotices() {
  const words = useWords()
  const client = useQueryClient()
  const notices = useNotices()
  const unread = (notices.data ?? []).filter(({ seenAt }) => seenAt === null)
  const reading = useMutation({
    mutationFn: () => account.seen(unread.map(({ id }) => id)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  if (unread.length === 0) return null
  return (
    <Surface title={words.say('account.unread')} mb="md">
      <Lines notices={unread} />
      <Group justify="end" mt="sm">
        <Button variant="default" loading={reading.isPending} onClick={() => reading.mutate()}>
          {words.say('account.have-read')}
        </Button>
      </Group>
    </Surface>
  )
}

function Lines({ notices }: { readonly notices: readonly Notice[] }) {
  const words = useWords()
  return (
    <ul className="nansen-queue">
      {notices.map(notice => (
        <li key={notice.id}>
          <Text>{sentence(notice, words)}</Text>
          <Text size="sm" c="dimmed" component="time" dateTime={notice.at}>
            {words.ago(notice.at)}
          </Text>
        </li>
      ))}
    </ul>
  )
}
