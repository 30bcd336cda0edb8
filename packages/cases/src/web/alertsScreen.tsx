import { Badge, Button, Group, Select, Text } from '@mantine/core'
import {
  ColleagueName,
  Go,
  Page,
  QueueCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useDesk,
  useWords,
  type Words,
} from '@nansen/ui'
import type { ReactNode } from 'react'
import { useSending } from './sending.ts'

interface Alert {
  readonly id: string
  readonly module: string
  readonly recordId: string
  readonly number: string | null
  readonly kind: string
  readonly urgent: boolean
  readonly words: string | null
  readonly raisedBy: string | null
  readonly raisedAt: string
  readonly readAt: string | null
}
interface Alerts {
  readonly alerts: readonly Alert[]
  readonly dailyAt: number | null
}

/** What an alert is, in words: a colleague's, or a rule's of the module or of the platform. */
const nameOf = ({ module, kind }: Alert, words: Words): string => {
  const known = [`${module}.alert.${kind}`, `case.alert.${kind}`].find(words.has)
  return known === undefined ? kind : words.say(known)
}

/** Hours of a day at which a digest can come; UTC is kept, the reader's own is shown. */
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Everything that colleagues and rules brought before the reader, and how they want to hear of it. */
export function AlertsScreen() {
  const words = useWords()
  const found = useAsk<Alerts>('cases.alertsForMe')
  const wishing = useSending('cases.wishAlerts')
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const { alerts, dailyAt } = found.data
  const time = (hour: number) =>
    new Date(Date.UTC(2026, 0, 1, hour)).toLocaleTimeString(words.language, { hour: '2-digit', minute: '2-digit' })
  return (
    <Page title={words.say('case.alert.title')}>
      <Select
        mb="md"
        maw={420}
        label={words.say('case.alert.wish')}
        allowDeselect={false}
        value={dailyAt === null ? '' : String(dailyAt)}
        data={[
          { value: '', label: words.say('case.alert.at-once') },
          ...HOURS.map(hour => ({ value: String(hour), label: words.say('case.alert.daily', { hour: time(hour) }) })),
        ]}
        onChange={value => wishing.mutate({ dailyAt: value === '' || value === null ? null : Number(value) })}
      />
      <Surface>
        {alerts.length === 0 && <Text c="dimmed">{words.say('case.alert.empty')}</Text>}
        <ul className="nansen-case-tasks">
          {alerts.map(alert => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      </Surface>
    </Page>
  )
}

function AlertLine({ alert }: { readonly alert: Alert }) {
  const words = useWords()
  const reading = useSending('cases.readAlert')
  return (
    <li>
      <div>
        <Where alert={alert}>
          <strong>{nameOf(alert, words)}</strong>
        </Where>{' '}
        {alert.urgent && (
          <Badge color="brick" variant="light" tt="none">
            {words.say('case.alert.urgent')}
          </Badge>
        )}
        {alert.words !== null && <div className="nansen-said">{alert.words}</div>}
        <Text size="sm" c="dimmed" component="div">
          {words.say(`${alert.module}.module`)} · <bdi>{alert.number}</bdi> · {words.instant(alert.raisedAt)}
          {alert.raisedBy !== null && (
            <>
              {' · '}
              <ColleagueName id={alert.raisedBy} />
            </>
          )}
        </Text>
      </div>
      <Group gap="xs">
        {alert.readAt === null ? (
          <Button
            size="compact-md"
            variant="default"
            loading={reading.isPending}
            onClick={() => reading.mutate({ id: alert.id })}
          >
            {words.say('case.alert.read')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {words.say('case.alert.read-at', { when: words.instant(alert.readAt) })}
          </Text>
        )}
      </Group>
    </li>
  )
}

function Where({ alert, children }: { readonly alert: Alert; readonly children: ReactNode }) {
  const record = useDesk().modules.find(({ name }) => name === alert.module)?.case?.record ?? 'individual'
  return <Go to={`/${alert.module}/${record}/${alert.recordId}`}>{children}</Go>
}

const LISTED = 6

/** Unread alerts on the home page; without any there is no card. */
export function AlertsCard() {
  const words = useWords()
  const { modules } = useDesk()
  const found = useAsk<Alerts>('cases.alertsForMe')
  const unread = (found.data?.alerts ?? []).filter(({ readAt }) => readAt === null)
  if (unread.length === 0) return null
  return (
    <QueueCard
      title={words.say('case.alert.title')}
      count={unread.length}
      loading={false}
      error={null}
      empty={words.say('case.alert.empty')}
      more={{ to: '/cases/alerts', label: words.say('case.alert.title') }}
      items={unread.slice(0, LISTED).map(alert => ({
        id: alert.id,
        to: `/${alert.module}/${modules.find(({ name }) => name === alert.module)?.case?.record ?? 'individual'}/${alert.recordId}`,
        title: nameOf(alert, words),
        detail: alert.words ?? words.say(`${alert.module}.module`),
        urgent: alert.urgent,
      }))}
    />
  )
}
