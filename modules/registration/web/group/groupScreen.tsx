import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import {
  entryLabel,
  FieldOutput,
  Go,
  GoButton,
  History,
  isEmpty,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useCodes,
  useGo,
  useMay,
  useParam,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { type Card, cardProps } from '../cards.ts'
import type { Stored } from '../person/page.ts'
import { PrintCertificate } from '../person/printCertificate.tsx'
import { AskTransfer } from './askTransfer.tsx'
import { ChangeFocalPoint } from './changeFocalPoint.tsx'
import { Pending, usePending } from './pending.tsx'
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

type Act = 'split' | 'lead' | 'transfer'

function Acts({ page }: { readonly page: GroupOnPage }) {
  const { say } = useWords()
  const may = useMay()
  const go = useGo()
  const [act, setAct] = useState<Act | null>(null)
  const pending = usePending(page.group.id)
  const close = () => setAct(null)
  const present = page.members.filter(({ member_to }) => member_to === null)
  const several = may('registration', 'change') && present.length > 1
  const merges = pending?.may.merge === true && present.length > 0
  const transfers = pending?.may.transfer === true && pending.transfer === null && present.length > 0
  return (
    <Group gap="xs">
      {present.length > 0 && <PrintCertificate groupId={page.group.id} />}
      {may('registration', 'create') && (
        <GoButton to={`/registration/addMember/${page.group.id}`}>{say('registration.act.add')}</GoButton>
      )}
      {may('registration', 'change') && (
        <GoButton variant="default" to={`/registration/happened/${page.group.id}`}>
          {say('registration.happened.title')}
        </GoButton>
      )}
      <GoButton variant="default" to={`/registration/past/registration_group/${page.group.id}`}>
        {say('registration.past.open')}
      </GoButton>
      {(several || merges || transfers) && (
        <Menu>
          <Menu.Target>
            <Button variant="default">{say('registration.act.more')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {several && <Menu.Item onClick={() => setAct('split')}>{say('registration.act.split')}</Menu.Item>}
            {several && <Menu.Item onClick={() => setAct('lead')}>{say('registration.act.lead')}</Menu.Item>}
            {merges && (
              <Menu.Item onClick={() => go(`/registration/merge/${page.group.id}`)}>
                {say('registration.act.merge')}
              </Menu.Item>
            )}
            {transfers && <Menu.Item onClick={() => setAct('transfer')}>{say('registration.act.transfer')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {act === 'split' && <Split groupId={page.group.id} members={present} onClose={close} />}
      {act === 'lead' && <ChangeFocalPoint groupId={page.group.id} members={present} onClose={close} />}
      {act === 'transfer' && (
        <AskTransfer groupId={page.group.id} officeId={String(page.group.office_id)} onClose={close} />
      )}
    </Group>
  )
}

function Laid({ page }: { readonly page: GroupOnPage }) {
  const words = useWords()
  return (
    <div className="nansen-columns">
      <Stack gap="md">
        <Pending groupId={page.group.id} members={page.members} />
        <Surface title={words.say('registration.person.family')}>
          <Stack gap="sm">
            {onceEach(page.members).map(member => (
              <MemberLine key={member.membership_id} member={member} />
            ))}
          </Stack>
        </Surface>
      </Stack>
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
        <History module={registration} record="registration_group" id={page.group.id} />
      </Stack>
    </div>
  )
}

/** Who left and came back is shown once, as the member they are. */
const onceEach = (members: readonly GroupMember[]): readonly GroupMember[] =>
  members.filter(
    ({ card, member_to }, at) =>
      member_to === null || card === null || members.findIndex(other => other.card?.id === card.id) === at,
  )

function MemberLine({ member }: { readonly member: GroupMember }) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const entry = entries.find(({ code }) => code === member.relationship)
  const gone = member.member_to !== null
  return (
    <Group justify="space-between" wrap="nowrap" align="start" data-gone={gone}>
      {member.card ? (
        <PersonCard {...cardProps(member.card, words)} />
      ) : (
        <Text c="dimmed">{words.say('registration.group.notShown')}</Text>
      )}
      <Stack gap={2} align="end">
        <Text size="sm">{entry ? entryLabel(entry, words) : member.relationship}</Text>
        {gone && (
          <Text size="sm" c="dimmed" ta="end">
            {words.say('registration.group.left', { day: words.date(member.member_to ?? '') })}
          </Text>
        )}
      </Stack>
    </Group>
  )
}
