import type { Asking, Consequence, Follows, Happening, Tx } from './command.ts'
import type { Store } from './store.ts'
import { storeOf } from './storeOf.ts'

/** Who wants to know what happens, by store. */
const followers = new WeakMap<Store, readonly Follows[]>()

/** From now on these are told what commands on this store say has happened. */
export function tellOf(store: Store, modules: readonly { readonly consequences?: Follows }[]): void {
  followers.set(
    store,
    modules.flatMap(({ consequences }) => (consequences === undefined ? [] : [consequences])),
  )
}

/** What would follow in other modules, as far as the asker may know. For previews. */
export async function foresee(tx: Tx, asking: Asking, happening: Happening): Promise<readonly Consequence[]> {
  const told: Consequence[] = []
  for (const follows of followers.get(storeOf(asking)) ?? [])
    told.push(...(await follows.foresee(tx, asking, happening)))
  return told
}

/** Lets every module do what follows, in the command's own transaction: it happens with the act, or neither does. */
export async function happened(tx: Tx, asking: Asking, happening: Happening): Promise<void> {
  for (const follows of followers.get(storeOf(asking)) ?? []) await follows.follow(tx, asking, happening)
}
