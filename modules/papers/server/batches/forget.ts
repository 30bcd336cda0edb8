import type { Store } from '@nansen/store'

/** Destroys files of runs that are a week old: their keys and their bytes. Returns how many. Needs the login of the sequencer. */
export async function forgetPrintedFiles(store: Store): Promise<number> {
  const { rows } = await store
    .pool('nansen_sync')
    .query<{ forgotten: number }>('select papers.forget_old() as forgotten')
  return rows[0]?.forgotten ?? 0
}
