import { Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, Go, Page, Surface, useMay, useWords } from '@nansen/ui'
import { type ReactNode, useState } from 'react'
import { type StaffMember, type Stay, useStaff, useStays } from './administration.ts'
import { StayBadges } from './stayBadges.tsx'
import { Arrived } from './waiting.tsx'

/** Days without a sign-in after which an account will soon fall asleep; it does after 45. Ours. */
const SOON_ASLEEP = 30
const REASON = { reason: note({ max: 500 }) }

/** Who comes, who goes, who is here for a surge of work, and whose account fell asleep. */
export function GoingsScreen() {
  const words = useWords()
  const staff = useStaff()
  const stays = useStays()
  const [waking, setWaking] = useState<StaffMember | null>(null)
  const stayOf = (id: string) => stays.rows.find(each => each.id === id)
  const here = staff.rows.filter(({ status }) => status !== 'disabled')
  const byEnd = (all: readonly StaffMember[]) =>
    all.toSorted((a, b) => (stayOf(a.id)?.lastDay ?? '').localeCompare(stayOf(b.id)?.lastDay ?? ''))
  const dormant = here.filter(({ status }) => status === 'suspended')
  const groups: readonly (readonly [string, readonly StaffMember[]])[] = [
    ['joining', here.filter(each => each.status === 'invited' || stayOf(each.id)?.canSignIn === false)],
    ['leaving', byEnd(here.filter(({ id }) => stayOf(id)?.lastDay != null && stayOf(id)?.surge === false))],
    ['surging', byEnd(here.filter(({ id }) => stayOf(id)?.surge === true))],
    ['sleepy', here.filter(each => each.status === 'active' && isSleepy(stayOf(each.id)))],
    ['dormant', dormant],
  ]
  return (
    <Page title={words.say('oversight.goings.title')} subtitle={words.say('oversight.goings.explained')}>
      <Arrived lists={[staff, stays]}>
        {() =>
          groups.map(([name, people]) => (
            <Section key={name} name={name} people={people}>
              {person => (
                <Line person={person} stay={stayOf(person.id)} onWake={name === 'dormant' ? setWaking : null} />
              )}
            </Section>
          ))
        }
      </Arrived>
      {waking !== null && (
        <ActDialog
          module="oversight"
          record="act"
          fields={REASON}
          title={words.say('oversight.act.resume')}
          explained={words.say('oversight.act.resume.explained', { name: waking.displayName })}
          confirm={words.say('oversight.act.resume')}
          command="admin.resume"
          input={({ reason }) => ({ staffId: waking.id, reason })}
          onClose={() => setWaking(null)}
        />
      )}
    </Page>
  )
}

const isSleepy = (stay: Stay | undefined): boolean =>
  stay?.lastSeenAt != null && Date.now() - Date.parse(stay.lastSeenAt) > SOON_ASLEEP * 86_400_000

interface SectionProps {
  readonly name: string
  readonly people: readonly StaffMember[]
  readonly children: (person: StaffMember) => ReactNode
}

function Section({ name, people, children }: SectionProps) {
  const words = useWords()
  return (
    <Surface title={words.say(`oversight.goings.${name}`)} mb="md">
      <Text size="sm" c="dimmed" mb="xs">
        {words.say(people.length === 0 ? 'oversight.goings.nobody' : `oversight.goings.${name}-explained`)}
      </Text>
      <ul className="nansen-queue">
        {people.map(person => (
          <li key={person.id}>{children(person)}</li>
        ))}
      </ul>
    </Surface>
  )
}

interface LineProps {
  readonly person: StaffMember
  readonly stay: Stay | undefined
  readonly onWake: ((person: StaffMember) => void) | null
}

function Line({ person, stay, onWake }: LineProps) {
  const words = useWords()
  const may = useMay()
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Go to={`/oversight/staff/${person.id}`}>
          <bdi>{person.displayName}</bdi>
        </Go>{' '}
        <StayBadges stay={stay} />
        {stay?.lastSeenAt != null && (
          <Text size="sm" c="dimmed">
            {words.say('oversight.goings.seen', { when: words.ago(stay.lastSeenAt) })}
          </Text>
        )}
      </div>
      {onWake !== null && may('admin', 'change') && (
        <Button size="compact-md" variant="default" onClick={() => onWake(person)}>
          {words.say('oversight.act.resume')}
        </Button>
      )}
    </Group>
  )
}
