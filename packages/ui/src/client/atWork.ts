import { useSyncExternalStore } from 'react'

/** What lasts longer is said to be at work, ms. */
const PATIENCE = 1_000

let slow = 0
const watchers = new Set<() => void>()
function count(by: 1 | -1): void {
  slow += by
  for (const watcher of watchers) watcher()
}

/** Counts a request among those that last, from its second second to its end, however it ends. */
export async function atWork<T>(request: () => Promise<T>): Promise<T> {
  let counted = false
  const timer = setTimeout(() => {
    counted = true
    count(1)
  }, PATIENCE)
  try {
    return await request()
  } finally {
    clearTimeout(timer)
    if (counted) count(-1)
  }
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Whether an answer of the server has been waited for longer than a second: no act and no question is slow without a word. */
export const useAtWork = (): boolean => useSyncExternalStore(watch, () => slow > 0)
