import { Textarea } from '@mantine/core'
import { type ListedRow, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AskDialog } from './askDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { useSending } from './sending.ts'

interface TakeBackProps extends CasePlace {
  readonly referral: ListedRow
  readonly onClose: () => void
}

/** Takes a referral back and says why: for the sender's side, who was asked sees only that it was. */
export function TakeBackDialog({ module, referral, onClose }: TakeBackProps) {
  const words = useWords()
  const sending = useSending('cases.withdrawReferral', onClose)
  const [why, setWhy] = useState('')
  return (
    <AskDialog
      title={words.say('case.refer.take-back')}
      ready={why.trim() !== ''}
      sending={sending}
      onGo={() =>
        sending.mutate({ module: module.name, referralId: referral.id, onlyShared: false, because: why.trim() })
      }
      onClose={onClose}
    >
      <Textarea
        label={words.say('case.refer.why-back')}
        description={words.say('case.refer.why-back-hint')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={why}
        onChange={event => setWhy(event.currentTarget.value)}
      />
    </AskDialog>
  )
}
