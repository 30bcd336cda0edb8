import { Bars, QueueCard, Refused, Slow, Surface, useAsk, useModule, useWords } from '@nansen/ui'

interface Queue {
  readonly states: readonly { readonly state: string; readonly count: number }[]
  readonly open: readonly { readonly id: string; readonly sought_name: string; readonly created_at: string }[]
  readonly visits: readonly { readonly id: string; readonly sought_name: string; readonly due_on: string }[]
}

const useQueue = () => useAsk<Queue>('tracing.queue')

/** The open requests, the one that waits longest first. */
export function OpenRequestsCard() {
  const words = useWords()
  const { data, error, isLoading } = useQueue()
  return (
    <QueueCard
      title={words.say('tracing.home.open')}
      count={data?.states.find(({ state }) => state === 'open')?.count ?? null}
      empty={words.say('tracing.home.none')}
      loading={isLoading}
      error={error}
      items={(data?.open ?? []).map(({ id, sought_name, created_at }) => ({
        id,
        to: `/tracing/request/${id}`,
        title: <bdi>{sought_name}</bdi>,
        since: created_at,
      }))}
      more={{ to: '/tracing/request', label: words.say('tracing.home.all') }}
    />
  )
}

/** How many requests stand where, in the order of the work. */
export function RequestStatesCard() {
  const words = useWords()
  const module = useModule('tracing')
  const { data, error, isLoading } = useQueue()
  const count = (state: string) => data?.states.find(each => each.state === state)?.count ?? 0
  return (
    <Surface title={words.say('tracing.home.states')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Bars
          bars={(module?.lifecycle?.table.states ?? []).map(state => ({
            label: words.state('tracing', state),
            value: count(state),
          }))}
        />
      )}
    </Surface>
  )
}

/** Visits that are owed after reunions, the one due first at the top. */
export function VisitsCard() {
  const words = useWords()
  const { data, error, isLoading } = useQueue()
  return (
    <QueueCard
      title={words.say('tracing.home.visits')}
      count={data?.visits.length ?? null}
      empty={words.say('tracing.home.no-visits')}
      loading={isLoading}
      error={error}
      items={(data?.visits ?? []).map(({ id, sought_name, due_on }) => ({
        id: `${id} ${due_on}`,
        to: `/tracing/request/${id}`,
        title: (
          <>
            <bdi>{sought_name}</bdi> · {words.date(due_on)}
          </>
        ),
      }))}
      more={{ to: '/tracing/request', label: words.say('tracing.home.all') }}
    />
  )
}
