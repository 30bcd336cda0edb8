import './atWork.css'
import { VisuallyHidden } from '@mantine/core'
import { useAtWork, useWords } from '@nansen/ui'

/** A line along the top while the server takes longer than a second, whatever was asked and wherever it will show. */
export function AtWork() {
  const words = useWords()
  // The region is always there: readers of the screen tell only what is put into one that was.
  return (
    <div role="status">
      {useAtWork() && (
        <div className="nansen-at-work">
          <VisuallyHidden>{words.say('ui.working')}</VisuallyHidden>
        </div>
      )}
    </div>
  )
}
