import { Refused, Slow } from '@nansen/ui'
import type { ReactNode } from 'react'

interface Asked {
  readonly pending: boolean
  readonly error: unknown
  readonly again: () => unknown
}

/** Draws its content when every list it needs has come. */
export function Arrived({ lists, children }: { readonly lists: readonly Asked[]; readonly children: () => ReactNode }) {
  const failed = lists.find(list => list.error != null)
  if (failed !== undefined) return <Refused error={failed.error} onAgain={() => void failed.again()} />
  return lists.some(list => list.pending) ? <Slow /> : children()
}
