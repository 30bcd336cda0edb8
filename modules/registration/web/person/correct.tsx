import { Select, Textarea, TextInput } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useState } from 'react'
import { correctionRequest } from '../../fields/status.ts'
import { CORRECTABLE } from '../../index.ts'
import { nameLines } from '../../names.ts'
import type { Card } from '../cards.ts'
import { type MemberForm, namesOf, newMember } from '../register/family.ts'
import { NameLines } from '../register/nameLines.tsx'
import { ActDialog } from './actDialog.tsx'

type Correctable = (typeof CORRECTABLE)[number]

/** A fact of identity is corrected by two: who asks, and somebody else who agrees. */
export function Correct({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const words = useWords()
  const [what, setWhat] = useState<Correctable | null>(null)
  const [value, setValue] = useState('')
  const [names, setNames] = useState<MemberForm>(() => newMember(null))
  const [because, setBecause] = useState<string | null>(null)
  const [evidence, setEvidence] = useState('')
  const said = what === 'name' ? nameLines(namesOf(names)) : value.trim()
  const whole = what !== null && said !== '' && because !== null && evidence.trim() !== ''
  const input = { individualId: card.id, what, value: said, because, evidence: evidence.trim() }
  return (
    <ActDialog
      title={words.say('registration.act.correct')}
      command="registration.requestCorrection"
      confirm={words.say('registration.act.ask')}
      input={whole ? input : null}
      onDone={onClose}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={words.field('registration', 'correction_request', 'what')}
        withAsterisk
        data={CORRECTABLE.map(each => ({
          value: each,
          label: words.option('registration', 'correction_request', 'what', each),
        }))}
        value={what}
        onChange={next => setWhat(CORRECTABLE.find(each => each === next) ?? null)}
      />
      {what === 'name' ? (
        <NameLines
          id="correction-name"
          member={names}
          problem={undefined}
          onChange={next => setNames({ ...names, ...next })}
        />
      ) : (
        <TextInput
          label={words.field('registration', 'correction_request', 'value_after')}
          withAsterisk
          value={value}
          onChange={event => setValue(event.currentTarget.value)}
        />
      )}
      <Select
        label={words.field('registration', 'correction_request', 'because')}
        withAsterisk
        data={correctionRequest.fields.because.codes.map(each => ({
          value: each,
          label: words.option('registration', 'correction_request', 'because', each),
        }))}
        value={because}
        onChange={setBecause}
      />
      <Textarea
        label={words.field('registration', 'correction_request', 'evidence')}
        withAsterisk
        autosize
        minRows={2}
        value={evidence}
        onChange={event => setEvidence(event.currentTarget.value)}
      />
    </ActDialog>
  )
}
