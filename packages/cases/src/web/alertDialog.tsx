import { Button, Checkbox, MultiSelect, Text, Textarea } from '@mantine/core'
import { ROLES } from '@nansen/model'
import { ColleagueName, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AskDialog } from './askDialog.tsx'
import { useSending } from './sending.ts'

interface Matter {
  /** A case's module, or `registration`. */
  readonly module: string
  readonly id: string
}

/** Brings a new situation before colleagues who may open this; and who has read what the reader said so. */
export function Alerting({ module, id }: Matter) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const found = useAsk<{ readonly receipts: readonly Receipt[] }>('cases.alertsByMe', { module, id })
  const sent = Map.groupBy(found.data?.receipts ?? [], each => each.id)
  return (
    <>
      {sent.size > 0 && (
        <Surface mt="md" title={words.say('case.alert.sent')}>
          <ul className="nansen-case-notes">
            {[...sent].map(([alert, told]) => (
              <li key={alert}>
                <p className="nansen-said">{told[0]!.words}</p>
                {told.map(({ staffId, readAt }) => (
                  <Text key={staffId} size="sm" c="dimmed">
                    <ColleagueName id={staffId} /> ·{' '}
                    {readAt === null
                      ? words.say('case.alert.unread')
                      : words.say('case.alert.read-at', { when: words.instant(readAt) })}
                  </Text>
                ))}
              </li>
            ))}
          </ul>
        </Surface>
      )}
      <Button mt="md" variant="default" onClick={() => setOpen(true)}>
        {words.say('case.alert.raise')}
      </Button>
      {open && <AlertDialog module={module} id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

interface Receipt {
  readonly id: string
  readonly words: string | null
  readonly staffId: string
  readonly readAt: string | null
}

function AlertDialog({ module, id, onClose }: Matter & { readonly onClose: () => void }) {
  const words = useWords()
  const [toStaff, setToStaff] = useState<string[]>([])
  const [toRoles, setToRoles] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [urgent, setUrgent] = useState(false)
  const sending = useSending('cases.raiseAlert', onClose)
  const found = useAsk<{ readonly colleagues: readonly { readonly staffId: string; readonly name: string }[] }>(
    'cases.alertColleagues',
    { module, id },
  )
  return (
    <AskDialog
      title={words.say('case.alert.raise')}
      ready={said.trim() !== '' && toStaff.length + toRoles.length > 0}
      sending={sending}
      onGo={() => sending.mutate({ module, id, toStaff, toRoles, words: said, urgent })}
      onClose={onClose}
    >
      <Textarea
        label={words.say('case.alert.words')}
        autosize
        minRows={2}
        maxLength={1000}
        value={said}
        onChange={event => setSaid(event.currentTarget.value)}
      />
      <MultiSelect
        label={words.say('case.alert.colleagues')}
        description={words.say('case.alert.colleagues-why')}
        searchable
        hidePickedOptions
        data={(found.data?.colleagues ?? []).map(({ staffId, name }) => ({ value: staffId, label: name }))}
        value={toStaff}
        onChange={setToStaff}
      />
      <MultiSelect
        label={words.say('case.alert.roles')}
        searchable
        hidePickedOptions
        data={ROLES.map(role => ({ value: role, label: words.say(`role.${role}`) }))}
        value={toRoles}
        onChange={setToRoles}
      />
      <Checkbox
        label={words.say('case.alert.urgent')}
        checked={urgent}
        onChange={event => setUrgent(event.currentTarget.checked)}
      />
    </AskDialog>
  )
}
