import { Button, Group, Select, Stack, Text } from '@mantine/core'
import {
  ConsequencesDialog,
  focusAnswer,
  Page,
  PersonCard,
  Refused,
  Slow,
  Surface,
  toast,
  useAsk,
  useBack,
  useGo,
  useParam,
  useWords,
} from '@nansen/ui'
import { useState } from 'react'
import { FOCAL_POINT } from '../../relationships.ts'
import { cardProps } from '../cards.ts'
import { Because } from './because.tsx'
import { FamilyPicker } from './familyPicker.tsx'
import type { GroupOnPage } from './groupScreen.tsx'
import { codesAfter, type Merging } from './mergedFamily.ts'
import { RelationshipSelect } from './relationshipSelect.tsx'

/** Another family joins this one: found, seen beside it, and everybody's place said before anything follows. */
export function Merge() {
  const { say } = useWords()
  const id = useParam('id')
  const [other, setOther] = useState<string | null>(null)
  const stays = useAsk<GroupOnPage>('registration.group', { id })
  const joins = useAsk<GroupOnPage>('registration.group', { id: other ?? '' }, { enabled: other !== null })
  return (
    <Page
      title={say('registration.merge.title')}
      subtitle={stays.data && <span dir="ltr">{String(stays.data.group.number)}</span>}
    >
      <Stack gap="md">
        <Text>{say('registration.merge.intro')}</Text>
        {(stays.isLoading || joins.isLoading) && <Slow />}
        {stays.error && <Refused error={stays.error} />}
        {joins.error && <Refused error={joins.error} />}
        {stays.data && other === null && <FamilyPicker except={id} onChoose={setOther} />}
        {stays.data && joins.data && (
          <Joined key={other} stays={stays.data} joins={joins.data} onAnother={() => setOther(null)} />
        )}
      </Stack>
    </Page>
  )
}

interface JoinedProps {
  readonly stays: GroupOnPage
  readonly joins: GroupOnPage
  readonly onAnother: () => void
}

/** Present members whom the asker sees, and whether that is everybody. */
function membersOf({ members }: GroupOnPage, side: Merging['side']) {
  const present = members.filter(({ member_to }) => member_to === null)
  const seen = present.flatMap(({ card, relationship }) => (card === null ? [] : [{ card, relationship, side }]))
  return { seen, hidden: seen.length < present.length }
}

function Joined({ stays, joins, onAnother }: JoinedProps) {
  const words = useWords()
  const { say } = words
  const [here, there] = [membersOf(stays, 'stays'), membersOf(joins, 'joins')]
  if (here.hidden || there.hidden) return <Text role="alert">{say('registration.merge.hidden')}</Text>
  return (
    <>
      <div className="nansen-pair">
        <Side title={say('registration.merge.stays')} family={stays} members={here.seen} />
        <Side title={say('registration.merge.joins')} family={joins} members={there.seen} />
      </div>
      <Afterwards stays={stays} joins={joins} members={[...here.seen, ...there.seen]} onAnother={onAnother} />
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly family: GroupOnPage
  readonly members: readonly Merging[]
}

function Side({ title, family, members }: SideProps) {
  const words = useWords()
  return (
    <Surface title={title}>
      <Text mb="sm">
        <span className="nansen-number" dir="ltr">
          {String(family.group.number)}
        </span>
      </Text>
      <Stack gap="sm">
        {members.map(({ card }) => (
          <PersonCard key={card.id} {...cardProps(card, words)} />
        ))}
      </Stack>
    </Surface>
  )
}

const nameOf = ({ card }: Merging): string => card.display_name_native ?? card.display_name

function Afterwards({ stays, joins, members, onAnother }: JoinedProps & { readonly members: readonly Merging[] }) {
  const { say } = useWords()
  const go = useGo()
  const back = useBack()
  const [leader, setLeader] = useState(
    () => members.find(({ relationship }) => relationship === FOCAL_POINT)?.card.id ?? '',
  )
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [because, setBecause] = useState('')
  const [pressed, setPressed] = useState(false)
  const [looking, setLooking] = useState(false)
  const codes = codesAfter(members, leader, said)
  const look = () => {
    setPressed(true)
    const unsaid = members.find(({ card }) => codes[card.id] === null)
    if (unsaid !== undefined) focusAnswer(unsaid.card.id)
    else if (because.trim() === '') focusAnswer('because')
    else setLooking(true)
  }
  return (
    <>
      <Surface title={say('registration.merge.after')}>
        <Stack>
          <Places
            members={members}
            leader={leader}
            codes={codes}
            pressed={pressed}
            onLeader={setLeader}
            onSaid={(id, code) => setSaid({ ...said, [id]: code })}
          />
          <Because value={because} missing={pressed} onChange={setBecause} />
        </Stack>
      </Surface>
      <Group className="nansen-savebar" justify="end">
        <Button variant="subtle" onClick={onAnother}>
          {say('registration.merge.another')}
        </Button>
        <Button variant="default" onClick={back}>
          {say('ui.cancel')}
        </Button>
        <Button onClick={look}>{say('registration.act.next')}</Button>
      </Group>
      {looking && (
        <ConsequencesDialog
          command="registration.mergeGroups"
          input={{
            fromGroupId: joins.group.id,
            intoGroupId: stays.group.id,
            focalPoint: leader,
            relationships: Object.fromEntries(Object.entries(codes).filter(([id]) => id !== leader)),
            because: because.trim(),
          }}
          title={say('registration.act.merge')}
          confirm={say('registration.act.merge')}
          onCancel={() => setLooking(false)}
          onDone={() => {
            toast(say('registration.merge.done'))
            go(`/registration/registration_group/${stays.group.id}`)
          }}
        />
      )}
    </>
  )
}

interface PlacesProps {
  readonly members: readonly Merging[]
  readonly leader: string
  readonly codes: Readonly<Record<string, string | null>>
  readonly pressed: boolean
  readonly onLeader: (id: string) => void
  readonly onSaid: (id: string, code: string) => void
}

/** Who leads the family that will be, and what everybody else is to them. */
function Places({ members, leader, codes, pressed, onLeader, onSaid }: PlacesProps) {
  const { say } = useWords()
  return (
    <>
      <Select
        label={say('registration.act.whoLeads')}
        data={members.map(each => ({ value: each.card.id, label: nameOf(each) }))}
        value={leader}
        allowDeselect={false}
        maw="28rem"
        onChange={id => id !== null && onLeader(id)}
      />
      {members
        .filter(({ card }) => card.id !== leader)
        .map(each => (
          <RelationshipSelect
            key={each.card.id}
            id={`answer-${each.card.id}`}
            label={say('registration.merge.isTo', { name: nameOf(each) })}
            sex={each.card.sex}
            value={codes[each.card.id] ?? null}
            missing={pressed}
            onChange={code => onSaid(each.card.id, code)}
          />
        ))}
    </>
  )
}
