import { Text } from '@mantine/core'
import { ROLES } from '@nansen/model'
import { Go, Page, Surface, useWords } from '@nansen/ui'
import { standing, today, useAssignments, useOffices, useStaff } from './administration.ts'
import { Arrived } from './waiting.tsx'

/** Every role and who holds it today, where. What a role may do is agreed in the access matrix and the same everywhere. */
export function RolesScreen() {
  const words = useWords()
  const staff = useStaff()
  const offices = useOffices()
  const assignments = useAssignments()
  const held = assignments.rows.filter(each => standing(each, today()) === 'held')
  return (
    <Page title={words.say('oversight.roles.title')} subtitle={words.say('oversight.roles.explained')}>
      <Arrived lists={[staff, offices, assignments]}>
        {() => (
          <div className="nansen-grid">
            {ROLES.map(role => {
              const holders = held.filter(each => each.role === role)
              return (
                <Surface key={role} title={words.say(`role.${role}`)}>
                  {holders.length === 0 && <Text c="dimmed">{words.say('oversight.roles.nobody')}</Text>}
                  {holders.map(({ id, staffId, officeId }) => (
                    <div key={id}>
                      <Go to={`/oversight/staff/${staffId}`}>
                        <bdi>{staff.rows.find(each => each.id === staffId)?.displayName ?? '—'}</bdi>
                      </Go>
                      {' · '}
                      <bdi>{offices.rows.find(each => each.id === officeId)?.name ?? '—'}</bdi>
                    </div>
                  ))}
                </Surface>
              )
            })}
          </div>
        )}
      </Arrived>
    </Page>
  )
}
