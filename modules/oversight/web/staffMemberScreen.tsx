import { Button, Group, Text } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { date, note } from '@nansen/model'
import { ActDialog, Page, Surface, useMay, useParam, useSession, useWords } from '@nansen/ui'
import { useState } from 'react'
import { SURGE_DAYS } from '../surge.ts'
import {
  type StaffMember,
  type Stay,
  useAssignments,
  useOffices,
  useOrganisations,
  useStaff,
  useStays,
} from './administration.ts'
import { AssignmentList } from './assignmentList.tsx'
import { LeftBehind } from './leftBehind.tsx'
import { OneTimeCode } from './oneTimeCode.tsx'
import { RequestAssignment } from './requestAssignment.tsx'
import { StatusBadge } from './staffScreen.tsx'
import { StayBadges } from './stayBadges.tsx'
import { Arrived } from './waiting.tsx'

type Doing =
  | 'let-in'
  | 'disable'
  | 'resume'
  | 'end-session'
  | 'unlock'
  | 'request-reset'
  | 'leave'
  | 'stay'
  | 'prolong-surge'
  | 'assign'
  | 'issue-code'

/** One colleague: may they come in, what may they do and where, and until when. */
export function StaffMemberScreen() {
  const words = useWords()
  const id = useParam('id')
  const staff = useStaff()
  const assignments = useAssignments()
  const offices = useOffices()
  const organisations = useOrganisations()
  const stays = useStays()
  const [doing, setDoing] = useState<Doing | null>(null)
  const person = staff.rows.find(each => each.id === id)
  const stay = stays.rows.find(each => each.id === id)
  return (
    <Arrived lists={[staff, assignments, offices, organisations, stays]}>
      {() =>
        person === undefined ? (
          <Text className="nansen-empty">{words.say('not-found.title')}</Text>
        ) : (
          <Page
            title={person.displayName}
            subtitle={
              <>
                <bdi>{person.email}</bdi> ·{' '}
                <bdi>{organisations.rows.find(o => o.id === person.organisationId)?.name}</bdi>{' '}
                <StatusBadge status={person.status} /> <StayBadges stay={stay} />
              </>
            }
          >
            <Acts person={person} stay={stay} onDo={setDoing} />
            <Surface
              title={words.say('oversight.assignments.title')}
              mt="md"
              actions={
                person.status !== 'disabled' && (
                  <Button variant="default" onClick={() => setDoing('assign')}>
                    {words.say('oversight.assignments.request')}
                  </Button>
                )
              }
            >
              <AssignmentList
                assignments={assignments.rows.filter(each => each.staffId === id)}
                staff={staff.rows}
                offices={offices.rows}
              />
            </Surface>
            {stay?.lastDay != null && person.status !== 'disabled' && <LeftBehind staffId={id} />}
            {doing === 'assign' && <RequestAssignment staffId={id} onClose={() => setDoing(null)} />}
            {doing === 'issue-code' && (
              <OneTimeCode command="admin.issue-code" of={{ staffId: id }} onClose={() => setDoing(null)} />
            )}
            {doing !== null && doing !== 'assign' && doing !== 'issue-code' && (
              <StaffAct act={doing} person={person} onClose={() => setDoing(null)} />
            )}
          </Page>
        )
      }
    </Arrived>
  )
}

/** What can be done with a colleague in each status; the database asks again. */
const POSSIBLE: Readonly<Record<StaffMember['status'], readonly Doing[]>> = {
  invited: ['let-in', 'disable'],
  active: ['issue-code', 'unlock', 'request-reset', 'end-session', 'leave', 'prolong-surge', 'stay', 'disable'],
  suspended: ['resume', 'leave', 'disable'],
  disabled: [],
}

/** What hangs on how long somebody is here, and on whether they have an account yet. */
function isFit(act: Doing, stay: Stay | undefined): boolean {
  if (act === 'stay') return stay?.lastDay != null && !stay.surge
  if (act === 'prolong-surge') return stay?.surge === true
  if (act === 'issue-code') return stay?.canSignIn !== true
  if (act === 'unlock' || act === 'request-reset' || act === 'end-session') return stay?.canSignIn !== false
  return true
}

interface ActsProps {
  readonly person: StaffMember
  readonly stay: Stay | undefined
  readonly onDo: (doing: Doing) => void
}

function Acts({ person, stay, onDo }: ActsProps) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const invitedByMe = person.createdBy === staffId
  if (person.id === staffId || !may('admin', 'change')) return null
  return (
    <Group gap="sm" align="start">
      {POSSIBLE[person.status]
        .filter(act => isFit(act, stay))
        .map(act => (
          <div key={act}>
            <Button
              variant={act === 'let-in' ? 'filled' : 'default'}
              disabled={act === 'let-in' && invitedByMe}
              onClick={() => onDo(act)}
            >
              {words.say(`oversight.act.${act}`)}
            </Button>
            {act === 'let-in' && invitedByMe && (
              <Text size="sm" c="dimmed" mt={4}>
                {words.say('why-not.second-person')}
              </Text>
            )}
          </div>
        ))}
    </Group>
  )
}

const REASON = { reason: note({ max: 500 }) }
const LAST_DAY = { lastDay: date(), ...REASON }
/** Acts that ask what for. */
const WITH_REASON = ['disable', 'resume', 'end-session', 'request-reset', 'leave', 'stay', 'prolong-surge']

interface StaffActProps {
  readonly act: Exclude<Doing, 'assign' | 'issue-code'>
  readonly person: StaffMember
  readonly onClose: () => void
}

function StaffAct({ act, person, onClose }: StaffActProps) {
  const words = useWords()
  const asksReason = WITH_REASON.includes(act)
  const asksDay = act === 'leave' || act === 'prolong-surge'
  return (
    <ActDialog
      module="oversight"
      record="act"
      fields={asksDay ? LAST_DAY : asksReason ? REASON : {}}
      title={words.say(`oversight.act.${act}`)}
      explained={words.say(`oversight.act.${act}.explained`, { name: person.displayName, days: SURGE_DAYS })}
      confirm={words.say(`oversight.act.${act}`)}
      command={`admin.${act}`}
      input={({ reason, lastDay }) => ({
        staffId: person.id,
        ...(asksReason ? { reason } : {}),
        ...(asksDay ? { lastDay } : {}),
        ...(act === 'request-reset' ? { id: newId() } : {}),
      })}
      onClose={onClose}
    />
  )
}
