import { Alert, Button, List } from '@mantine/core'
import { Refusal, type RefusalCode } from '@nansen/kernel'
import { useWords } from '../language/words.ts'
import { problemsOf, sayProblem, sayRefusal } from './sayRefusal.ts'

interface RefusedProps {
  readonly error: unknown
  readonly onAgain?: () => void
  /** Labels that say it better here than the general ones. */
  readonly says?: Readonly<Partial<Record<RefusalCode, string>>>
}

/** Says why something was not done, in plain words, and offers to try again where that can help. */
export function Refused({ error, onAgain, says = {} }: RefusedProps) {
  const words = useWords()
  const own = error instanceof Refusal ? says[error.code] : undefined
  const general = error instanceof Refusal ? sayRefusal(error, words) : words.say('refusal.unexpected')
  const text = own === undefined ? general : words.say(own)
  const problems = error instanceof Refusal ? problemsOf(error).map(problem => sayProblem(problem, words)) : []
  return (
    <Alert color="brick" variant="light" role="alert" className="nansen-alert" title={text}>
      {problems.length > 0 && (
        <List>
          {[...new Set(problems)].map(said => (
            <List.Item key={said}>{said}</List.Item>
          ))}
        </List>
      )}
      {onAgain !== undefined && (
        <Button size="compact-md" variant="default" onClick={onAgain}>
          {words.say('ui.try-again')}
        </Button>
      )}
    </Alert>
  )
}
