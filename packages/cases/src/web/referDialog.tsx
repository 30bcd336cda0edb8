import { Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { isOwnName, ROLES } from '@nansen/model'
import { useAsk, useOfficeNames, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AskDialog } from './askDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { useSending } from './sending.ts'

type DialogProps = CasePlace & { readonly onClose: () => void }

const useOfficeOptions = () => useOfficeNames().offices.map(({ id, name }) => ({ value: id, label: name }))

interface Asked {
  /** `office ID` or `organisation ID`. */
  readonly to: string | null
  readonly role: string | null
  readonly service: string
  readonly reason: string
  readonly priority: string
  readonly share: string[]
}
const NOTHING: Asked = { to: null, role: null, service: '', reason: '', priority: 'usual', share: [] }

interface AskingProps extends CasePlace {
  readonly asked: Asked
  readonly set: (part: Partial<Asked>) => void
}

/** Whom to ask, for what, why, and which answers of the case they may see: nothing is chosen beforehand. */
export function ReferDialog({ module, row, onClose }: DialogProps) {
  const words = useWords()
  const [asked, setAsked] = useState(NOTHING)
  const sending = useSending('cases.refer', onClose)
  const { to, role, service, reason } = asked
  const [kind, id] = (to ?? '').split(' ')
  const { to: _, role: __, ...said } = asked
  const go = () =>
    sending.mutate({
      module: module.name,
      id: row.id,
      ...said,
      ...(kind === 'office' ? { toOffice: id, toRole: role } : { toOrganisation: id }),
      ...(typeof row.subject === 'string' ? { about: row.subject } : {}),
    })
  const set = (part: Partial<Asked>) => setAsked(before => ({ ...before, ...part }))
  return (
    <AskDialog
      title={words.say('case.refer.title')}
      ready={to !== null && service.trim() !== '' && reason.trim() !== ''}
      sending={sending}
      onGo={go}
      onClose={onClose}
    >
      <Whom module={module} row={row} asked={asked} set={set} />
      <What module={module} row={row} asked={asked} set={set} />
      <Share module={module} row={row} asked={asked} set={set} />
    </AskDialog>
  )
}

function Whom({ module, asked, set }: AskingProps) {
  const words = useWords()
  const offices = useOfficeOptions()
  const known = useAsk<{ readonly organisations: readonly { readonly id: string; readonly name: string }[] }>(
    'cases.organisations',
  )
  const say = (field: string) => words.field(module.name, 'referral', field)
  const organisations = (known.data?.organisations ?? []).map(({ id, name }) => ({
    value: `organisation ${id}`,
    label: name,
  }))
  return (
    <>
      <Select
        label={words.say('case.refer.to')}
        withAsterisk
        searchable
        value={asked.to}
        onChange={to => set({ to, role: null })}
        data={[
          { group: say('to_organisation'), items: organisations },
          {
            group: say('to_office'),
            items: offices.map(({ value, label }) => ({ value: `office ${value}`, label })),
          },
        ]}
      />
      {asked.to?.startsWith('office') === true && (
        <Select
          label={say('to_role')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          searchable
          value={asked.role}
          onChange={role => set({ role })}
          data={ROLES.map(value => ({ value, label: words.say(`role.${value}`) }))}
        />
      )}
    </>
  )
}

function What({ module, asked, set }: AskingProps) {
  const words = useWords()
  const say = (field: string) => words.field(module.name, 'referral', field)
  const priorities = ['urgent', 'soon', 'usual'].map(value => ({
    value,
    label: words.option(module.name, 'referral', 'priority', value),
  }))
  return (
    <>
      <TextInput
        label={say('service')}
        withAsterisk
        maxLength={120}
        value={asked.service}
        onChange={event => set({ service: event.currentTarget.value })}
      />
      <Textarea
        label={say('reason')}
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        value={asked.reason}
        onChange={event => set({ reason: event.currentTarget.value })}
      />
      <Select
        label={say('priority')}
        allowDeselect={false}
        value={asked.priority}
        onChange={value => set({ priority: value ?? 'usual' })}
        data={priorities}
      />
    </>
  )
}

function Share({ module, row, asked, set }: AskingProps) {
  const words = useWords()
  const { record } = module.case!
  const shareable = Object.entries(module.records[record]!.fields).filter(
    ([name, { kind, sensitivity }]) =>
      row[name] != null && kind !== 'reference' && sensitivity !== 'sealed' && !isOwnName(name),
  )
  return (
    <Checkbox.Group
      label={words.say('case.refer.share')}
      description={words.say('case.refer.share-why')}
      value={asked.share}
      onChange={share => set({ share })}
    >
      <Stack gap="xs" mt="xs">
        {shareable.map(([name]) => (
          <Checkbox key={name} value={name} label={words.field(module.name, record, name)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** Which office is to take the case over, and why. It stays until they accept. */
export function HandoverDialog({ module, row, onClose }: DialogProps) {
  const words = useWords()
  const offices = useOfficeOptions()
  const [to, setTo] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const sending = useSending('cases.askHandover', onClose)
  return (
    <AskDialog
      title={words.say('case.hand-over.title')}
      ready={to !== null && because.trim() !== ''}
      sending={sending}
      onGo={() => sending.mutate({ module: module.name, id: row.id, toOffice: to, because })}
      onClose={onClose}
    >
      <Select
        label={words.field(module.name, 'handover', 'to_office')}
        withAsterisk
        searchable
        value={to}
        onChange={setTo}
        data={offices.filter(({ value }) => value !== row.office_id)}
      />
      <Textarea
        label={words.field(module.name, 'handover', 'because')}
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </AskDialog>
  )
}
