import { Badge, Button, Group, Select, Text } from '@mantine/core'
import { api, Page, Refused, Slow, Surface, Timeline, useWords } from '@nansen/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ColleagueFilter, DayFilter, OfficeFilter, PersonFilter } from './auditFilters.tsx'
import { type AuditLine, auditSentence, fieldNames } from './auditSentence.ts'

export interface AuditFilter {
  readonly personId?: string
  readonly staffId?: string
  readonly staffName?: string
  readonly officeId?: string
  readonly since?: string
  readonly until?: string
  readonly action?: string
  readonly outcome?: 'allow' | 'deny'
}

/** Acts that can be asked for by name; any other is found by person, colleague and time. */
const ACTIONS = [
  'read',
  'create',
  'change',
  'approve',
  'reveal',
  'print',
  'many-opened',
  'sign-in.password',
  'sign-in.totp',
  'sign-in.recovery',
  'sign-in.passkey',
  'step-up',
  'account.closed',
  'account.suspended',
  'session.other-device',
  'passkey.added',
] as const

interface Answer {
  readonly rows: readonly AuditLine[]
  readonly next: number | null
}

/** Who did and read what: by person, colleague, office, time and act, in plain words. Asking is itself written down. */
export function AuditScreen() {
  const words = useWords()
  const [filter, setFilter] = useState<AuditFilter>({})
  const { staffName: _, ...asked } = filter
  const found = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      api.query<Answer>('oversight.audit', { ...asked, ...(pageParam === null ? {} : { before: pageParam }) }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    refetchOnWindowFocus: false,
  })
  const lines = found.data?.pages.flatMap(page => page.rows) ?? []
  return (
    <Page title={words.say('oversight.audit.title')} subtitle={words.say('oversight.audit.explained')}>
      <Filters filter={filter} onChange={setFilter} />
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Slow />}
      {found.isSuccess && (
        <Surface>
          <Timeline
            entries={lines.map(line => ({
              id: String(line.seq),
              at: line.at,
              who:
                line.purpose === null
                  ? null
                  : words.say('oversight.audit.purpose', { purpose: purposeName(line.purpose, words) }),
              what: <Sentence line={line} />,
              details: <Details line={line} filter={filter} onNarrow={setFilter} />,
            }))}
          />
          {found.hasNextPage && (
            <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {words.say('oversight.audit.older')}
            </Button>
          )}
        </Surface>
      )}
    </Page>
  )
}

const purposeName = (purpose: string, words: ReturnType<typeof useWords>) =>
  words.has(`purpose.${purpose}`) ? words.say(`purpose.${purpose}`) : purpose

interface FiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

function Filters({ filter, onChange }: FiltersProps) {
  const words = useWords()
  const set = <K extends keyof AuditFilter>(name: K, value: AuditFilter[K] | null) => {
    const { [name]: _, ...others } = filter
    onChange(value === null || value === '' ? others : { ...others, [name]: value })
  }
  return (
    <Group
      component="search"
      className="nansen-filters"
      gap="sm"
      mb="md"
      align="start"
      aria-label={words.say('list.filter')}
    >
      <PersonFilter value={filter.personId ?? null} onChange={id => set('personId', id)} />
      <ColleagueFilter
        value={filter.staffId ?? null}
        name={filter.staffName ?? null}
        onChange={(id, name) => {
          const { staffId: _, staffName: __, ...others } = filter
          onChange(id === null ? others : { ...others, staffId: id, staffName: name ?? '' })
        }}
      />
      <OfficeFilter value={filter.officeId ?? null} onChange={id => set('officeId', id)} />
      <DayFilter name="since" value={filter.since ?? null} onChange={at => set('since', at)} />
      <DayFilter name="until" value={filter.until ?? null} onChange={at => set('until', at)} />
      <Select
        label={words.say('oversight.audit.action')}
        placeholder={words.say('list.all')}
        clearable
        clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
        data={ACTIONS.map(action => ({ value: action, label: words.say(`oversight.action.${action}`) }))}
        value={filter.action ?? null}
        onChange={action => set('action', action)}
      />
      <Select
        label={words.say('oversight.audit.outcome')}
        placeholder={words.say('list.all')}
        clearable
        clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
        data={(['allow', 'deny'] as const).map(outcome => ({
          value: outcome,
          label: words.say(`oversight.outcome.${outcome}`),
        }))}
        value={filter.outcome ?? null}
        onChange={outcome => set('outcome', outcome === 'allow' || outcome === 'deny' ? outcome : null)}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" size="sm" onClick={() => onChange({})}>
          {words.say('list.show-all')}
        </Button>
      )}
    </Group>
  )
}

function Sentence({ line }: { readonly line: AuditLine }) {
  const words = useWords()
  return (
    <Group gap="xs">
      <Text fw={600}>{auditSentence(line, words)}</Text>
      {line.outcome === 'deny' && (
        <Badge color="brick" variant="light" tt="none" className="nansen-state" data-color="brick">
          {words.say('oversight.outcome.deny')}
        </Badge>
      )}
    </Group>
  )
}

interface DetailsProps {
  readonly line: AuditLine
  readonly filter: AuditFilter
  readonly onNarrow: (filter: AuditFilter) => void
}

function Details({ line, filter, onNarrow }: DetailsProps) {
  const words = useWords()
  const fields = fieldNames(line, words)
  const [first] = line.ids
  return (
    <>
      {fields.length > 0 && <Text size="sm">{words.say('oversight.audit.fields', { fields: fields.join(', ') })}</Text>}
      {line.reason !== null && line.reason !== '' && (
        <Text size="sm" c="dimmed">
          <bdi>
            {words.has(`oversight.reason.${line.reason}`) ? words.say(`oversight.reason.${line.reason}`) : line.reason}
          </bdi>
        </Text>
      )}
      <Group gap="xs" mt={2}>
        {line.staffId !== null && filter.staffId === undefined && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onNarrow({ ...filter, staffId: line.staffId!, staffName: line.staffName ?? '' })}
          >
            {words.say('oversight.audit.this-colleague')}
          </Button>
        )}
        {first !== undefined && line.ids.length === 1 && filter.personId === undefined && (
          <Button variant="subtle" size="compact-sm" onClick={() => onNarrow({ ...filter, personId: first })}>
            {words.say('oversight.audit.this-record')}
          </Button>
        )}
      </Group>
    </>
  )
}
