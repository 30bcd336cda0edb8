import { Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { auditDenial, type Store } from '@nansen/store'

interface About {
  readonly store: Store
  readonly module: Module
  readonly name: string
}

/**
 * Runs `work`; when it is refused for want of a right (or finds nothing, which is the same from outside), that is written down in a
 * transaction of its own before the refusal goes out.
 */
export async function auditingDenials<T>(
  { store, module, name }: About,
  token: string,
  tried: { readonly action: string; readonly ids: readonly string[] },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not-found' || error.code === 'not-allowed')) {
      await auditDenial(store, token, { ...tried, module: module.name, record: name, reason: error.code })
    }
    throw error
  }
}
