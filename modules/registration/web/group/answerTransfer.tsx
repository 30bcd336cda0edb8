import { useWords } from '@nansen/ui'
import { useState } from 'react'
import { ActDialog } from '../person/actDialog.tsx'
import { Because } from './because.tsx'

export type TransferAnswer = 'accepted' | 'refused' | 'withdrawn'

interface AnswerTransferProps {
  readonly transferId: string
  readonly answer: TransferAnswer
  readonly onClose: () => void
}

const LABELS = {
  accepted: 'registration.act.accept',
  refused: 'registration.act.refuse',
  withdrawn: 'registration.act.withdraw',
} as const

/** What becomes of a family that waits between two offices, and why. */
export function AnswerTransfer({ transferId, answer, onClose }: AnswerTransferProps) {
  const words = useWords()
  const [because, setBecause] = useState('')
  const [pressed, setPressed] = useState(false)
  return (
    <ActDialog
      title={words.record('registration', 'transfer')}
      command="registration.answerTransfer"
      confirm={words.say(LABELS[answer])}
      input={because.trim() === '' ? null : { transferId, answer, because: because.trim() }}
      onMissing={() => setPressed(true)}
      onDone={onClose}
      onClose={onClose}
    >
      <Because value={because} missing={pressed} onChange={setBecause} />
    </ActDialog>
  )
}
