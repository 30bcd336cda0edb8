import './atWork.css'
import { VisuallyHidden } from '@mantine/core'
import { useAtWork, useWords } from '@nansen/ui'

/** A line along the top while the server takes longer than a second, whatever was asked and wherever it will show. */
export function AtWork() {
  const words = useWords()
  return (
    <div role="status" className="nansen-at-work" hidden={!useAtWork()}>
      <VisuallyHidden>{words.say('ui.working')}</VisuallyHidden>
    </div>
  )
}
