import { Badge, Button, Group, Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import {
  ColleagueName,
  type ListedRow,
  OfficeName,
  Panels,
  Surface,
  useAsk,
  useMay,
  useWords,
  type Words,
} from '@nansen/ui'
import { useState } from 'react'
import { arrivedRows } from '../arrivedRows.ts'
import type { CasePlace } from './caseScreen.tsx'
import { HandoverDialog, ReferDialog } from './referDialog.tsx'
import { useSending } from './sending.ts'
import { TakeBackDialog } from './takeBack.tsx'

/** Whom others were asked to help, what they answered, and the way to hand the case over. */
export function Referrals({
  module,
  row,
  rows,
  handovers,
}: CasePlace & { readonly rows: readonly ListedRow[]; readonly handovers: readonly ListedRow[] }) {
  const words = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<'refer' | 'hand-over' | null>(null)
  // Asked for a person of the case: one that names nobody is not referred.
  const mayRefer = may(module.name, 'change') && module.case!.roles.length > 0
  const mayHandOver = may(module.name, 'transfer') && !handovers.some(({ status }) => status === 'asked')
  if (rows.length === 0 && handovers.length === 0 && !mayRefer && !mayHandOver) return null
  return (
    <Surface
      mt="md"
      title={words.records(module.name, 'referral')}
      actions={
        <Group gap="xs">
          {mayRefer && (
            <Button variant="subtle" size="compact-md" onClick={() => setAsking('refer')}>
              {words.say('case.refer.title')}
            </Button>
          )}
          {mayHandOver && (
            <Button variant="subtle" size="compact-md" onClick={() => setAsking('hand-over')}>
              {words.say('case.hand-over.title')}
            </Button>
          )}
        </Group>
      }
    >
      <ul className="nansen-case-tasks">
        {handovers.map(handover => (
          <HandoverLine key={handover.id} module={module} row={row} handover={handover} />
        ))}
        {rows.map(referral => (
          <ReferralLine key={referral.id} module={module} row={row} referral={referral} />
        ))}
      </ul>
      {asking === 'refer' && <ReferDialog module={module} row={row} onClose={() => setAsking(null)} />}
      {asking === 'hand-over' && <HandoverDialog module={module} row={row} onClose={() => setAsking(null)} />}
    </Surface>
  )
}

const OVER = ['rejected', 'done', 'unsuccessful', 'withdrawn']

function ReferralLine({ module, row, referral }: CasePlace & { readonly referral: ListedRow }) {
  const words = useWords()
  const may = useMay()
  const [takingBack, setTakingBack] = useState(false)
  const stopping = useSending('cases.withdrawReferral')
  const mayChange = may(module.name, 'change')
  const isOver = OVER.includes(String(referral.status))
  const isOpen = !isOver && referral.revoked_at == null
  const said = referral.outcome ?? referral.answer
  return (
    <li>
      <div>
        <strong>{String(referral.service)}</strong>{' '}
        <Badge variant="light" color="petrol" tt="none" fw={500}>
          {words.option(module.name, 'referral', 'status', String(referral.status))}
        </Badge>
        <div>{String(referral.reason)}</div>
        {said != null && (
          <div>
            {referral.status === 'withdrawn'
              ? words.say('case.refer.back-because', { why: String(said) })
              : String(said)}
          </div>
        )}
        <Text size="sm" c="dimmed" component="div">
          <To referral={referral} />
          {' · '}
          {referral.revoked_at == null ? (
            words.say('case.refer.sent', { ago: words.ago(String(referral.created_at)) })
          ) : (
            <>
              {words.field(module.name, 'referral', 'revoked_at')} {words.ago(String(referral.revoked_at))}
            </>
          )}
        </Text>
      </div>
      {isOpen && may(module.name, 'print') && <Panels of="case.referral" id={`${module.name} ${referral.id}`} />}
      {mayChange && referral.revoked_at == null && (
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          loading={stopping.isPending}
          onClick={() =>
            isOver
              ? stopping.mutate({ module: module.name, referralId: referral.id, onlyShared: true })
              : setTakingBack(true)
          }
        >
          {words.say(isOver ? 'case.refer.stop-sharing' : 'case.refer.take-back')}
        </Button>
      )}
      {takingBack && (
        <TakeBackDialog module={module} row={row} referral={referral} onClose={() => setTakingBack(false)} />
      )}
    </li>
  )
}

function To({ referral }: { readonly referral: ListedRow }) {
  const words = useWords()
  const { to_staff: staff, to_office: office, to_role: role, to_organisation: organisation } = referral
  if (typeof staff === 'string') return <ColleagueName id={staff} />
  return (
    <>
      {typeof role === 'string' && <>{words.say(`role.${role}`)} · </>}
      {typeof office === 'string' && <OfficeName id={office} />}
      {typeof organisation === 'string' && <OrganisationName id={organisation} />}
    </>
  )
}

function OrganisationName({ id }: { readonly id: string }) {
  const known = useAsk<{ readonly organisations: readonly { readonly id: string; readonly name: string }[] }>(
    'cases.organisations',
  )
  return <bdi>{known.data?.organisations.find(each => each.id === id)?.name ?? ''}</bdi>
}

function HandoverLine({ module, handover }: CasePlace & { readonly handover: ListedRow }) {
  const words = useWords()
  return (
    <li>
      <div>
        <strong>{words.record(module.name, 'handover')}</strong>{' '}
        <Badge variant="light" color="gray" tt="none" fw={500}>
          {words.option(module.name, 'handover', 'status', String(handover.status))}
        </Badge>
        <div>{String(handover.because)}</div>
        {handover.answer != null && <div>{String(handover.answer)}</div>}
        <Text size="sm" c="dimmed" component="div">
          <OfficeName id={String(handover.from_office)} /> → <OfficeName id={String(handover.to_office)} />
          {typeof handover.answered_by === 'string' && (
            <>
              {' · '}
              {words.field(module.name, 'handover', 'answered_by')}: <ColleagueName id={handover.answered_by} />
            </>
          )}
          {typeof handover.arrived === 'string' && (
            <div>
              {words.field(module.name, 'handover', 'arrived')}: {arrivedIn(module, handover.arrived, words)}
            </div>
          )}
        </Text>
      </div>
    </li>
  )
}

/** `People 2 · Tasks 1`. */
const arrivedIn = (module: Module, arrived: string, words: Words): string =>
  arrivedRows(module, arrived)
    .map(({ record, count }) => `${words.records(module.name, record)} ${words.number(count)}`)
    .join(' · ')
