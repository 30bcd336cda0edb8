import { useSyncExternalStore } from 'react'

let connected = true
const listeners = new Set<() => void>()

/** Told by every request whether the server was reached. */
export function reached(yes: boolean): void {
  if (yes === connected) return
  connected = yes
  for (const listener of listeners) listener()
}

/** Whether the last request reached the server. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connected,
  )
}

/** Knocks; being answered at all is enough. */
export async function probe(): Promise<void> {
  const answer = await fetch('/health').catch(() => null)
  if (answer !== null) reached(true)
}
