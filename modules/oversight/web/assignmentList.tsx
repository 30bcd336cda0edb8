import { Badge, Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, useMay, useSession, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type HeldAssignment, type Office, type StaffMember, standing, today } from './administration.ts'
import { RequestMove } from './requestMove.tsx'

interface AssignmentListProps {
  readonly assignments: readonly HeldAssignment[]
  readonly staff: readonly StaffMember[]
  readonly offices: readonly Office[]
  /** Says whose it is, where several people's stand together. */
  readonly named?: true
}

const COLOURS = { waiting: 'saffron', coming: 'petrol', held: 'leaf', over: 'gray' } as const
const REASON = { reason: note({ max: 500 }) }

/** Roles at offices between two days, with the two who agreed. */
export function AssignmentList({ assignments, staff, offices, named }: AssignmentListProps) {
  const words = useWords()
  const [doing, setDoing] = useState<{ act: 'approve' | 'end' | 'move'; of: HeldAssignment } | null>(null)
  if (assignments.length === 0) return <Text c="dimmed">{words.say('oversight.assignments.none')}</Text>
  const nameOf = (id: string | null) => staff.find(each => each.id === id)?.displayName ?? '—'
  return (
    <>
      <ul className="nansen-queue">
        {assignments.map(each => (
          <li key={each.id}>
            <AssignmentLine
              assignment={each}
              nameOf={nameOf}
              office={offices.find(office => office.id === each.officeId)?.name ?? '—'}
              named={named ?? false}
              onDo={act => setDoing({ act, of: each })}
            />
          </li>
        ))}
      </ul>
      {doing?.act === 'move' && <RequestMove from={doing.of} onClose={() => setDoing(null)} />}
      {doing !== null && doing.act !== 'move' && (
        <ActDialog
          module="oversight"
          record="act"
          fields={doing.act === 'end' ? REASON : {}}
          title={words.say(`oversight.assignments.${doing.act}`)}
          explained={words.say(`oversight.assignments.${doing.act}-explained`)}
          confirm={words.say(`oversight.assignments.${doing.act}`)}
          command={`admin.${doing.act}-assignment`}
          input={({ reason }) => ({ id: doing.of.id, ...(doing.act === 'end' ? { reason } : {}) })}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  )
}

interface AssignmentLineProps {
  readonly assignment: HeldAssignment
  readonly nameOf: (id: string | null) => string
  readonly office: string
  readonly named: boolean
  readonly onDo: (act: 'approve' | 'end' | 'move') => void
}

function AssignmentLine({ assignment, nameOf, office, named, onDo }: AssignmentLineProps) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const { validFrom, validTo, requestedBy, approvedBy1, approvedBy2, founding } = assignment
  const stands = standing(assignment, today())
  const involved = [assignment.staffId, requestedBy, approvedBy1, approvedBy2].includes(staffId)
  const agreed = [approvedBy1, approvedBy2].filter(each => each !== null).map(nameOf)
  const period = validTo === null ? 'oversight.assignments.since' : 'oversight.assignments.between'
  return (
    <Group justify="space-between" align="start" gap="xs">
      <div>
        <Group gap="xs">
          <Text fw={600}>
            {named && (
              <>
                <bdi>{nameOf(assignment.staffId)}</bdi>
                {': '}
              </>
            )}
            {words.say(`role.${assignment.role}`)} · <bdi>{office}</bdi>
          </Text>
          <Badge
            variant="light"
            color={COLOURS[stands]}
            tt="none"
            className="nansen-state"
            data-color={COLOURS[stands]}
          >
            {words.say(`oversight.standing.${stands}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {words.say(period, {
            from: words.date(validFrom.slice(0, 10)),
            to: validTo === null ? '' : words.date(validTo.slice(0, 10)),
          })}
        </Text>
        {assignment.replaces !== null && <Text size="sm">{words.say('oversight.assignments.replaces')}</Text>}
        <Text size="sm" c="dimmed">
          {founding
            ? words.say('oversight.assignments.founding')
            : words.say('oversight.assignments.agreed', {
                count: agreed.length,
                names: agreed.join(', ') || '—',
                by: nameOf(requestedBy),
              })}
        </Text>
      </div>
      <div>
        {stands === 'waiting' && may('admin', 'approve') && (
          <>
            <Button size="compact-md" disabled={involved} onClick={() => onDo('approve')}>
              {words.say('oversight.assignments.approve')}
            </Button>
            {involved && (
              <Text size="sm" c="dimmed" maw="14rem">
                {words.say('oversight.assignments.involved')}
              </Text>
            )}
          </>
        )}
        {stands !== 'over' && stands !== 'waiting' && may('admin', 'change') && (
          <Group gap="xs">
            {staffId !== assignment.staffId && (
              <Button size="compact-md" variant="default" onClick={() => onDo('move')}>
                {words.say('oversight.assignments.move')}
              </Button>
            )}
            <Button size="compact-md" variant="subtle" color="brick" onClick={() => onDo('end')}>
              {words.say('oversight.assignments.end')}
            </Button>
          </Group>
        )}
      </div>
    </Group>
  )
}
