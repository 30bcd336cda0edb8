import { Badge, Button, Group, Menu, Stack, Text } from '@mantine/core'
import {
  entryLabel,
  FieldOutput,
  Go,
  GoButton,
  isEmpty,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useCodes,
  useMay,
  useParam,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { type Card, cardProps } from '../cards.ts'
import { Happenings } from '../person/happenings.tsx'
import type { Happening, Stored } from '../person/page.ts'
import { PrintCertificate } from '../person/printCertificate.tsx'
import { ChangeFocalPoint } from './changeFocalPoint.tsx'
import { Split } from './split.tsx'

export interface GroupMember {
  readonly card: Card | null
  readonly membership_id: string
  readonly relationship: string
  readonly focal_point: boolean
  readonly member_to: string | null
  readonly left_because: string | null
}
export interface GroupOnPage {
  readonly group: Stored
  readonly office: string
  readonly members: readonly GroupMember[]
  readonly links: readonly { readonly id: string; readonly number: string; readonly reason: string }[]
  readonly happenings: readonly Happening[]
}

/** One family as it is registered: who is in it, what was said of it, and what can be done with it. */
export function GroupScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<GroupOnPage>('registration.group', { id })
  return (
    <Page
      title={data ? String(data.group.number) : say('registration.record.registration_group')}
      subtitle={data?.office}
      actions={data && <Acts page={data} />}
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && <Laid page={data} />}
    </Page>
  )
}

function Acts({ page }: { readonly page: GroupOnPage }) {
  const { say } = useWords()
  const may = useMay()
  const [act, setAct] = useState<'split' | 'lead' | null>(null)
  const close = () => setAct(null)
  const present = page.members.filter(({ member_to }) => member_to === null)
  return (
    <Group gap="xs">
      <PrintCertificate groupId={page.group.id} />
      {may('registration', 'create') && (
        <GoButton to={`/registration/addMember/${page.group.id}`}>{say('registration.act.add')}</GoButton>
      )}
      {may('registration', 'change') && present.length > 1 && (
        <Menu>
          <Menu.Target>
            <Button variant="default">{say('registration.act.more')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAct('split')}>{say('registration.act.split')}</Menu.Item>
            <Menu.Item onClick={() => setAct('lead')}>{say('registration.act.lead')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {act === 'split' && <Split groupId={page.group.id} members={present} onClose={close} />}
      {act === 'lead' && <ChangeFocalPoint groupId={page.group.id} members={present} onClose={close} />}
    </Group>
  )
}

function Laid({ page }: { readonly page: GroupOnPage }) {
  const words = useWords()
  return (
    <div className="nansen-columns">
      <Surface title={words.say('registration.person.family')}>
        <Stack gap="sm">
          {page.members.map(member => (
            <MemberLine key={member.membership_id} member={member} />
          ))}
        </Stack>
      </Surface>
      <Stack gap="md">
        <Surface title={words.record('registration', 'registration_group')}>
          <dl className="nansen-facts">
            {Object.entries(registration.records.registration_group.fields)
              .filter(([name]) => !['number', 'focal_point'].includes(name) && !isEmpty(page.group[name]))
              .map(([name, field]) => (
                <div key={name}>
                  <dt>{words.field('registration', 'registration_group', name)}</dt>
                  <dd>
                    <FieldOutput
                      module="registration"
                      record="registration_group"
                      name={name}
                      field={field}
                      value={page.group[name]}
                    />
                  </dd>
                </div>
              ))}
          </dl>
        </Surface>
        {page.links.length > 0 && (
          <Surface title={words.records('registration', 'group_link')}>
            {page.links.map(link => (
              <Group key={link.id} gap="xs">
                <Go to={`/registration/registration_group/${link.id}`}>{link.number}</Go>
                <Text size="sm" c="dimmed">
                  {words.option('registration', 'group_link', 'reason', link.reason)}
                </Text>
              </Group>
            ))}
          </Surface>
        )}
        <Happenings happenings={page.happenings} />
      </Stack>
    </div>
  )
}

function MemberLine({ member }: { readonly member: GroupMember }) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const entry = entries.find(({ code }) => code === member.relationship)
  const gone = member.member_to !== null
  return (
    <Group justify="space-between" wrap="nowrap" align="start" data-gone={gone} opacity={gone ? 0.7 : 1}>
      {member.card ? (
        <PersonCard {...cardProps(member.card, words)} />
      ) : (
        <Text c="dimmed">{words.say('registration.group.notShown')}</Text>
      )}
      <Stack gap={2} align="end">
        <Text size="sm">{entry ? entryLabel(entry, words) : member.relationship}</Text>
        {gone && (
          <Badge variant="light" color="gray" tt="none">
            {words.say('registration.group.left', { day: words.date(member.member_to ?? '') })}
          </Badge>
        )}
      </Stack>
    </Group>
  )
}
