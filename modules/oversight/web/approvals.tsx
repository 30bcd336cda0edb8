import { Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, GoButton, Page, Surface, useSession, useWords } from '@nansen/ui'
import { useState } from 'react'
import {
  type Reset,
  standing,
  today,
  useAssignments,
  useCalendars,
  useOffices,
  useResets,
  useStaff,
} from './administration.ts'
import { AssignmentList } from './assignmentList.tsx'
import { AskedOfCalendar } from './calendarScreen.tsx'
import { inLanguage } from './codeList.ts'
import { OneTimeCode } from './oneTimeCode.tsx'
import { Arrived } from './waiting.tsx'

const REASON = { reason: note({ max: 500 }) }

/** Everything of the administration that waits for a second or third pair of eyes. */
export function useWaiting() {
  const staff = useStaff()
  const assignments = useAssignments()
  const resets = useResets()
  const calendars = useCalendars()
  return {
    lists: [staff, assignments, resets, calendars],
    calendars: calendars.rows.flatMap(({ country, name, versions }) =>
      versions.flatMap(version => (version.state === 'asked' ? [{ ...version, country, name }] : [])),
    ),
    staff: staff.rows,
    invited: staff.rows.filter(each => each.status === 'invited'),
    assignments: assignments.rows.filter(each => standing(each, today()) === 'waiting'),
    resets: resets.rows.filter(each => each.open),
  }
}

/** What waits for another person to agree: colleagues to let in, roles, working days, lost authenticators. */
export function ApprovalsScreen() {
  const words = useWords()
  const waiting = useWaiting()
  const offices = useOffices()
  // Of the whole screen: the line of a request goes when it is agreed to, and its code must still be copied.
  const [agreed, setAgreed] = useState<Reset | null>(null)
  const nameOf = (id: string) => waiting.staff.find(each => each.id === id)?.displayName ?? '—'
  return (
    <Page title={words.say('oversight.approvals.title')} subtitle={words.say('oversight.approvals.explained')}>
      <Arrived lists={[...waiting.lists, offices]}>
        {() => (
          <>
            <Surface title={words.say('oversight.approvals.assignments')}>
              <AssignmentList assignments={waiting.assignments} staff={waiting.staff} offices={offices.rows} named />
            </Surface>
            <Surface title={words.say('oversight.approvals.invited')} mt="md">
              {waiting.invited.length === 0 && <Text c="dimmed">{words.say('oversight.approvals.none')}</Text>}
              {waiting.invited.map(each => (
                <Group key={each.id} justify="space-between" py="xs">
                  <Text fw={600}>
                    <bdi>{each.displayName}</bdi>
                  </Text>
                  <GoButton to={`/oversight/staff/${each.id}`} variant="default" size="compact-md">
                    {words.say('oversight.approvals.look')}
                  </GoButton>
                </Group>
              ))}
            </Surface>
            <Surface title={words.say('oversight.calendar.title')} mt="md">
              {waiting.calendars.length === 0 && <Text c="dimmed">{words.say('oversight.approvals.none')}</Text>}
              {waiting.calendars.map(each => (
                <Group key={each.id} justify="space-between" py="xs" align="start">
                  <div>
                    <Text fw={600}>
                      <bdi>{inLanguage(each.name, words, each.country)}</bdi>
                    </Text>
                    <AskedOfCalendar version={each} />
                    <Text size="sm" c="dimmed">
                      {words.say('oversight.approvals.asked', {
                        name: nameOf(each.askedBy),
                        when: words.ago(each.askedAt),
                      })}
                    </Text>
                  </div>
                  <GoButton to={`/oversight/calendar?country=${each.country}`} variant="default" size="compact-md">
                    {words.say('oversight.approvals.look')}
                  </GoButton>
                </Group>
              ))}
            </Surface>
            <Surface title={words.say('oversight.approvals.resets')} mt="md">
              {waiting.resets.length === 0 && <Text c="dimmed">{words.say('oversight.approvals.none')}</Text>}
              {waiting.resets.map(each => (
                <ResetLine key={each.id} reset={each} nameOf={nameOf} onAgree={() => setAgreed(each)} />
              ))}
            </Surface>
          </>
        )}
      </Arrived>
      {agreed !== null && (
        <OneTimeCode command="admin.approve-reset" of={{ id: agreed.id }} onClose={() => setAgreed(null)} />
      )}
    </Page>
  )
}

interface ResetLineProps {
  readonly reset: Reset
  readonly nameOf: (id: string) => string
  readonly onAgree: () => void
}

function ResetLine({ reset, nameOf, onAgree }: ResetLineProps) {
  const words = useWords()
  const { staffId } = useSession()
  const [refusing, setRefusing] = useState(false)
  const involved = reset.requestedBy === staffId || reset.staffId === staffId
  return (
    <Group justify="space-between" py="xs" align="start">
      <div>
        <Text fw={600}>
          <bdi>{nameOf(reset.staffId)}</bdi>
        </Text>
        <Text size="sm" dir="auto">
          {reset.reason}
        </Text>
        <Text size="sm" c="dimmed">
          {words.say('oversight.approvals.asked', {
            name: nameOf(reset.requestedBy),
            when: words.ago(reset.requestedAt),
          })}
        </Text>
      </div>
      <div>
        <Group gap="xs">
          <Button size="compact-md" disabled={involved} onClick={onAgree}>
            {words.say('oversight.approvals.approve-reset')}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            disabled={reset.staffId === staffId}
            onClick={() => setRefusing(true)}
          >
            {words.say('oversight.approvals.refuse-reset')}
          </Button>
        </Group>
        {involved && (
          <Text size="sm" c="dimmed">
            {words.say('why-not.second-person')}
          </Text>
        )}
      </div>
      {refusing && (
        <ActDialog
          module="oversight"
          record="act"
          fields={REASON}
          title={words.say('oversight.approvals.refuse-reset')}
          confirm={words.say('oversight.approvals.refuse-reset')}
          command="admin.refuse-reset"
          input={({ reason }) => ({ id: reset.id, reason })}
          onClose={() => setRefusing(false)}
        />
      )}
    </Group>
  )
}
