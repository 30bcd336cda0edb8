import { RecordScreen, useParam } from '@nansen/ui'
import { tracing } from '../index.ts'
import { LikelyPanel } from './likelyPanel.tsx'

/** The derived page of a request, with who it may be. */
export function RequestScreen() {
  const id = useParam('id')
  return (
    <RecordScreen key={id} module={tracing} record="request" id={id}>
      <LikelyPanel id={id} />
    </RecordScreen>
  )
}
