import { Alert, Badge, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { attachmentAddress, GoButton, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ABSENT_REASONS } from '../index.ts'
import './station.css'

interface Member {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly photo: string | null
  readonly years: number | null
  readonly standing: string
  readonly proof: string | null
  readonly passed: readonly string[]
}
export interface Found {
  readonly outcome: string
  readonly number?: string
  readonly token?: string | null
  readonly onDay?: string | null
  readonly members?: readonly Member[]
}
export interface Finding {
  readonly people: readonly string[]
  readonly outcome: string
  readonly reason?: string
}

/** What it means that somebody passed a station. */
const PASSED: Readonly<Record<string, string>> = {
  'biometric-verification': 'verified',
  'litigation-desk': 'verified',
  interview: 'updated',
  photo: 'photo-new',
}
const UNLIKE = 'not-the-same'
/** Nobody stands here whom the list knows. */
const NOBODY: readonly string[] = ['not-listed', 'closed', 'wrong-card']

interface FamilyProps {
  readonly station: string
  readonly found: Found
  readonly busy: boolean
  readonly onArrive: () => void
  readonly onMark: (finding: Finding) => void
}

/** Who stands at the station. Everybody is ticked as here; one button writes it down. */
export function Family({ station, found, busy, onArrive, onMark }: FamilyProps) {
  const { say, date } = useWords()
  const members = found.members ?? []
  const [away, setAway] = useState<readonly string[]>(
    members.filter(({ proof }) => proof === UNLIKE).map(({ id }) => id),
  )
  if (NOBODY.includes(found.outcome))
    return (
      <Alert color="saffron" role="status" data-outcome={found.outcome}>
        <Text fw={700}>{say(`verification.desk.${found.outcome}`)}</Text>
      </Alert>
    )
  const waits = found.outcome === 'expected' && station !== 'home-visit'
  const here = members.filter(({ id }) => !away.includes(id)).map(({ id }) => id)
  return (
    <Stack gap="md" data-outcome={found.outcome}>
      <Surface>
        <Group justify="space-between" mb="sm">
          <Text fw={700} size="xl">
            <bdi dir="ltr" className="nansen-number">
              {found.number}
            </bdi>
          </Text>
          {found.token ? (
            <Badge size="xl" variant="outline">
              {say('verification.desk.token')} <bdi dir="ltr">{found.token}</bdi>
            </Badge>
          ) : (
            <Text>{say('verification.desk.expected')}</Text>
          )}
        </Group>
        {found.onDay && <Text mb="sm">{say('verification.desk.asked-for', { day: date(found.onDay) })}</Text>}
        <Stack gap="sm">
          {members.map(member => (
            <One
              key={member.id}
              member={member}
              here={!away.includes(member.id)}
              onHere={yes => setAway(yes ? away.filter(id => id !== member.id) : [...away, member.id])}
            />
          ))}
        </Stack>
      </Surface>
      {waits ? (
        <Button size="xl" color="leaf" fullWidth loading={busy} onClick={onArrive} autoFocus>
          {say('verification.desk.arrive')}
        </Button>
      ) : (
        <Marks station={station} here={here} away={away} busy={busy} onMark={onMark} />
      )}
    </Stack>
  )
}

interface MarksProps extends Pick<FamilyProps, 'station' | 'busy' | 'onMark'> {
  readonly here: readonly string[]
  readonly away: readonly string[]
}

function Marks({ station, here, away, busy, onMark }: MarksProps) {
  const { say, option } = useWords()
  const [reason, setReason] = useState<string>('unknown')
  return (
    <>
      {here.length > 0 && (
        <Button
          size="xl"
          color="leaf"
          fullWidth
          autoFocus
          loading={busy}
          onClick={() => onMark({ people: here, outcome: PASSED[station] ?? 'done' })}
        >
          {say(`verification.desk.do.${station}`)}
        </Button>
      )}
      {here.length > 0 && station !== 'litigation-desk' && (
        <Button
          size="md"
          variant="default"
          loading={busy}
          onClick={() => onMark({ people: here, outcome: 'litigation' })}
        >
          {say('verification.desk.litigation')}
        </Button>
      )}
      {away.length > 0 && (
        <Group align="end" grow>
          <NativeSelect
            label={say('verification.field.mark.reason')}
            value={reason}
            data={ABSENT_REASONS.map(value => ({ value, label: option('verification', 'mark', 'reason', value) }))}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <Button variant="default" loading={busy} onClick={() => onMark({ people: away, outcome: 'absent', reason })}>
            {say('verification.desk.absent')}
          </Button>
        </Group>
      )}
    </>
  )
}

interface OneProps {
  readonly member: Member
  readonly here: boolean
  readonly onHere: (here: boolean) => void
}

function One({ member, here, onHere }: OneProps) {
  const { say, option } = useWords()
  const may = useMay()
  return (
    <Group align="center">
      {member.photo !== null && (
        <img className="nansen-station-face" src={attachmentAddress(member.photo)} alt={say('ui.photo')} />
      )}
      <div className="nansen-station-person">
        <Checkbox
          size="md"
          checked={here}
          onChange={event => onHere(event.currentTarget.checked)}
          label={<bdi>{member.name}</bdi>}
        />
        <Text size="sm" c="dimmed">
          <bdi dir="ltr">{member.number}</bdi>
          {member.years !== null && ` · ${say('verification.desk.years', { years: member.years })}`}
        </Text>
        <Group gap="xs">
          {member.passed.map(each => (
            <Badge key={each} variant="light" color="leaf">
              {option('verification', 'station', 'kind', each)}
            </Badge>
          ))}
          {member.proof !== null && (
            <Badge color={member.proof === UNLIKE ? 'red' : 'leaf'}>
              {say(`verification.desk.proof.${member.proof}`)}
            </Badge>
          )}
        </Group>
      </div>
      {may('identity', 'create') && member.proof !== 'same-person' && (
        <GoButton size="sm" variant="default" to={`/identity/verify/${member.id}?occasion=desk`}>
          {say('verification.desk.compare')}
        </GoButton>
      )}
    </Group>
  )
}
