import { Radio, Select, Stack, Text } from '@mantine/core'
import { FieldOutput, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { Bookable } from './appointments.tsx'
import { AskDialog } from './askDialog.tsx'
import type { CasePlace, Hanging } from './caseScreen.tsx'
import { useSending } from './sending.ts'

/** Says that an interpreter does not interpret for somebody of the case, or that this was a mistake. Why stands in the case, not here. */
export function ObjectionDialog({ module, row, onClose }: CasePlace & { readonly onClose: () => void }) {
  const words = useWords()
  const page = useAsk<Hanging>('cases.page', { module: module.name, id: row.id })
  const found = useAsk<Bookable>('cases.bookable', { module: module.name, id: row.id })
  const sending = useSending('cases.flagInterpreter', onClose)
  const [person, setPerson] = useState(typeof row.subject === 'string' ? row.subject : null)
  const [interpreter, setInterpreter] = useState<string | null>(null)
  const [objects, setObjects] = useState('yes')
  const people = (page.data?.member ?? []).filter(({ until, withdrawn_at: gone }) => until == null && gone == null)
  const options = (found.data?.interpreters ?? []).map(each => ({
    value: each.id,
    label: each.conflict ? `${each.name} · ${words.say('case.meet.conflict')}` : each.name,
  }))
  const go = () =>
    sending.mutate({
      module: module.name,
      id: row.id,
      personId: person,
      interpreterId: interpreter,
      conflict: objects === 'yes',
    })
  return (
    <AskDialog
      title={words.say('case.meet.objection')}
      ready={person !== null && interpreter !== null}
      sending={sending}
      onGo={go}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {words.say('case.meet.objection-why')}
      </Text>
      <Radio.Group label={words.say('case.meet.objection-of')} value={person} onChange={setPerson}>
        <Stack gap="xs" mt="xs">
          {people.map(({ id, individual }) => (
            <Radio
              key={id}
              value={String(individual)}
              label={
                <FieldOutput
                  module={module.name}
                  record="member"
                  name="individual"
                  field={module.records.member!.fields.individual!}
                  value={individual}
                  brief
                />
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={words.field(module.name, 'appointment', 'interpreter')}
        placeholder={options.length === 0 && !found.isPending ? words.say('case.meet.no-interpreter') : undefined}
        searchable
        data={options}
        value={interpreter}
        onChange={setInterpreter}
      />
      <Radio.Group label={words.say('case.meet.objection-what')} value={objects} onChange={setObjects}>
        <Stack gap="xs" mt="xs">
          <Radio value="yes" label={words.say('case.meet.objects')} />
          <Radio value="no" label={words.say('case.meet.objects-not')} />
        </Stack>
      </Radio.Group>
    </AskDialog>
  )
}
