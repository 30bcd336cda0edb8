import type { OwnKeys } from '@nansen/sealed'
import { useSyncExternalStore } from 'react'

/** Keys that nobody used for so long are forgotten, ms. As the screen's own lock (sync-and-security 4.4): 15 minutes. */
const FORGOTTEN_AFTER = 15 * 60_000

let own: OwnKeys | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const watching = new Set<() => void>()

function set(keys: OwnKeys | null): void {
  own = keys
  clearTimeout(timer)
  if (keys) timer = setTimeout(forgetKeys, FORGOTTEN_AFTER)
  for (const told of watching) told()
}

/** Keys are in the memory of this page and nowhere else: another tab, a reload or a quarter of an hour without use asks for them again. */
export const keepKeys = (keys: OwnKeys): void => set(keys)
export const forgetKeys = (): void => set(null)

/** The keys for one use, which puts off their being forgotten; null while they are locked. */
export function usedKeys(): OwnKeys | null {
  if (own) set(own)
  return own
}

/** One's own keys while they are unlocked; draws the caller again when that changes. */
export const useOwnKeys = (): OwnKeys | null =>
  useSyncExternalStore(
    told => {
      watching.add(told)
      return () => watching.delete(told)
    },
    () => own,
  )
