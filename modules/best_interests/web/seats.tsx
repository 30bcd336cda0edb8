import { Button, Group, Select, Text } from '@mantine/core'
import { api, ColleagueName, type ListedRow, Refused, Slow, Surface, useAsk, useSession, useWords } from '@nansen/ui'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bestInterests } from '../index.ts'

const SITTING = ['reported', 'before-panel']
const VOTES = ['approve', 'approve-with-changes', 'defer', 'reject'] as const

/** Who sits on the panel and how far each is; in one's own seat: sign, step aside, vote. */
export function Seats({ id }: { readonly id: string }) {
  const words = useWords()
  const { staffId } = useSession()
  const rowsOf = (record: string, where: object) => ({
    queryKey: ['records', 'best_interests', record, where],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.list(bestInterests, record, { where, limit: 50, whole: true } as never, signal),
  })
  const found = useQuery(rowsOf('panelist', { parent_id: id }))
  const rulings = useQuery(rowsOf('ruling', { parent_id: id }))
  const file = useQuery({
    queryKey: ['record', 'best_interests', 'file', id],
    queryFn: ({ signal }) => api.get(bestInterests, 'file', id, signal),
  })
  if (found.isPending || file.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} />
  const state = String((file.data as ListedRow | undefined)?.state)
  const rows = (found.data.rows as readonly ListedRow[]).filter(({ withdrawn_at }) => withdrawn_at == null)
  const sits = SITTING.includes(state)
  const past = (rulings.data?.rows ?? []) as readonly ListedRow[]
  if (rows.length === 0 && past.length === 0 && !sits) return null
  return (
    <Surface title={words.records('best_interests', 'panelist')} mt="md">
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('best_interests.panel.explained')}
      </Text>
      {rows.map(row => (
        <Group key={row.id} gap="sm" mb="xs" aria-label={words.record('best_interests', 'panelist')} role="group">
          <Text fw={500}>
            <ColleagueName id={String(row.staff)} />
          </Text>
          <Text c="dimmed">{words.option('best_interests', 'panelist', 'part', String(row.part))}</Text>
          <Text>{stands(row, words)}</Text>
          {sits && row.staff === staffId && row.stood_aside !== true && <OwnSeat row={row} state={state} />}
        </Group>
      ))}
      {past.length > 0 && (
        <Text component="h3" fw={600} size="sm" mt="md">
          {words.records('best_interests', 'ruling')}
        </Text>
      )}
      {past.map(row => (
        <Text key={row.id}>{ruled(row, words)}</Text>
      ))}
      {sits && <Call id={id} seated={rows.map(({ staff }) => String(staff))} />}
    </Surface>
  )
}

/** What the panel said, on which solution, and when. */
const ruled = (row: ListedRow, words: ReturnType<typeof useWords>): string =>
  [
    words.option('best_interests', 'ruling', 'verdict', String(row.verdict)),
    ...(row.solution == null ? [] : [words.option('best_interests', 'ruling', 'solution', String(row.solution))]),
    words.date(String(row.decided_on)),
  ].join(' · ')

function stands(row: ListedRow, words: ReturnType<typeof useWords>): string {
  if (row.stood_aside === true) return words.field('best_interests', 'panelist', 'stood_aside')
  if (row.vote != null) return words.option('best_interests', 'panelist', 'vote', String(row.vote))
  return words.say(`best_interests.panel.${row.signed_on == null ? 'not-signed' : 'not-voted'}`)
}

/** What a member does in their own seat; the database refuses it in another's. */
function OwnSeat({ row, state }: { readonly row: ListedRow; readonly state: string }) {
  const words = useWords()
  const client = useQueryClient()
  const acting = useMutation({
    mutationFn: (patch: object) => api.change(bestInterests, 'panelist', row.id, Number(row.version), patch as never),
    onSettled: () => seatsChanged(client),
  })
  const button = (label: string, patch: object) => (
    <Button
      key={label}
      variant="default"
      size="compact-md"
      loading={acting.isPending}
      onClick={() => acting.mutate(patch)}
    >
      {label}
    </Button>
  )
  return (
    <>
      {acting.isError && <Refused error={acting.error} />}
      {row.signed_on == null && button(words.say('best_interests.panel.sign'), { signed_on: today() })}
      {row.signed_on != null &&
        state === 'before-panel' &&
        VOTES.filter(vote => vote !== row.vote).map(vote =>
          button(words.option('best_interests', 'panelist', 'vote', vote), { vote }),
        )}
      {row.vote == null && button(words.say('best_interests.panel.aside'), { stood_aside: true })}
    </>
  )
}

/** What a seat changes on this page: the seats, the file, and what its next step waits for; a case's page asks much more than that. */
const seatsChanged = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [
      ['records', 'best_interests'],
      ['record', 'best_interests'],
      ['query', 'cases.readiness'],
    ].map(queryKey => client.invalidateQueries({ queryKey })),
  )

const today = (): string => new Date().toISOString().slice(0, 10)

/** Calls a colleague who may work on the file: the first to the chair. Who wrote the report is refused by the database. */
function Call({ id, seated }: { readonly id: string; readonly seated: readonly string[] }) {
  const words = useWords()
  const client = useQueryClient()
  const [staff, setStaff] = useState<string | null>(null)
  const found = useAsk<{ readonly colleagues: readonly { readonly staffId: string; readonly name: string }[] }>(
    'cases.colleagues',
    { module: 'best_interests', id },
  )
  const calling = useMutation({
    mutationFn: () =>
      api.create(bestInterests, 'panelist', {
        parent_id: id,
        staff,
        part: seated.length === 0 ? 'chair' : 'member',
      } as never),
    onSettled: () => seatsChanged(client),
    onSuccess: () => setStaff(null),
  })
  const free = (found.data?.colleagues ?? []).filter(({ staffId }) => !seated.includes(staffId))
  if (free.length === 0) return null
  return (
    <Group gap="sm" align="end" mt="sm">
      {calling.isError && <Refused error={calling.error} />}
      <Select
        label={words.field('best_interests', 'panelist', 'staff')}
        data={free.map(({ staffId, name }) => ({ value: staffId, label: name }))}
        value={staff}
        onChange={setStaff}
      />
      <Button variant="default" disabled={staff === null} loading={calling.isPending} onClick={() => calling.mutate()}>
        {words.say('best_interests.panel.call')}
      </Button>
    </Group>
  )
}
