import type { Asking } from './command.ts'
import type { Store } from './store.ts'

/** Which store a question is asked of: known to `asSession` alone, so that no handler can name another. */
const stores = new WeakMap<Asking, Store>()

export function remembering(asking: Asking, store: Store): Asking {
  stores.set(asking, store)
  return asking
}

/** @throws Error for an `Asking` that `asSession` did not make. */
export function storeOf(asking: Asking): Store {
  const store = stores.get(asking)
  if (store === undefined) throw new Error('only what asSession hands out may ask')
  return store
}
