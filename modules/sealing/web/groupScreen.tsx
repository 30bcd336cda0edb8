import { Alert, Badge, Button, Code, Text } from '@mantine/core'
import { type Member, overdue, safetyNumber } from '@nansen/sealed'
import {
  Page,
  type ReaderGroup,
  Refused,
  Slow,
  Surface,
  UnlockKeys,
  useOwnKeys,
  useParam,
  useSealing,
  useWords,
} from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChangeMembers } from './changeMembers.tsx'
import { HEALTH_COLOUR } from './healthColour.ts'
import { RecoverySection } from './recoverySection.tsx'

/** Who reads in a group, until when, and how near it is to losing everything. */
export function GroupScreen() {
  const words = useWords()
  const id = useParam('id')
  const sealing = useSealing()
  const own = useOwnKeys()
  const [isChanging, setChanging] = useState(false)
  if (sealing.isPending) return <Slow />
  if (sealing.isError) return <Refused error={sealing.error} onAgain={() => void sealing.refetch()} />
  const group = sealing.data.groups.find(each => each.id === id)
  if (!group) return <Text>{words.say('refusal.not-found')}</Text>
  const nameOf = (staff: string) => sealing.data.names.find(each => each.id === staff)?.name ?? '—'
  const newest = group.epochs.at(-1)!
  const late = overdue(newest, new Date().toISOString().slice(0, 10))
  return (
    <Page
      title={group.name}
      subtitle={
        <>
          <bdi>{group.officeName}</bdi> · {words.say(`${group.module}.module`)}
        </>
      }
      width="narrow"
    >
      <Standing group={group} />
      {late.length > 0 && (
        <Alert color="saffron" variant="light" className="nansen-alert" mb="md">
          {words.say('sealing.overdue', { names: late.map(({ keys }) => nameOf(keys.staff)).join(', ') })}
        </Alert>
      )}
      {own === null && (
        <Surface mb="md" title={words.say('sealing.own.title')}>
          <UnlockKeys />
        </Surface>
      )}
      <Surface
        title={words.say('sealing.members')}
        {...(own !== null &&
          group.mine === 'reader' &&
          group.fault === null && {
            actions: (
              <Button variant="default" onClick={() => setChanging(true)}>
                {words.say('sealing.change')}
              </Button>
            ),
          })}
      >
        <ul className="nansen-queue">
          {newest.statement.members.map(member => (
            <MemberLine key={member.keys.staff} member={member} name={nameOf(member.keys.staff)} />
          ))}
        </ul>
        <Text size="sm" c="dimmed" mt="sm">
          {words.say('sealing.number.explained')}
        </Text>
      </Surface>
      <RecoverySection group={group} nameOf={nameOf} />
      {isChanging && <ChangeMembers group={group} onClose={() => setChanging(false)} />}
    </Page>
  )
}

function Standing({ group }: { readonly group: ReaderGroup }) {
  const words = useWords()
  if (group.fault)
    return (
      <Alert
        color="brick"
        variant="light"
        className="nansen-alert"
        role="alert"
        mb="md"
        title={words.say('sealing.health.broken')}
      >
        {words.say(`sealing.fault.${group.fault.fault}`, { number: words.number(group.fault.number + 1) })}
      </Alert>
    )
  return (
    <Text mb="md">
      <Badge color={HEALTH_COLOUR[group.health]} variant="light" me="xs">
        {words.say(`sealing.health.${group.health}`)}
      </Badge>
      {words.say(`sealing.health.${group.health}.explained`)}
    </Text>
  )
}

function MemberLine({ member, name }: { readonly member: Member; readonly name: string }) {
  const words = useWords()
  const { data } = useQuery({
    queryKey: ['sealing', 'number', member.keys],
    queryFn: () => safetyNumber(member.keys),
  })
  return (
    <li className="nansen-line">
      <div>
        <Text fw={600}>
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {words.say(`sealing.mine.${member.role}`)}
          {member.until !== null && ` · ${words.say('sealing.until-day', { day: words.date(member.until) })}`}
        </Text>
        {data !== undefined && (
          <Code dir="ltr" aria-label={words.say('sealing.number', { name })}>
            {data}
          </Code>
        )}
      </div>
    </li>
  )
}
