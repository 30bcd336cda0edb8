import { Alert, Button } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { useWords } from '../language/words.ts'
import { sayRefusal } from './sayRefusal.ts'

interface RefusedProps {
  readonly error: unknown
  readonly onAgain?: () => void
}

/** Says why something was not done, in plain words, and offers to try again where that can help. */
export function Refused({ error, onAgain }: RefusedProps) {
  const words = useWords()
  const text = error instanceof Refusal ? sayRefusal(error, words) : words.say('refusal.unexpected')
  return (
    <Alert color="brick" variant="light" role="alert" className="nansen-alert" title={text}>
      {onAgain !== undefined && (
        <Button size="compact-md" variant="default" onClick={onAgain}>
          {words.say('ui.try-again')}
        </Button>
      )}
    </Alert>
  )
}
