import { Badge, Button, Table, TextInput } from '@mantine/core'
import { LANGUAGES, newId } from '@nansen/kernel'
import { code, date, reference, text } from '@nansen/model'
import { ActDialog, Go, matches, Page, useGo, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { SURGE_DAYS } from '../surge.ts'
import { type HeldAssignment, type StaffMember, standing, today, useAssignments, useStaff } from './administration.ts'
import { Arrived } from './waiting.tsx'

const FIELDS = {
  displayName: text(),
  email: text({ max: 254 }),
  organisationId: reference('auth.organisation'),
  language: code(LANGUAGES),
}

/** Everybody who works here, was invited, or has left. */
export function StaffScreen() {
  const words = useWords()
  const may = useMay()
  const go = useGo()
  const staff = useStaff()
  const assignments = useAssignments()
  const [typed, setTyped] = useState('')
  const [inviting, setInviting] = useState<'invite' | 'invite-surge' | null>(null)
  const found = staff.rows.filter(each => typed === '' || matches(`${each.displayName} ${each.email ?? ''}`, typed))
  return (
    <Page
      title={words.say('oversight.staff.title')}
      subtitle={words.say('oversight.staff.explained')}
      actions={
        may('admin', 'create') && (
          <>
            <Button variant="default" onClick={() => setInviting('invite-surge')}>
              {words.say('oversight.staff.invite-surge')}
            </Button>
            <Button onClick={() => setInviting('invite')}>{words.say('oversight.staff.invite')}</Button>
          </>
        )
      }
    >
      <Arrived lists={[staff, assignments]}>
        {() => (
          <>
            <TextInput
              type="search"
              maw="24rem"
              mb="md"
              dir="auto"
              label={words.say('oversight.staff.find')}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
            />
            <StaffTable staff={found} assignments={assignments.rows} />
          </>
        )}
      </Arrived>
      {inviting !== null && (
        <ActDialog
          module="oversight"
          record="staff"
          fields={inviting === 'invite-surge' ? { ...FIELDS, lastDay: date() } : FIELDS}
          start={{ language: words.language }}
          title={words.say(`oversight.staff.${inviting}`)}
          explained={words.say(`oversight.staff.${inviting}-explained`, { days: SURGE_DAYS })}
          confirm={words.say('oversight.staff.invite')}
          command={`admin.${inviting}`}
          input={values => ({ id: newId<'auth.staff'>(), ...values })}
          onDone={() => go('/oversight/staff')}
          onClose={() => setInviting(null)}
        />
      )}
    </Page>
  )
}

const COLOURS = { invited: 'saffron', active: 'leaf', disabled: 'gray', suspended: 'saffron' } as const

export function StatusBadge({ status }: { readonly status: StaffMember['status'] }) {
  const words = useWords()
  return (
    <Badge variant="light" color={COLOURS[status]} tt="none" className="nansen-state" data-color={COLOURS[status]}>
      {words.option('oversight', 'staff', 'status', status)}
    </Badge>
  )
}

interface StaffTableProps {
  readonly staff: readonly StaffMember[]
  readonly assignments: readonly HeldAssignment[]
}

function StaffTable({ staff, assignments }: StaffTableProps) {
  const words = useWords()
  const rolesOf = (id: string) =>
    assignments
      .filter(each => each.staffId === id && standing(each, today()) === 'held')
      .map(each => words.say(`role.${each.role}`))
  const heads = ['displayName', 'email', 'roles', 'status'].map(name => words.field('oversight', 'staff', name))
  return (
    <div className="nansen-surface nansen-flush">
      <Table className="nansen-table" verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {heads.map(head => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {staff.map(each => (
            <Table.Tr key={each.id}>
              <Table.Td data-label={heads[0]}>
                <Go to={`/oversight/staff/${each.id}`} className="nansen-rowlink">
                  <bdi>{each.displayName}</bdi>
                </Go>
              </Table.Td>
              <Table.Td data-label={heads[1]}>
                <bdi>{each.email ?? '—'}</bdi>
              </Table.Td>
              <Table.Td data-label={heads[2]}>{rolesOf(each.id).join(', ') || '—'}</Table.Td>
              <Table.Td data-label={heads[3]}>
                <StatusBadge status={each.status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
