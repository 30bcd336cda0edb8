import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { code } from '@nansen/model'
import { ActDialog, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { KINDS } from '../fields.ts'
import { fraud } from '../index.ts'

interface HandedIn {
  readonly receivedOn: string
  readonly person: string
  readonly answer: string
}

/** What staff did is asked in the same list, and goes elsewhere. */
const BY_STAFF = 'by-staff'
const FIELDS = { kind: code([...KINDS, BY_STAFF]), account: fraud.records.inquiry!.fields.account! }

/** That something is being clarified, without a reason; what one handed on oneself, and how far that is. */
export function Clarifying({ id }: { readonly id: string }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const { data } = useAsk<{ clarifying: boolean }>('fraud.clarifying', { personId: id })
  const own = useAsk<{ handedIn: readonly HandedIn[] }>('fraud.handedIn')
  const mine = (own.data?.handedIn ?? []).filter(({ person }) => person === id)
  return (
    <Surface title={words.say('fraud.clarify.title')} mt="md">
      <Stack gap="sm" data-clarifying={data?.clarifying ?? false}>
        {data?.clarifying && (
          <Alert color="blue" role="status" title={words.say('fraud.clarify.held')}>
            <Text size="sm">{words.say('fraud.clarify.heldHelp')}</Text>
          </Alert>
        )}
        {mine.map((each, nth) => (
          <Text key={nth} size="sm">
            {words.say(`fraud.clarify.answer.${each.answer}`, { when: words.date(each.receivedOn) })}
          </Text>
        ))}
        <Group>
          <Button variant="default" onClick={() => setOpen(true)}>
            {words.say('fraud.clarify.hand')}
          </Button>
        </Group>
      </Stack>
      {open && (
        <ActDialog
          module="fraud"
          record="inquiry"
          fields={FIELDS}
          command="fraud.suspect"
          input={({ kind, account }) => ({
            personId: id,
            kind: kind === BY_STAFF ? 'other' : kind,
            words: account,
            noticedIn: 'registration',
            ofStaff: kind === BY_STAFF,
          })}
          title={words.say('fraud.clarify.hand')}
          explained={words.say('fraud.clarify.handHelp')}
          confirm={words.say('fraud.clarify.hand')}
          onClose={() => setOpen(false)}
        />
      )}
    </Surface>
  )
}
